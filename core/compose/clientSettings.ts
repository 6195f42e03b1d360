/**
 * A design's producers and consumers are programs of the reader's own. These are their settings in the words of the real
 * clients: Kafka's Java properties, AMQP's basic.qos and acknowledgement mode, what a JMS session is told.
 */
import { parseBytes, parseDuration } from '../base/quantity.ts';
import { NODE_DEFAULTS } from '../scenario/defaults.ts';
import { isIdempotent } from '../scenario/idempotence.ts';
import type { ConsumerDoc, ProducerDoc, TopicDoc } from '../scenario/scenario.ts';

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
  ['enable.idempotence', String(isIdempotent(doc))],
  ['linger.ms', ms(doc.linger)],
  ['batch.size', byteCount(doc.batchSize)],
  ['buffer.memory', byteCount(doc.bufferMemory)],
  ['max.in.flight.requests.per.connection', String(doc.maxInFlight)],
  ['retries', String(doc.retries)],
  ['retry.backoff.ms', ms(doc.retryBackoff)],
  ['request.timeout.ms', ms(doc.requestTimeout)],
  ['delivery.timeout.ms', ms(doc.deliveryTimeout)],
  ['max.block.ms', ms(doc.maxBlock)],
  // Only clients of librdkafka hash keys so; its default.
  ...(doc.partitioner === 'crc32' ? ([['partitioner', 'consistent_random']] as const) : []),
];

const ASSIGNORS = {
  range: 'org.apache.kafka.clients.consumer.RangeAssignor',
  roundRobin: 'org.apache.kafka.clients.consumer.RoundRobinAssignor',
  sticky: 'org.apache.kafka.clients.consumer.StickyAssignor',
  cooperativeSticky: 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
} as const satisfies Record<ConsumerDoc['assignor'], string>;

/** A consumer without a group reads alone: its id serves as one. */
export const kafkaConsumer = (id: string, doc: ConsumerDoc): Setting[] => [
  ['group.id', doc.group === '' ? id : doc.group],
  ['auto.offset.reset', doc.offsetReset],
  ['max.poll.records', String(doc.maxPollRecords)],
  ['partition.assignment.strategy', ASSIGNORS[doc.assignor]],
  ['max.poll.interval.ms', ms(doc.maxPollInterval)],
  ['session.timeout.ms', ms(doc.sessionTimeout)],
  ['heartbeat.interval.ms', ms(doc.heartbeatInterval)],
  ['fetch.min.bytes', byteCount(doc.fetchMinBytes)],
  ['fetch.max.wait.ms', ms(doc.fetchMaxWait)],
  ['enable.auto.commit', String(doc.commit === 'auto')],
  ...(doc.commit === 'auto' ? ([['auto.commit.interval.ms', ms(doc.commitInterval)]] as const) : []),
];

/** What of a topic is not as Kafka has it by itself. */
export function topicSettings(doc: TopicDoc): Setting[] {
  const { retentionTime, segmentBytes, segmentTime, cleanup, minInsyncReplicas, uncleanElection } = NODE_DEFAULTS.topic;
  return [
    ...(doc.cleanup === cleanup ? [] : ([['cleanup.policy', doc.cleanup]] as const)),
    ...(doc.retentionTime === retentionTime ? [] : ([['retention.ms', ms(doc.retentionTime)]] as const)),
    ...(doc.retentionBytes === undefined ? [] : ([['retention.bytes', byteCount(doc.retentionBytes)]] as const)),
    ...(doc.segmentBytes === segmentBytes ? [] : ([['segment.bytes', byteCount(doc.segmentBytes)]] as const)),
    ...(doc.segmentTime === segmentTime ? [] : ([['segment.ms', ms(doc.segmentTime)]] as const)),
    ...(doc.minInsyncReplicas === minInsyncReplicas ? [] : ([['min.insync.replicas', String(doc.minInsyncReplicas)]] as const)),
    ...(doc.uncleanElection === uncleanElection ? [] : ([['unclean.leader.election.enable', String(doc.uncleanElection)]] as const)),
  ];
}

export const amqpConsumer = (doc: ConsumerDoc): Setting[] => [
  ['basic.qos prefetch', String(doc.prefetch)],
  ['basic.consume no-ack', String(doc.ack === 'onDelivery')],
];

const SESSIONS = {
  onDelivery: 'AUTO_ACKNOWLEDGE',
  afterProcessing: 'AUTO_ACKNOWLEDGE',
  client: 'CLIENT_ACKNOWLEDGE',
  dupsOk: 'DUPS_OK_ACKNOWLEDGE',
  transacted: 'SESSION_TRANSACTED',
} as const satisfies Record<ConsumerDoc['ack'], string>;

/** What a JMS program sets on its session, and nothing where it keeps to the defaults. */
export const jmsProducer = (doc: ProducerDoc): Setting[] =>
  doc.transaction > 0
    ? [
        ['session', 'SESSION_TRANSACTED'],
        ['commit every', String(doc.transaction)],
      ]
    : [];

/** The redelivery policy is the server's here: Artemis has it by address. */
export const jmsConsumer = (doc: ConsumerDoc, isFromBroadcast: boolean): Setting[] => [
  ['session', SESSIONS[doc.ack]],
  ...(doc.ack === 'client' || doc.ack === 'transacted' ? ([[doc.ack === 'client' ? 'acknowledge every' : 'commit every', String(doc.ackEvery)]] as const) : []),
  ...(doc.prefetch > 0 ? ([['prefetch', String(doc.prefetch)]] as const) : []),
  ...(doc.selector === '' ? [] : ([['selector', doc.selector]] as const)),
  ...(isFromBroadcast && doc.subscription === 'durable'
    ? ([
        ['client id', doc.name],
        ['durable subscription', doc.subscriptionName],
      ] as const)
    : []),
];
