/** What the members of consumer groups have in hand, replayed from what went through their doors. One instance to a consumer, eager groups. */
import type { EventLog } from './eventLog.ts';

interface Owned {
  /** Next offset to work on, and to fetch. */
  position: number;
  fetched: number;
  /** Fetches asked before this place in the log do not count. */
  readonly since: number;
}

export class MemberState {
  readonly owned = new Map<string, Owned>();
  /** Fetched and not started, in the order of fetching. */
  readonly buffer: { readonly place: string; readonly offset: number }[] = [];
  received = 0;
  bytesIn = 0;
  generation = 0;

  static of(log: EventLog, client: string, triesAgain: boolean): MemberState {
    const state = new MemberState();
    const asked = new Map<number, number>();
    let isRetry = false;
    log.entries.forEach((entry, at) => {
      if (!('client' in entry) || (entry.client !== client && entry.client !== `${client}/0`)) return;
      if (entry.kind === 'failed') isRetry = triesAgain;
      else if (entry.kind === 'work') {
        if (!isRetry) state.#start();
        isRetry = false;
      } else if (entry.kind === 'closed' && entry.isCrash) state.#giveUp();
      else if (entry.kind === 'up') {
        if (entry.message.kind === 'fetch') asked.set(entry.message.id, at);
        if (entry.message.kind === 'join' || entry.message.kind === 'leave') state.#giveUp();
      } else if (entry.kind === 'down') {
        const { message } = entry;
        if (message.kind === 'joined') state.generation = message.generation;
        if (message.kind === 'positioned')
          for (const { destination, partition, offset } of message.positions)
            state.owned.set(`${destination}/${partition}`, { position: offset, fetched: offset, since: at });
        if (message.kind === 'fetched') for (const slice of message.slices) state.#fetched(slice, asked.get(message.id) ?? -1);
      }
    });
    return state;
  }

  #start(): void {
    const next = this.buffer.shift();
    if (next !== undefined) this.owned.get(next.place)!.position = next.offset + 1;
  }

  #giveUp(): void {
    this.owned.clear();
    this.buffer.length = 0;
  }

  #fetched(
    { destination, partition, baseOffset, count, bytes }: { destination: number; partition: number; baseOffset: number; count: number; bytes: number },
    askedAt: number,
  ): void {
    const place = `${destination}/${partition}`;
    const owned = this.owned.get(place);
    if (owned === undefined || askedAt < owned.since || baseOffset < owned.fetched) return;
    owned.fetched = baseOffset + count;
    this.received += count;
    this.bytesIn += bytes;
    for (let i = 0; i < count; i++) this.buffer.push({ place, offset: baseOffset + i });
  }
}
