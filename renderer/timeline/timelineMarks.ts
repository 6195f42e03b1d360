/**
 * What stands out in a run, as marks along its timeline: what a person changed, spikes, faults, groups and leaders that
 * moved, trouble. Marks that would lie on one another are one, which tells of all.
 */
import type { RunEvent } from '#core/metrics/frameBatch.ts';

export const MARK_KINDS = ['trouble', 'fault', 'change', 'spike', 'group'] as const;
/** Worst first: it gives a place its colour. */
export type MarkKind = (typeof MARK_KINDS)[number];

const KIND_OF: Partial<Record<RunEvent['kind'], MarkKind>> = {
  'settings.changed': 'change',
  'spike.started': 'spike',
  'spike.ended': 'spike',
  'fault.started': 'fault',
  'fault.ended': 'fault',
  'group.rebalanced': 'group',
  'leader.elected': 'group',
  'objective.missed': 'trouble',
  'loss.began': 'trouble',
  'duplicates.began': 'trouble',
  'order.broken': 'trouble',
  'partition.offline': 'trouble',
  'client.crashed': 'trouble',
  'process.crashed': 'trouble',
  'channel.deadlock': 'trouble',
  'queue.overflowed': 'trouble',
};

export interface TimelineMark {
  /** Of the first of its events. */
  readonly atUs: number;
  readonly kind: MarkKind;
  readonly events: readonly RunEvent[];
}

export const isMarked = (event: RunEvent): boolean => kindOf(event) !== undefined;
export const markKind = (event: RunEvent): MarkKind => kindOf(event) ?? 'group';
/** Changes of structure are changes, whichever of them there are. */
const kindOf = ({ kind }: RunEvent): MarkKind | undefined => KIND_OF[kind] ?? (kind.startsWith('structure') ? 'change' : undefined);

/** At most `places` marks over `spanUs`, in order. */
export function timelineMarks(events: readonly RunEvent[], spanUs: number, places: number): readonly TimelineMark[] {
  const byPlace = new Map<number, RunEvent[]>();
  for (const event of events) {
    if (!isMarked(event)) continue;
    const place = Math.min(places - 1, Math.floor((event.atUs / spanUs) * places));
    const others = byPlace.get(place);
    if (others === undefined) byPlace.set(place, [event]);
    else others.push(event);
  }
  return [...byPlace.values()].map((found) => ({ atUs: found[0]?.atUs ?? 0, kind: worst(found), events: found }));
}

const worst = (events: readonly RunEvent[]): MarkKind => MARK_KINDS.find((kind) => events.some((event) => markKind(event) === kind)) ?? 'group';
