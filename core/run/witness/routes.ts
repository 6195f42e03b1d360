/**
 * Who ought to process what, read from the plan alone: who reads a destination together, and where a message may go from
 * there inside its broker. Destinations and consumers are indexes into the plan.
 */
import type { Plan } from '../../compile/plan.ts';

/** Those that share the messages of a destination: one of them is enough. */
export interface ReadingGroup {
  readonly destination: number;
  readonly consumers: readonly number[];
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
  const groups = new Map<string, { destination: number; consumers: number[] }>();
  plan.consumers.forEach(({ sources, group }, consumer) => {
    for (const { destination } of sources) {
      const { kind } = plan.destinations[destination]!;
      const key = `${destination}/${kind === 'topic' ? `group ${group}` : kind === 'broadcast' ? consumer : ''}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { destination, consumers: [consumer] });
      else if (!known.consumers.includes(consumer)) known.consumers.push(consumer);
    }
  });
  return [...groups.values()];
}

/**
 * One route per group that reads a destination; one for a destination nobody reads that passes on to others. None for a
 * subscriber that selects: which messages are for it is not known from outside.
 */
export function routesOf(plan: Plan, groups: readonly ReadingGroup[]): Route[] {
  const at = (destination: number): number[] => groups.flatMap((group, i) => (group.destination === destination ? [i] : []));
  return plan.destinations.flatMap((_, destination) => {
    const through = reachable(plan, destination);
    const beyond = through.slice(1).flatMap(at);
    const own = at(destination);
    const heard = own.filter((i) => !selects(plan, groups[i]!));
    const choices = own.length > 0 ? heard.map((group) => [group, ...beyond]) : beyond.length > 0 ? [beyond] : [];
    return choices.map((some) => ({ destination, groups: some, through, owner: groups[some[0]!]!.consumers[0]! }));
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
