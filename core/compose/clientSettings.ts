/**
 * A design's producers and consumers are programs of the reader's own. These are their settings in the words of the real
 * clients: Kafka's Java properties, and AMQP's basic.qos and acknowledgement mode.
 */
import { parseBytes, parseDuration } from '../base/quantity.ts';
import type { ConsumerDoc, ProducerDoc } from '../scenario/scenario.ts';

export type Setting = readonly [key: string, value: string];

/** Whole milliseconds, rounded up so that a short wait does not become none. Text nobody can read is left as it is. */
function ms(text: string): string {
  const parsed = parseDuration(text);
  return parsed.ok ? String(Math.ceil(parsed.value / 1_000)) : text;
}
function byteCount(text: string): string {
  const parsed = parseBytes(text);
  return parsed.ok ? String(parsed.value) : text;
}

export const kafkaProducer = (doc: ProducerDoc): Setting[] => [
  ['acks', doc.acks],
  ['linger.ms', ms(doc.linger)],
  ['batch.size', byteCount(doc.batchSize)],
  ['buffer.memory', byteCount(doc.bufferMemory)],
  ['max.in.flight.requests.per.connection', String(doc.maxInFlight)],
  ['retries', String(doc.retries)],
  ['retry.backoff.ms', ms(doc.retryBackoff)],
  ['request.timeout.ms', ms(doc.requestTimeout)],
];

const ASSIGNORS = {
  range: 'org.apache.kafka.clients.consumer.RangeAssignor',
  roundRobin: 'org.apache.kafka.clients.consumer.RoundRobinAssignor',
} as const satisfies Record<ConsumerDoc['assignor'], string>;

/** A consumer without a group reads alone: its id serves as one. */
export const kafkaConsumer = (id: string, doc: ConsumerDoc): Setting[] => [
  ['group.id', doc.group === '' ? id : doc.group],
  ['auto.offset.reset', doc.offsetReset],
  ['max.poll.records', String(doc.maxPollRecords)],
  ['partition.assignment.strategy', ASSIGNORS[doc.assignor]],
  ['enable.auto.commit', String(doc.commit === 'auto')],
  ...(doc.commit === 'auto' ? ([['auto.commit.interval.ms', ms(doc.commitInterval)]] as const) : []),
];

export const amqpConsumer = (doc: ConsumerDoc): Setting[] => [
  ['basic.qos prefetch', String(doc.prefetch)],
  ['basic.consume no-ack', String(doc.ack === 'onDelivery')],
];
