/** How a queue is: plain data, of which a live edit may change all that does not decide how the queue is built. */
import type { MessageProperties } from '../../base/workload.ts';
import type { LengthSettings } from './lengthLimit.ts';

/** What is null or left out is not there. */
export interface QueueSettings extends LengthSettings {
  /** How long a message may wait here. */
  messageTtlUs?: number | null;
  /** A message given back more often than this dies [RQQ1]. */
  deliveryLimit?: number | null;
  /** Messages have priorities 0 … maxPriority [RD12]. */
  maxPriority?: number | null;
  /** Deleted when nobody used it for so long [RD2]. */
  expiresUs?: number | null;
  /** Only the first of its consumers is served, until it goes [RQ8]. */
  isSingleActive?: boolean;
  /** It belongs to the first session that reads from it, and ends with that [RQ7]. */
  isExclusive?: boolean;
  /** It is there again after its server crashed, with what is persistent in it [RC3]. */
  isDurable?: boolean;
  /** After a crash nobody knows any more what was delivered: all of it is marked as redelivered, as in RabbitMQ [RC3]. */
  forgetsDeliveries?: boolean;
  /** It follows ActiveMQ: consumers select, and messages have groups [J11, J12]. */
  isJms?: boolean;
  /** Which messages are still there when its server comes back after a crash; left out: all. */
  isPersistent?: ((properties: MessageProperties | undefined) => boolean) | undefined;
}
