/**
 * What an edit means for a run in progress: nothing, new settings that take effect now, or a world that must be built
 * again. Live is what the engine reads anew for each record or request; whatever shaped the world at its start is not.
 */
import type { BrokerPlan, ConsumerPlan, DestinationPlan, LinkPlan, LoadPlan, Plan, ProducerPlan, WirePlan } from './plan.ts';

type QueuePlan = Extract<DestinationPlan, { kind: 'queue' }>;
type TopicPlan = Extract<DestinationPlan, { kind: 'topic' }>;
export type RestartReason = 'seed' | 'horizon' | 'nodes' | 'wiring' | 'setting' | 'objectives' | 'faults';
export type Patch =
  | { readonly kind: 'same' }
  | { readonly kind: 'live' }
  /** `node` is the first node that differs, `field` its setting; '' where the reason is not about one. */
  | { readonly kind: 'restart'; readonly reason: RestartReason; readonly node: string; readonly field: string };

/** Fields the engine takes over while running. Lists of links are compared one by one. */
const LIVE = {
  brokers: ['threads', 'fsyncUs', 'costRequestUs', 'costRecordUs', 'costByteUs', 'nicBandwidth', 'diskBandwidth', 'pageCache'] satisfies (keyof BrokerPlan)[],
  destinations: ['name', 'maxLength', 'maxBytes', 'messageTtlUs', 'deliveryLimit', 'retentionUs', 'retentionBytes', 'segmentBytes', 'segmentUs'] satisfies (
    | keyof DestinationPlan
    | keyof QueuePlan
    | keyof TopicPlan
  )[],
  producers: ['load'] satisfies (keyof ProducerPlan)[],
  consumers: ['count', 'concurrency', 'workTime', 'failureProbability', 'prefetch'] satisfies (keyof ConsumerPlan)[],
} as const;
const LIVE_LINK: readonly (keyof LinkPlan)[] = ['latencyUs', 'share'];
const LISTS = Object.keys(LIVE) as (keyof typeof LIVE)[];

export function patch(from: Plan, to: Plan): Patch {
  if (from.seed !== to.seed) return restart('seed');
  if (from.horizonUs !== to.horizonUs || from.sampleUs !== to.sampleUs) return restart('horizon');
  let isLive = false;
  for (const list of LISTS) {
    if (!sameIds(from[list], to[list])) return restart('nodes');
    for (const [i, old] of from[list].entries()) {
      const found = compareNode(old, to[list][i] as Entity, LIVE[list]);
      if (found.kind === 'restart') return found;
      isLive ||= found.kind === 'live';
    }
  }
  if (!isEqual(from.objectives, to.objectives)) return restart('objectives');
  if (!isEqual(from.faults, to.faults)) return restart('faults');
  return { kind: isLive ? 'live' : 'same' };
}

type Entity = { readonly id: string };
const restart = (reason: RestartReason, node = '', field = ''): Patch => ({ kind: 'restart', reason, node, field });
const sameIds = (a: readonly Entity[], b: readonly Entity[]): boolean => a.length === b.length && a.every((entity, i) => entity.id === b[i]?.id);

function compareNode(old: Entity, next: Entity, live: readonly string[]): Patch {
  let isLive = false;
  for (const field of fieldsOf(old, next)) {
    const [a, b] = [valueOf(old, field), valueOf(next, field)];
    if (isEqual(a, b)) continue;
    const isLinks = field === 'sources' || field === 'targets';
    if (field === 'deadLetter' || field === 'alternate') return restart('wiring', old.id, field);
    if (field === 'ways') {
      if (!sameWires(a as WirePlan[], b as WirePlan[])) return restart('wiring', old.id, field);
      isLive = true;
      continue;
    }
    if (isLinks && !sameWiring(a as LinkPlan[], b as LinkPlan[])) return restart('wiring', old.id, field);
    const takesOver = live.includes(field) && (field !== 'load' || isSameSource(a as LoadPlan, b as LoadPlan));
    if (!isLinks && !takesOver) return restart('setting', old.id, field);
    isLive = true;
  }
  return { kind: isLive ? 'live' : 'same' };
}

/** Messages come from a curve, from users or from a recording: one cannot become the other in a run, nor can another recording be played. */
const isSameSource = (a: LoadPlan, b: LoadPlan): boolean =>
  a.kind !== 'replayMessages' && b.kind !== 'replayMessages' && (a.kind === 'users') === (b.kind === 'users');

/** The same edges to the same places; what an exchange's are bound with may differ. */
const sameWires = (a: readonly WirePlan[], b: readonly WirePlan[]): boolean =>
  sameIds(a, b) && a.every(({ destination }, i) => destination === b[i]?.destination);

/** The same edges to the same places; how fast and how much may differ. */
function sameWiring(a: readonly LinkPlan[], b: readonly LinkPlan[]): boolean {
  const differs = (old: LinkPlan, next: LinkPlan) =>
    fieldsOf(old, next).some((field) => !LIVE_LINK.includes(field as keyof LinkPlan) && !isEqual(valueOf(old, field), valueOf(next, field)));
  return sameIds(a, b) && a.every((link, i) => !differs(link, b[i] as LinkPlan));
}

const fieldsOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
const valueOf = (entity: object, field: string): unknown => (entity as Record<string, unknown>)[field];

/** Plans are plain data whose keys come in one order: equal data has equal text. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
