/**
 * Where messages are that may yet be processed: asked of the places that hold them, never of the books. What cannot say which
 * messages it holds says how many, and the witness then takes as many of the missing for not lost.
 */
import { unreachable } from '../../base/assert.ts';
import type { LinkPlan } from '../../compile/plan.ts';
import type { World } from '../world.ts';
import type { ReadingGroup, Route } from './routes.ts';

type Visit = (serial: number) => void;

/** Tells `visit` of each message at hand; returns how many more there may be. `groups` are the route's. */
export function visitHeld(world: World, route: Route, groups: readonly ReadingGroup[], visit: Visit): number {
  let unnamed = unasked(world, route.destination);
  for (const group of groups) unnamed += onTheWay(world, group);
  for (const place of route.through) unnamed += visitPlace(world, place, groups[0]!, visit);
  return unnamed;
}

/** Copies a look has to visit, to tell whether it may. */
export function heldCount(world: World, route: Route, group: ReadingGroup): number {
  return route.through.reduce((n, place) => {
    const d = world.destinations[place]!;
    if (d.kind !== 'topic') return n + d.stored + d.inFlight;
    return n + d.logs.reduce((sum, log, partition) => sum + log.end - nextOffset(world, place, partition, group), 0);
  }, 0);
}

function visitPlace(world: World, place: number, group: ReadingGroup, visit: Visit): number {
  const d = world.destinations[place]!;
  switch (d.kind) {
    case 'topic':
      d.logs.forEach((log, partition) => {
        // The newest record is never compacted away, so what is asked for exists.
        for (let from = nextOffset(world, place, partition, group); from < log.end; ) {
          const { baseOffset, serials, start, count } = log.read(from, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, place, partition);
          for (let i = start; i < start + count; i++) visit(serials[i]!);
          from = baseOffset + count;
        }
      });
      return 0;
    case 'queue':
      return d.stored + d.inFlight - d.pool.each(visit);
    case 'broadcast':
      return d.stored + d.inFlight - d.eachHeld(visit);
    case 'exchange':
      return 0;
    case 'channel':
      // The value of a blocked sender is not acknowledged.
      return d.stored;
    default:
      return unreachable(d);
  }
}

/** Everything a group has not committed it will read, or read again. */
function nextOffset(world: World, destination: number, partition: number, { consumers }: ReadingGroup): number {
  const topic = world.destinations[destination]!;
  if (topic.kind !== 'topic') return 0;
  const consumer = world.plan.consumers[consumers[0]!]!;
  const committed = world.groupOf(consumer, destination).offsets.get(destination, partition);
  return Math.max(topic.logs[partition]!.start, committed ?? 0, topic.registerGroup(consumer.group).beganAt(partition));
}

/** Given out for good, and not processed yet: what the destination does not hold any more. */
function onTheWay(world: World, { destination, consumers, past }: ReadingGroup): number {
  let n = past.reduce((sum, i) => sum + world.consumers[i]!.inHand, 0);
  for (const i of consumers) {
    const { sources, commit, handOff } = world.plan.consumers[i]!;
    // What a group did not commit is counted at the topic, unless retention took it from there while members had it.
    const isAtTopic = commit !== 'beforeProcessing' && !handOff && !isBehindStart(world, destination, consumers);
    if (world.destinations[destination]!.kind === 'topic' && isAtTopic) continue;
    n += world.consumers[i]!.inHand;
    for (const source of sources) if (source.destination === destination) n += onLink(world, source);
  }
  return n;
}

/** Something a group did not commit is not in the log any more. */
function isBehindStart(world: World, destination: number, consumers: ReadingGroup['consumers']): boolean {
  const topic = world.destinations[destination]!;
  if (topic.kind !== 'topic') return false;
  const consumer = world.plan.consumers[consumers[0]!]!;
  const { offsets } = world.groupOf(consumer, destination);
  return topic.logs.some((log, partition) => log.start > (offsets.get(destination, partition) ?? 0));
}

/** Sent by those that ask for no answer, and perhaps not there yet. */
function unasked(world: World, destination: number): number {
  const senders = [...world.plan.producers, ...world.plan.consumers].filter(({ send }) => send.acks === 0);
  const edges = senders.flatMap(({ targets }) => targets.filter((target) => target.destination === destination));
  if (edges.length === 0) return 0;
  return edges.reduce((n, edge) => n + onLink(world, edge), world.serverOf(destination).inFlight);
}

const onLink = (world: World, { id }: LinkPlan): number => world.links.get(id)?.inFlight ?? 0;
