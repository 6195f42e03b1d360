/**
 * Lists the messages a destination of a running world holds, a page at a time: read and never written, so that looking changes nothing
 * of the run. SPEC.md, FM22–FM26.
 */
import { murmur2Ascii } from '../../base/hash.ts';
import { LIMITS } from '../../base/limits.ts';
import { type Message, NO_KEY } from '../../broker/api.ts';
import type { Queue } from '../../broker/queue/queue.ts';
import type { BrowseFrom, BrowseQuery, MessagePage, MessageRow } from '../messageRows.ts';
import type { World } from '../world.ts';
import { browseLog } from './browseLog.ts';
import { Page } from './page.ts';

/** Null for a node that holds no messages, or a part it does not have. */
export function browse(world: World, query: BrowseQuery): MessagePage | null {
  const id = world.plan.destinations.findIndex((d) => d.id === query.node);
  const destination = world.destinations[id];
  if (destination === undefined) return null;
  const page = new Page(query, keyHash(query.key), (serial) => world.witness.keyOf(serial), world.kernel.now());
  switch (destination.kind) {
    case 'topic':
      return browseLog(world, id, destination, query, page);
    case 'queue':
      return browseList('queue', 1, query.from, page, rowsOf(world, destination, page), destination.ready + destination.unsettled);
    case 'broadcast': {
      const queue = destination.subscriptions[query.part];
      const parts = destination.subscriptions.length;
      if (queue === undefined) return parts === 0 && query.part === 0 ? browseList('broadcast', 0, query.from, page, [], 0) : null;
      return browseList('broadcast', parts, query.from, page, rowsOf(world, queue, page), queue.ready + queue.unsettled);
    }
    case 'channel':
      return browseList(
        'channel',
        1,
        query.from,
        page,
        valuesOf(destination.values(), destination.blockedValues(), page),
        destination.length + destination.blockedSenders,
      );
    default:
      return null;
  }
}

/** Undefined: any key. A number stands for the hash itself; what is no key of ours has none that could be found. */
function keyHash(text: string): number | undefined {
  const key = text.trim();
  if (key === '') return undefined;
  if (/^\d+$/.test(key)) return Number(key);
  // Keys are ASCII, and not long.
  return /^[ -~]{1,200}$/.test(key) ? murmur2Ascii(key) & 0x7fffffff : -1;
}

type MakeRow = (position: number) => MessageRow;
interface Candidate {
  readonly key: number;
  readonly createdUs: number;
  readonly row: MakeRow;
}

/** A list that is gone through from its front. */
function browseList(kind: MessagePage['kind'], parts: number, from: BrowseFrom, page: Page, candidates: Iterable<Candidate>, total: number): MessagePage {
  const begin = startOf(from, total);
  let position = -1;
  for (const { key, createdUs, row } of candidates) {
    if (++position < begin || (from.kind === 'time' && page.isEmpty && createdUs < from.atUs)) continue;
    if (!page.offer(position, key, () => row(position))) break;
  }
  return page.finish({ kind, parts, start: 0, end: total, from: begin });
}

const startOf = (from: BrowseFrom, total: number): number => {
  if (from.kind === 'end') return Math.max(0, total - LIMITS.browseRows);
  return from.kind === 'position' ? Math.max(0, from.position) : 0;
};

/** What consumers have first, in the order they got it, then what is ready, in the order it is given out. */
function* rowsOf(world: World, queue: Queue, page: Page): Iterable<Candidate> {
  const { pool } = queue;
  const candidate = (slot: number, state: 'ready' | 'unacked', holder?: string): Candidate => ({
    key: pool.keys[slot]!,
    createdUs: pool.createdUs[slot]!,
    row: (position) => ({
      ...page.rowOf(position, pool.messageOf(slot), state),
      ...(holder === undefined ? {} : { holder }),
      returns: pool.returns[slot]!,
      deaths: (pool.deathsOf(slot) ?? []).reduce((n, { count }) => n + count, 0),
    }),
  });
  for (const { servers } of world.clusters)
    for (const server of servers) {
      for (const { slot, client } of server.unsettled(queue)) yield candidate(slot, 'unacked', client);
    }
  for (const slot of queue.readySlots()) yield candidate(slot, 'ready');
}

function* valuesOf(inside: Iterable<Message>, blocked: Iterable<Message>, page: Page): Iterable<Candidate> {
  const candidate = (value: Message, state: 'ready' | 'blocked'): Candidate => ({
    key: value.key < 0 ? NO_KEY : value.key,
    createdUs: value.createdUs,
    row: (position) => page.rowOf(position, value, state),
  });
  for (const value of inside) yield candidate(value, 'ready');
  for (const value of blocked) yield candidate(value, 'blocked');
}
