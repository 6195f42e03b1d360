/** How a queue, or the queue of a subscription, is where ActiveMQ's rules hold. */
import type { QueueSettings } from '../queue/queueSettings.ts';
import { isJmsPersistent } from './persistence.ts';

export const JMS_QUEUE = { isJms: true, isPersistent: isJmsPersistent } as const satisfies Partial<QueueSettings>;
