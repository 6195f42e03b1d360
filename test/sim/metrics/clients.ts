/** What producers and consumers did, replayed. */
import { type Context, isOf, serialsIn } from './context.ts';
import type { EntryOf } from './eventLog.ts';

/** A producer's sends, edge by edge. */
export interface Sends {
  readonly offered: number;
  /** Left the client, each once. */
  readonly sent: number;
  readonly again: number;
  readonly confirmed: readonly { readonly us: number; readonly createdUs: number }[];
  readonly refused: number;
  readonly returned: number;
  /** Sent, and the answer is still awaited. */
  readonly unanswered: number;
}

export const sendsOf = (context: Context, client: string): Sends => context.once(`sends ${client}`, () => replaySends(context, client));

function replaySends({ log }: Context, client: string): Sends {
  const offers = log.all('offer').filter((o) => o.client === client);
  const createdUs = new Map(offers.map((o) => [`${o.edge} ${o.serial}`, o.createdUs]));
  const known = new Set<string>();
  const asked = new Map<string, readonly string[]>();
  /** By copy, the request whose answer is awaited. */
  const awaited = new Map<string, string>();
  const cameBack = new Set<string>();
  const confirmed: { us: number; createdUs: number }[] = [];
  let [again, refused] = [0, 0];
  for (const entry of log.entries) {
    if (!('edge' in entry) || entry.kind === 'offer' || !isOf(entry.client, client)) continue;
    const { edge, session } = entry;
    if (entry.kind === 'up') {
      const copies = serialsIn(entry.message).map((serial) => `${edge} ${serial}`);
      again += copies.filter((copy) => known.has(copy)).length;
      for (const copy of copies) known.add(copy);
      const isAsked = entry.message.kind === 'produce' ? entry.message.acks !== 0 : entry.message.kind === 'publish' && entry.message.id !== 0;
      if (!isAsked) continue;
      const request = `${session} ${(entry.message as { id: number }).id}`;
      asked.set(request, copies);
      for (const copy of copies) awaited.set(copy, request);
    } else if (entry.kind === 'down' && entry.message.kind === 'returned') cameBack.add(`${session} ${entry.message.id}`);
    else if (entry.kind === 'down' && entry.message.kind === 'done') {
      const request = `${session} ${entry.message.id}`;
      const copies = (asked.get(request) ?? []).filter((copy) => awaited.get(copy) === request);
      for (const copy of copies) awaited.delete(copy);
      const { error } = entry.message;
      if (error === 'none' && !cameBack.has(request)) for (const copy of copies) confirmed.push({ us: entry.us, createdUs: createdUs.get(copy)! });
      if (error === 'queue_full') refused += copies.length;
    } else if (entry.kind === 'closed') for (const [copy, request] of awaited) if (request.startsWith(`${session} `)) awaited.delete(copy);
  }
  return { offered: offers.length, sent: known.size, again, confirmed, refused, returned: cameBack.size, unanswered: awaited.size };
}

/** Attempts of a consumer, of which none outlasts a crash of it. */
function attemptsOf({ log, nowUs }: Context, client: string): readonly { readonly fromUs: number; readonly toUs: number }[] {
  const crashUs = log.all('closed').find((c) => isOf(c.client, client) && c.isCrash)?.us ?? Number.POSITIVE_INFINITY;
  const own = log.all('work').filter((work) => work.client === client);
  return own.map(({ us: fromUs, ...work }) => ({ fromUs, toUs: Math.min(fromUs + work.forUs, fromUs < crashUs ? crashUs : Number.POSITIVE_INFINITY, nowUs) }));
}
export const busyUsOf = (context: Context, client: string): number =>
  attemptsOf(context, client).reduce((sum, { fromUs, toUs }) => sum + Math.max(0, toUs - fromUs), 0);

/** Instances that have a connection. */
export function instancesOf({ log }: Context, consumer: string): number {
  const open = new Map<number, string>();
  for (const entry of log.all('opened', 'closed')) {
    if (!isOf(entry.client, consumer) || entry.client === consumer) continue;
    if (entry.kind === 'opened') open.set(entry.session, entry.client);
    else open.delete(entry.session);
  }
  return new Set(open.values()).size;
}

export const doneBy = ({ log }: Context, consumer: string): EntryOf<'done'>[] => log.all('done').filter((d) => d.client === consumer);

/** The consumers one message is new to once: those of a group at a topic, all of a queue; at a broadcast each by itself. */
function readersWith(context: Context, consumer: string): ReadonlySet<string> {
  const own = context.consumer(consumer)!;
  const source = context.sourceOf(consumer);
  const at = own.sources[0]!.destination;
  const same = context.plan.consumers.filter(
    ({ id, group, sources }) =>
      sources[0]!.destination === at && (source.kind === 'topic' ? group === own.group : source.kind !== 'broadcast' || id === consumer),
  );
  return new Set(same.map(({ id }) => id));
}

interface Conduct {
  readonly first: number;
  readonly again: number;
  readonly late: number;
}

/** How the consumer behaved: what it did once, again, and after a later message of the same key of the same producer. */
export const conductOf = (context: Context, consumer: string): Conduct => context.once(`conduct ${consumer}`, () => replayConduct(context, consumer));

function replayConduct(context: Context, consumer: string): Conduct {
  const readers = readersWith(context, consumer);
  const producers = new Set(context.plan.producers.map(({ id }) => id));
  const streams = new Map<number, string>();
  for (const { client, serial, key } of context.log.all('offer')) if (producers.has(client) && key !== 0xffffffff) streams.set(serial, `${client} ${key}`);
  const seen = new Set<number>();
  const latest = new Map<string, number>();
  const conduct = { first: 0, again: 0, late: 0 };
  for (const { client, serial } of context.log.all('done')) {
    if (!readers.has(client)) continue;
    const isOwn = client === consumer;
    if (seen.has(serial)) {
      if (isOwn) conduct.again++;
      continue;
    }
    seen.add(serial);
    if (isOwn) conduct.first++;
    const stream = streams.get(serial);
    if (stream === undefined) continue;
    if (serial < (latest.get(stream) ?? 0)) conduct.late += isOwn ? 1 : 0;
    else latest.set(stream, serial);
  }
  return conduct;
}

/** Latencies that ended within the window, or since the start. */
export const latenciesOf = (context: Context, entity: string, sinceUs: number): number[] =>
  context.once(`latencies ${entity} ${sinceUs}`, () => collectLatencies(context, entity, sinceUs));

function collectLatencies(context: Context, entity: string, sinceUs: number): number[] {
  const all = context.kindOf(entity) === 'producer' ? sendsOf(context, entity).confirmed : doneBy(context, entity);
  return all
    .filter(({ us }) => us > sinceUs)
    .map(({ us, createdUs }) => us - createdUs)
    .sort((a, b) => a - b);
}

/** The least that a part q of them do not exceed. */
export const nearestRank = (sorted: readonly number[], q: number): number =>
  sorted.length === 0 ? Number.NaN : sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!;
