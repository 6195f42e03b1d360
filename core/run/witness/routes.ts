/**
 * Who ought to process what, read from the plan alone: who reads a destination together, and where a message may go from
 * there inside its broker. Destinations and consumers are indexes into the plan.
 */
import type { Plan } from '../../compile/plan.ts';

/** Those that share the messages of a destination: one of them is enough. */
export interface ReadingGroup {
  readonly key: string;
  readonly destination: number;
  /** Empty once none is in the design any more. */
  readonly consumers: readonly number[];
  /** Those that read with them before the design was edited, and may have something in hand. */
  readonly past: readonly number[];
  /** The first there ever was: of a loss it is told. */
  readonly owner: number;
}

/** A promise that a message has arrived at `destination` is kept when one of `groups` processes it. */
export interface Route {
  readonly destination: number;
  /** Places in the list of all groups: the group that reads there, then those at places its messages may be passed on to. */
  readonly groups: readonly number[];
  /** Where the message may be until then, `destination` first. */
  readonly through: readonly number[];
  /** The consumer a loss is told of: the first of the first group. */
  readonly owner: number;
}

/** A topic's by group name, a broadcast's one per consumer; consumers of a queue or a channel compete. */
export function readingGroups(plan: Plan): ReadingGroup[] {
  const groups = new Map<string, ReadingGroup & { consumers: number[] }>();
  plan.consumers.forEach(({ sources, group, isGone }, consumer) => {
    if (isGone === true) return;
    for (const { destination } of sources) {
      const { kind } = plan.destinations[destination]!;
      const key = `${destination}/${kind === 'topic' ? `group ${group}` : kind === 'broadcast' ? consumer : ''}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { key, destination, consumers: [consumer], past: [], owner: consumer });
      else if (!known.consumers.includes(consumer)) known.consumers.push(consumer);
    }
  });
  return [...groups.values()];
}

/** The groups there were, in their places, as they are now, and behind them those that are new. */
export function withLater(groups: readonly ReadingGroup[], present: readonly ReadingGroup[]): ReadingGroup[] {
  const later = groups.map((group) => {
    const now = present.find(({ key }) => key === group.key)?.consumers ?? [];
    const past = [...group.past, ...group.consumers].filter((consumer, i, all) => !now.includes(consumer) && all.indexOf(consumer) === i);
    return { ...group, consumers: now, past };
  });
  return [...later, ...present.filter(({ key }) => !groups.some((group) => group.key === key))];
}

/**
 * One route per group that reads a destination; one for a destination nobody reads that passes on to others. None for a
 * subscriber that selects: which messages are for it is not known from outside.
 */
export function routesOf(plan: Plan, groups: readonly ReadingGroup[]): Route[] {
  const at = (destination: number): number[] => groups.flatMap((group, i) => (group.destination === destination && group.consumers.length > 0 ? [i] : []));
  return plan.destinations.flatMap(({ isGone }, destination) => {
    if (isGone === true) return [];
    const through = reachable(plan, destination);
    const beyond = through.slice(1).flatMap(at);
    const own = at(destination);
    const heard = own.filter((i) => !selects(plan, groups[i]!));
    const choices = own.length > 0 ? heard.map((group) => [group, ...beyond]) : beyond.length > 0 ? [beyond] : [];
    return choices.map((some) => ({ destination, groups: some, through, owner: groups[some[0]!]!.owner }));
  });
}

const selects = (plan: Plan, { destination, consumers }: ReadingGroup): boolean =>
  plan.destinations[destination]!.kind === 'broadcast' && (plan.consumers[consumers[0]!]!.jms?.selector ?? '') !== '';

/** `from` and all that its messages may be passed on to, nearest first. */
export function reachable(plan: Plan, from: number): number[] {
  const found = [from];
  for (let i = 0; i < found.length; i++) {
    for (const next of passesOnTo(plan, found[i]!)) if (!found.includes(next)) found.push(next);
  }
  return found;
}

function passesOnTo(plan: Plan, destination: number): number[] {
  const one = plan.destinations[destination]!;
  if (one.kind === 'exchange') return [...one.ways, ...(one.alternate === null ? [] : [one.alternate])].map((wire) => wire.destination);
  return (one.kind === 'queue' || one.kind === 'broadcast') && one.deadLetter !== null ? [one.deadLetter.destination] : [];
}
