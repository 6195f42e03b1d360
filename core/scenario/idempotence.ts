/** Whether a producer numbers its batches: if it is told to, or if its settings allow it, as Kafka's producer decides [KP10]. */
import { IDEMPOTENT_IN_FLIGHT_MAX } from '../base/workload.ts';
import type { ProducerDoc } from './scenario.ts';

type Sending = Pick<ProducerDoc, 'idempotence' | 'acks' | 'retries' | 'maxInFlight'>;

/** The broker knows the last five batches of a producer, and only what all replicas have is sure to be there. */
export const canBeIdempotent = ({ acks, retries, maxInFlight }: Sending): boolean => acks === 'all' && retries > 0 && maxInFlight <= IDEMPOTENT_IN_FLIGHT_MAX;

export const isIdempotent = (doc: Sending): boolean => doc.idempotence === 'on' || (doc.idempotence === 'auto' && canBeIdempotent(doc));
