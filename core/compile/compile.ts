/**
 * Model to Plan: text with units becomes integers, ids become indexes, lists are sorted, and the whole is frozen. A model
 * with errors has no plan; its issues say why. The same model gives the same plan whatever the order of keys in its file.
 */
import { must, unreachable } from '../base/assert.ts';
import type { Profile } from '../base/profiles.ts';
import { queueSettings } from './queues.ts';
import { LIMITS } from '../base/limits.ts';
import { FORWARD_SEND } from '../scenario/defaults.ts';
import { isIdempotent } from '../scenario/idempotence.ts';
import { hasErrors, type Issue } from '../scenario/issues.ts';
import type { BrokerDoc, ConsumerDoc, DestinationDoc, Model, NodeId, ObjectiveDoc, ProducerDoc, Quantity } from '../scenario/scenario.ts';
import { BOUND_SIGNS, BOUNDS, measureOf } from '../scenario/objectives.ts';
import { isJms } from '../scenario/jms.ts';
import { validate } from '../scenario/validate.ts';
import { faultPlans } from './faults.ts';
import { jmsConsumer, withSharedDeadLetters } from './jms.ts';
import { distributionPlan, keysPlan, loadPlan, variantPlans } from './loads.ts';
import type { BrokerPlan, ConsumerPlan, DestinationPlan, ObjectivePlan, Plan, ProducerPlan, SendPlan } from './plan.ts';
import { type Topology, topologyOf } from './topology.ts';
import { byteCount, bytesPerSec, perSecond, us, usExact } from './units.ts';

export function compile(model: Model, issues: readonly Issue[] = validate(model)): { readonly plan?: Plan; readonly issues: readonly Issue[] } {
  return hasErrors(issues) ? { issues } : { plan: freeze(toPlan(model)), issues };
}

function toPlan(model: Model): Plan {
  const topology = topologyOf(model);
  const brokers = brokerPlans(topology);
  const brokerIndex = new Map(brokers.map(({ id }, index) => [id, index]));
  const horizonUs = us(model.horizon);
  /** Destinations of a broker go round its servers. */
  const nextServer = brokers.map(() => 0);
  return {
    seed: model.seed,
    horizonUs,
    sampleUs: sampleUsFor(horizonUs),
    brokers,
    destinations: withSharedDeadLetters(
      topology.destinations.map(([id, doc]) => {
        const broker = must(brokerIndex.get(brokerOf(doc)), `broker of ${id}`);
        const server = must(nextServer[broker], `broker ${broker}`);
        nextServer[broker] = (server + 1) % must(brokers[broker], `broker ${broker}`).servers;
        return destinationPlan(id, doc, { broker, server, profile: must(brokers[broker], `broker ${broker}`).profile }, topology);
      }),
      brokers,
    ),
    producers: topology.producers.map(([id, doc]) => producerPlan(id, doc, topology)),
    consumers: topology.consumers.map(([id, doc]) => consumerPlan(id, doc, topology, model)),
    faults: faultPlans(model.faults),
    objectives: model.objectives.map(objectivePlan),
  };
}

/** The broker that serves whatever names none: no thread to wait for, no cost. */
const IMPLIED: BrokerPlan = {
  id: '',
  profile: 'any',
  servers: 1,
  interServerUs: 0,
  fsyncUs: 0,
  threads: 1,
  costRequestUs: 0,
  costRecordUs: 0,
  costByteUs: 0,
  nicBandwidth: 0,
  diskBandwidth: 0,
  pageCache: 0,
};
const brokerOf = (doc: DestinationDoc): NodeId => (doc.kind === 'channel' ? '' : (doc.broker ?? ''));

function brokerPlans(topology: Topology): BrokerPlan[] {
  const isImplied = topology.destinations.some(([, doc]) => brokerOf(doc) === '');
  return [...(isImplied ? [IMPLIED] : []), ...topology.brokers.map(([id, doc]) => brokerPlan(id, doc))];
}

const brokerPlan = (id: NodeId, doc: BrokerDoc): BrokerPlan => ({
  id,
  profile: doc.profile,
  servers: doc.nodes,
  interServerUs: us(doc.interNodeLatency),
  fsyncUs: us(doc.fsync),
  threads: doc.threads,
  costRequestUs: usExact(doc.costPerRequest),
  costRecordUs: usExact(doc.costPerRecord),
  costByteUs: usExact(doc.costPerKiB) / 1024,
  nicBandwidth: bytesPerSec(doc.nicBandwidth),
  diskBandwidth: bytesPerSec(doc.diskBandwidth),
  pageCache: byteCount(doc.pageCache),
});

interface Place {
  readonly broker: number;
  readonly server: number;
}

function destinationPlan(id: NodeId, doc: DestinationDoc, { profile, ...place }: Place & { profile: Profile }, topology: Topology): DestinationPlan {
  const common = { id, name: doc.name, ...place };
  switch (doc.kind) {
    case 'topic':
      return {
        ...common,
        kind: 'topic',
        partitions: doc.partitions,
        retentionUs: us(doc.retentionTime),
        retentionBytes: doc.retentionBytes === undefined ? null : byteCount(doc.retentionBytes),
        segmentBytes: byteCount(doc.segmentBytes),
        segmentUs: us(doc.segmentTime),
        cleanup: doc.cleanup,
        replicationFactor: doc.replicationFactor,
        minInsync: doc.minInsyncReplicas,
        allowsUnclean: doc.uncleanElection,
      };
    case 'queue':
      return {
        ...common,
        kind: 'queue',
        ...queueSettings(doc, profile),
        deadLetter: topology.deadLetterOf(id),
      };
    case 'exchange':
      return { ...common, kind: 'exchange', type: doc.type, ways: topology.waysOf(id), alternate: topology.alternateOf(id) };
    case 'broadcast':
      return { ...common, kind: 'broadcast', deadLetter: null };
    case 'channel':
      return { ...common, kind: 'channel', capacity: doc.capacity, unbounded: doc.unbounded, memoryLimitBytes: byteCount(doc.memoryLimit) };
    default:
      return unreachable(doc);
  }
}

