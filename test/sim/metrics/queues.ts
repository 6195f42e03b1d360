/** What a queue holds, replayed from its log: each message by its slot, ready or delivered. */
import type { Message } from '#core/broker/api.ts';
import type { EventLog, Timed } from './eventLog.ts';

interface Held {
  readonly message: Message;
  readonly sequence: number;
  /** To whom it is delivered; undefined while it is ready. */
  to: number | undefined;
  wasReturned: boolean;
}

interface Reader {
  readonly prefetch: number;
  unsettled: number;
}

export class QueueState {
  readonly held = new Map<string, Held>();
  readonly readers = new Map<string, Reader>();
  delivered = 0;
  bytesOut = 0;
  redelivered = 0;
  acked = 0;
  entered = 0;
  bytesIn = 0;
  /** Left by dying: neither acknowledged nor settled by being delivered. */
  died = 0;
  /** Time in which a reader had room. */
  roomUs = 0;
  #sinceUs = 0;
  #leavesWell: string | undefined;

  /** Of one destination, up to now; of a broadcast all its subscriptions. */
  static of(log: EventLog, at: number, nowUs: number): QueueState {
    const state = new QueueState();
    for (const entry of log.entries) if ('queue' in entry && entry.at === at) state.#see(entry);
    state.#pass(nowUs);
    return state;
  }

  get ready(): Held[] {
    return [...this.held.values()].filter(({ to }) => to === undefined).sort((a, b) => a.sequence - b.sequence);
  }
  get unacked(): number {
    return this.held.size - this.ready.length;
  }

  #pass(us: number): void {
    if ([...this.readers.values()].some(({ prefetch, unsettled }) => prefetch === 0 || unsettled < prefetch)) this.roomUs += us - this.#sinceUs;
    this.#sinceUs = us;
  }

  #see(entry: Extract<Timed, { queue: number }>): void {
    this.#pass(entry.us);
    const key = 'slot' in entry ? `${entry.queue}/${entry.slot}` : '';
    const reader = 'to' in entry ? `${entry.queue}/${entry.to}` : '';
    switch (entry.kind) {
      case 'enter':
        this.held.set(key, { message: entry.message, sequence: entry.sequence, to: undefined, wasReturned: false });
        this.entered++;
        this.bytesIn += entry.message.size;
        return;
      case 'came':
        return void this.readers.set(reader, { prefetch: entry.prefetch, unsettled: 0 });
      case 'went':
        return void this.readers.delete(reader);
      case 'deliver': {
        const held = this.held.get(key)!;
        this.delivered++;
        this.bytesOut += held.message.size;
        if (held.wasReturned) this.redelivered++;
        if (entry.isSettled) {
          this.acked++;
          this.#leavesWell = key;
          return;
        }
        held.to = entry.to;
        const to = this.readers.get(reader);
        if (to !== undefined) to.unsettled++;
        return;
      }
      case 'settle': {
        const held = this.held.get(key)!;
        held.to = undefined;
        const to = this.readers.get(reader);
        if (to !== undefined) to.unsettled--;
        if (entry.how === 'back') held.wasReturned = true;
        if (entry.how === 'ack') {
          this.acked++;
          this.#leavesWell = key;
        }
        return;
      }
      case 'leave':
        this.held.delete(key);
        if (this.#leavesWell !== key) this.died++;
        this.#leavesWell = undefined;
    }
  }
}
