import type { MessageProperties } from '../../base/workload.ts';

/** JMS's standard is PERSISTENT: a message is so unless it says otherwise. */
export const isJmsPersistent = (properties: MessageProperties | undefined): boolean => properties?.persistent !== false;
