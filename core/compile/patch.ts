/**
 * What an edit means for a run in progress: nothing, a change that takes effect now, or a world that must be built again. Live are parts
 * and edges that come and go, what the engine reads anew for each record or request, and what a client's instances start with, as they
 * can be started again. What shaped a destination or a server at its start is not.
 */
import { align } from './align.ts';
import type { BrokerPlan, ConsumerPlan, DestinationPlan, LinkPlan, LoadPlan, Plan, ProducerPlan, WirePlan } from './plan.ts';

type QueuePlan = Extract<DestinationPlan, { kind: 'queue' }>;
type TopicPlan = Extract<DestinationPlan, { kind: 'topic' }>;
export type RestartReason = 'seed' | 'horizon' | 'wiring' | 'setting';
/** One setting of one node or edge; '' as the node: of the run. */
export interface ChangedSetting {
  readonly node: string;
  readonly field: string;
}
export interface LiveChange {
  readonly kind: 'live';
  /** Ids of nodes and edges; an edge that leads elsewhere is in both. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly settings: readonly ChangedSetting[];
}
export type Patch =
  | { readonly kind: 'same' }
  | LiveChange
  /** `node` is the first node that differs, `field` its setting; '' where the reason is not about one. */
  | { readonly kind: 'restart'; readonly reason: RestartReason; readonly node: string; readonly field: string };

/** Fields the engine takes over while running; lists of edges are compared one by one. */
const LIVE = {
  brokers: ['threads', 'fsyncUs', 'costRequestUs', 'costRecordUs', 'costByteUs', 'nicBandwidth', 'diskBandwidth', 'pageCache'] satisfies (keyof BrokerPlan)[],
  destinations: ['name', 'maxLength', 'maxBytes', 'messageTtlUs', 'deliveryLimit', 'retentionUs', 'retentionBytes', 'segmentBytes', 'segmentUs'] satisfies (
    | keyof DestinationPlan
    | keyof QueuePlan
    | keyof TopicPlan
  )[],
  producers: ['load', 'size'] satisfies (keyof ProducerPlan)[],
} as const;
/** Taken over by instances that run; whatever else changes of a consumer, others are started in their place. */
const LIVE_CONSUMER: readonly (keyof ConsumerPlan)[] = [
  'count',
  'concurrency',
  'workTime',
  'failureProbability',
  'onFailure',
  'prefetch',
  'commitIntervalUs',
  'maxPollRecords',
  'startUs',
  'send',
  'targets',
  'isGone',
];
const LIVE_LINK: readonly (keyof LinkPlan)[] = ['latencyUs', 'share'];

type Entity = { readonly id: string; readonly isGone?: true };
type Restart = Extract<Patch, { kind: 'restart' }>;

interface Found {
  readonly added: string[];
  readonly removed: string[];
  readonly settings: ChangedSetting[];
  restart: Restart | undefined;
}

export function patch(from: Plan, to: Plan): Patch {
  if (from.seed !== to.seed) return restart('seed');
  if (from.horizonUs !== to.horizonUs || from.sampleUs !== to.sampleUs) return restart('horizon');
  const next = align(from, to);
  const found: Found = { added: [], removed: [], settings: [], restart: undefined };
  compareList(found, from.brokers, next.brokers, (field) => LIVE.brokers.includes(field as never));
  compareList(found, from.destinations, next.destinations, (field) => LIVE.destinations.includes(field as never));
  compareList(found, from.producers, next.producers, (field) => LIVE.producers.includes(field as never));
  compareList(found, from.consumers, next.consumers, () => true);
  for (const field of ['objectives', 'faults'] as const) if (!isEqual(from[field], to[field])) found.settings.push({ node: '', field });
  const { added, removed, settings } = found;
  if (found.restart !== undefined) return found.restart;
  return added.length + removed.length + settings.length === 0 ? { kind: 'same' } : { kind: 'live', added, removed, settings };
}

/** Whether a consumer's running instances cannot take the change over: others must be started. */
export const needsNewInstances = (old: ConsumerPlan, next: ConsumerPlan): boolean =>
  fieldsOf(old, next).some((field) => {
    if (field === 'sources') return !isEqual(old.sources.map(ends), next.sources.map(ends));
    return !LIVE_CONSUMER.includes(field as keyof ConsumerPlan) && !isEqual(valueOf(old, field), valueOf(next, field));
  });
const ends = ({ id, destination }: LinkPlan) => [id, destination];

const restart = (reason: RestartReason, node = '', field = ''): Restart => ({ kind: 'restart', reason, node, field });

function compareList(found: Found, from: readonly Entity[], next: readonly Entity[], isLive: (field: string) => boolean): void {
  next.forEach((entity, i) => {
    const old = from[i];
    const wasThere = old !== undefined && old.isGone !== true;
    if (wasThere !== (entity.isGone !== true) && isShown(entity)) (wasThere ? found.removed : found.added).push(entity.id);
    if (old === undefined) compareEdges(found, edgesOf(undefined), edgesOf(entity));
    else if (entity.isGone === true) compareEdges(found, edgesOf(old), edgesOf(undefined));
    else compareNode(found, old, entity, isLive);
  });
}

/** It is in the design: not what a server has of its own accord, nor the server of those that name none. */
const isShown = (entity: Entity): boolean => entity.id !== '' && !('isImplied' in entity);

const EDGES = ['sources', 'targets', 'deadLetter', 'alternate', 'ways'];

function compareNode(found: Found, old: Entity, next: Entity, isLive: (field: string) => boolean): void {
  const wasGone = old.isGone === true;
  compareEdges(found, wasGone ? edgesOf(undefined) : edgesOf(old), edgesOf(next));
  for (const field of fieldsOf(old, next)) {
    if (field === 'isGone' || EDGES.includes(field)) continue;
    const [a, b] = [valueOf(old, field), valueOf(next, field)];
    if (isEqual(a, b)) continue;
    const takesOver = isLive(field) && (field !== 'load' || isSameSource(a as LoadPlan, b as LoadPlan));
    if (!takesOver) found.restart ??= restart('setting', old.id, field);
    else if (!wasGone) found.settings.push({ node: old.id, field });
  }
  // Subscriptions have wires of their own from when they begin.
  const isRewired = valueOf(next, 'kind') === 'broadcast' && !wasGone && !isEqual(valueOf(old, 'deadLetter'), valueOf(next, 'deadLetter'));
  if (isRewired) found.restart ??= restart('wiring', old.id, 'deadLetter');
}

/** Messages come from a curve, from users or from a recording: one cannot become the other in a run, nor can another recording be played. */
const isSameSource = (a: LoadPlan, b: LoadPlan): boolean =>
  a.kind !== 'replayMessages' && b.kind !== 'replayMessages' && (a.kind === 'users') === (b.kind === 'users');

type Edge = LinkPlan | WirePlan;

/** All edges that a part is the owner of: a client's, or out of a queue or an exchange. */
function edgesOf(entity: Entity | undefined): Edge[] {
  if (entity === undefined) return [];
  return EDGES.flatMap((field) => (valueOf(entity, field) ?? []) as Edge[] | Edge).filter(({ id }) => id !== '');
}

function compareEdges(found: Found, from: readonly Edge[], next: readonly Edge[]): void {
  for (const old of from) if (!next.some((edge) => isSameWay(old, edge))) found.removed.push(old.id);
  for (const edge of next) {
    const old = from.find((one) => isSameWay(one, edge));
    if (old === undefined) found.added.push(edge.id);
    else compareEdge(found, old, edge);
  }
}

const isSameWay = (a: Edge, b: Edge): boolean => a.id === b.id && a.destination === b.destination && 'bindings' in a === 'bindings' in b;

function compareEdge(found: Found, old: Edge, next: Edge): void {
  const isLink = 'latencyUs' in next;
  for (const field of fieldsOf(old, next)) {
    if (isEqual(valueOf(old, field), valueOf(next, field))) continue;
    if (isLink && !LIVE_LINK.includes(field as keyof LinkPlan)) found.restart ??= restart('wiring', old.id, field);
    else found.settings.push({ node: old.id, field });
  }
}

const fieldsOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
const valueOf = (entity: object, field: string): unknown => (entity as Record<string, unknown>)[field];

/** Plans are plain data whose keys come in one order: equal data has equal text. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