const producerPlan = (id: NodeId, doc: ProducerDoc, topology: Topology): ProducerPlan => ({
  id,
  targets: topology.targetsOf(id),
  load: loadPlan(doc.load),
  arrivals: doc.arrivals,
  keys: keysPlan(doc.keys),
  size: distributionPlan(doc.size, byteCount),
  variants: variantPlans(doc.variants),
  closeWhenDone: doc.closeWhenDone,
  costRecordUs: usExact(doc.costPerRecord),
  send: sendPlan(doc),
});

const ACKS = { '0': 0, '1': 1, all: -1 } as const;

const sendPlan = (doc: typeof FORWARD_SEND): SendPlan => ({
  lingerUs: us(doc.linger),
  batchBytes: byteCount(doc.batchSize),
  acks: ACKS[doc.acks],
  retries: doc.retries,
  retryBackoffUs: us(doc.retryBackoff),
  requestTimeoutUs: us(doc.requestTimeout),
  maxInFlight: doc.maxInFlight,
  bufferBytes: byteCount(doc.bufferMemory),
  transaction: doc.transaction,
  confirmWindow: doc.confirmWindow,
  deliveryTimeoutUs: Math.max(us(doc.deliveryTimeout), us(doc.linger) + us(doc.requestTimeout)),
  maxBlockUs: us(doc.maxBlock),
  isIdempotent: isIdempotent(doc),
  partitioner: doc.partitioner,
});

/** It reads as JMS does if what it reads from follows ActiveMQ. */
function readingPlan(id: NodeId, doc: ConsumerDoc, topology: Topology, model: Model): Pick<ConsumerPlan, 'prefetch' | 'ack' | 'jms'> {
  const ack = doc.ack === 'onDelivery' ? 'onDelivery' : 'afterProcessing';
  const source = topology.sourcesOf(id).map(({ destination }) => topology.destinations[destination]![1])[0];
  const isRead = source !== undefined && (source.kind === 'queue' || source.kind === 'broadcast') && isJms(model, source);
  return isRead ? { ...jmsConsumer(doc, source.kind), ack } : { prefetch: doc.prefetch, ack, jms: null };
}

const consumerPlan = (id: NodeId, doc: ConsumerDoc, topology: Topology, model: Model): ConsumerPlan => ({
  id,
  sources: topology.sourcesOf(id),
  targets: topology.targetsOf(id),
  send: sendPlan(FORWARD_SEND),
  count: doc.count,
  concurrency: doc.concurrency,
  workTime: distributionPlan(doc.workTime, usExact),
  costRecordUs: usExact(doc.costPerRecord),
  failureProbability: doc.failureProbability,
  onFailure: doc.onFailure,
  startUs: us(doc.startAt),
  consumerPriority: doc.consumerPriority,
  isExclusive: doc.exclusive,
  ...readingPlan(id, doc, topology, model),
  group: doc.group === '' ? id : doc.group,
  assignor: doc.assignor,
  offsetReset: doc.offsetReset,
  commit: doc.commit,
  commitIntervalUs: us(doc.commitInterval),
  maxPollRecords: doc.maxPollRecords,
  handOff: doc.handOff,
  maxPollIntervalUs: us(doc.maxPollInterval),
  sessionTimeoutUs: us(doc.sessionTimeout),
  heartbeatIntervalUs: us(doc.heartbeatInterval),
  fetchMinBytes: byteCount(doc.fetchMinBytes),
  fetchMaxWaitUs: us(doc.fetchMaxWait),
});

function objectivePlan(doc: ObjectiveDoc): ObjectivePlan {
  const { metric, node } = doc;
  const { unit } = measureOf(metric);
  const toNumber = (value: Quantity | number): number => (unit === 'duration' ? us(String(value)) : unit === 'rate' ? perSecond(String(value)) : Number(value));
  const bounds = BOUNDS.flatMap((name) => (doc[name] === undefined ? [] : [[name, toNumber(doc[name])] as const]));
  const text = BOUNDS.flatMap((name) => (doc[name] === undefined ? [] : [`${metric} ${BOUND_SIGNS[name]} ${doc[name]}`])).join(' ');
  return { metric, unit, node, ...Object.fromEntries(bounds), text };
}

/** About one row per pixel of a wide chart: finer windows only make percentiles noisy. */
const ROWS_WANTED = 1_200;
const SAMPLE_US_MIN = 10_000;

/** The shortest of 10, 20, 50, 100, 200, 500 ms, 1, 2, 5, 10 s … that covers the horizon in the rows wanted. */
export function sampleUsFor(horizonUs: number): number {
  const rows = Math.min(ROWS_WANTED, LIMITS.seriesRows - 2);
  for (let decade = SAMPLE_US_MIN; ; decade *= 10) {
    for (const step of [decade, 2 * decade, 5 * decade]) if (step * rows >= horizonUs) return step;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
