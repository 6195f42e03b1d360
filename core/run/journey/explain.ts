/**
 * Why a message stands as it does: what it waits for now, why it is gone, why it was worked on more than once. Read from the trail and
 * from the world as it is at this instant; nothing of it is changed. SPEC.md, FM17–FM19.
 */
import type { RunEvent } from '../../metrics/frameBatch.ts';
import type { CauseKind, JourneyCause, JourneyStep } from '../journeyReport.ts';
import type { World } from '../world.ts';
import type { Copy } from './copies.ts';
import { placesOf } from './places.ts';
import { stateOf } from './report.ts';
import { stuck } from './stuck.ts';
import type { Trail } from './trail.ts';

type Detail = JourneyStep['detail'];

export function explain(world: World, trail: Trail): readonly JourneyCause[] {
  const { all } = trail.copies;
  const first = all[0];
  if (first === undefined) return [{ about: 'stuck', kind: 'notProduced', copy: 0, node: '', detail: { messages: world.messages } }];
  const causes: JourneyCause[] = [];
  for (const copy of all) {
    const state = stateOf(copy);
    if (state === 'waiting' || (state === 'processed' && copy.where.at !== 'end')) causes.push(...stuck(world, trail, copy), ...faultsNow(world, trail, copy));
    else if (state === 'dropped' || state === 'refused') causes.push(...gone(world, trail, copy));
  }
  const processed = all.reduce((n, copy) => n + copy.processed, 0);
  const end = firstOf(all.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'processed'));
  const begin = first.steps[0];
  if (processed > 0 && end !== undefined && begin !== undefined) {
    causes.push({
      about: 'fine',
      kind: 'wasProcessed',
      copy: first.id,
      node: end.node,
      atUs: end.atUs,
      detail: { times: processed, tookUs: end.atUs - Number(begin.detail['intendedUs'] ?? begin.atUs) },
    });
  }
  causes.push(...repeats(world, trail));
  return causes;
}

const firstOf = (steps: readonly JourneyStep[]): JourneyStep | undefined =>
  steps.reduce<JourneyStep | undefined>((first, step) => (first === undefined || step.atUs < first.atUs ? step : first), undefined);

// --- gone ---

function gone(world: World, trail: Trail, copy: Copy): JourneyCause[] {
  const end = copy.steps.findLast(({ kind }) => kind === 'dropped' || kind === 'refused' || kind === 'gaveUp');
  if (end === undefined) return [];
  const about = copy.ending === 'refused' ? 'refused' : 'dropped';
  const cause = {
    about,
    kind: about === 'refused' ? 'refuseReason' : 'dropReason',
    copy: copy.id,
    node: end.node,
    atUs: end.atUs,
    detail: end.detail,
  } as const;
  const before = eventsAt(world, trail, copy).filter(({ atUs, kind }) => atUs <= end.atUs && LOSING.has(kind));
  const event = before.at(-1);
  return event === undefined || !isSudden(String(end.detail['reason'])) ? [cause] : [cause, causeOf(event, about, copy)];
}

/** Reasons that have an event behind them. */
const isSudden = (reason: string): boolean =>
  [
    'connection_closed',
    'client_crash',
    'broker_crash',
    'process_crash',
    'replica_truncated',
    'queue_down',
    'queue_deleted',
    'not_leader',
    'retention',
    'offset_reset',
    'delivery_timeout',
  ].includes(reason) || reason.startsWith('not_');
const LOSING: ReadonlySet<RunEvent['kind']> = new Set([
  'fault.started',
  'client.crashed',
  'process.crashed',
  'leader.elected',
  'partition.offline',
  'log.expired',
  'queue.deleted',
  'consumer.left',
  'isr.shrunk',
]);

// --- more than once ---

/** Repeats that have something behind them. */
const UNUSUAL: ReadonlySet<CauseKind> = new Set(['retriedAfterNoAnswer', 'doubledOnLink', 'redeliveredAfterLoss', 'readAgain']);
const REPEATING: ReadonlySet<RunEvent['kind']> = new Set([...LOSING, 'group.rebalanced', 'consumer.joined']);

function repeats(world: World, trail: Trail): JourneyCause[] {
  const { all } = trail.copies;
  const isDouble = all.some(({ processed }) => processed > 1) || all.filter((c) => c.processed > 0 && c.cause === 'producer_retry').length > 0;
  const about = isDouble ? 'duplicated' : 'late';
  const causes: JourneyCause[] = [];
  const told = new Set<RunEvent>();
  const tell = (copy: Copy, kind: CauseKind, step: JourneyStep, detail: Detail = step.detail) => {
    causes.push({ about, kind, copy: copy.id, node: step.node, atUs: step.atUs, detail });
    // What brought it about, where something did: once.
    const event = UNUSUAL.has(kind) ? eventsAt(world, trail, copy).findLast((one) => one.atUs <= step.atUs && REPEATING.has(one.kind)) : undefined;
    if (event === undefined || told.has(event)) return;
    told.add(event);
    causes.push(causeOf(event, about, copy));
  };
  for (const copy of all) {
    const first = copy.steps[0];
    if (copy.cause === 'producer_retry' && first !== undefined) tell(copy, first.detail['doubled'] === 1 ? 'doubledOnLink' : 'retriedAfterNoAnswer', first);
    copy.steps.forEach((step, i) => {
      if (step.kind === 'deadLettered') tell(copy, 'wentAsDeadLetter', step);
      // Given back too often it dies instead.
      if (step.kind === 'requeued' && copy.steps[i + 1]?.kind !== 'deadLettered')
        tell(copy, step.detail['cause'] === 'lost' ? 'redeliveredAfterLoss' : 'redeliveredAfterFailure', step);
      if (step.kind === 'delivered' && step.detail['group'] !== undefined && step.detail['redelivered'] === 1) {
        const why = copy.steps.slice(0, i).findLast(({ kind }) => kind === 'handedBack' || kind === 'holderLost' || kind === 'commitRefused');
        tell(copy, 'readAgain', step, { ...step.detail, ...(why === undefined ? {} : { why: why.kind, whenUs: why.atUs }) });
      }
    });
  }
  return causes;
}

// --- what happened there ---

function faultsNow(world: World, trail: Trail, copy: Copy): JourneyCause[] {
  const here = eventsAt(world, trail, copy).filter(({ kind }) => kind === 'fault.started');
  const targets = new Set(world.faults.active.map(({ target }) => target));
  const active = new Map(here.filter(({ entity }) => targets.has(entity)).map((event) => [`${event.entity} ${event.detail['fault']}`, event]));
  return [...active.values()].map((event) => causeOf(event, 'stuck', copy));
}

function eventsAt(world: World, trail: Trail, copy: Copy): readonly RunEvent[] {
  const places = new Set(placesOf(world.plan, copy));
  return trail.events.filter(({ entity }) => places.has(entity));
}

const causeOf = ({ kind, entity, atUs, detail }: RunEvent, about: JourneyCause['about'], copy: Copy): JourneyCause => ({
  about,
  kind: 'event',
  copy: copy.id,
  node: entity,
  atUs,
  detail: { ...detail, event: kind },
});
