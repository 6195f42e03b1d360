/**
 * Everything that happens in a run, written down in the order of happening: what crosses each door at both ends, what enters and
 * leaves each store, what is worked on, and what is written in the books. Metrics are recomputed from nothing else.
 */
import type { Message, Reply, Delivery, Request } from '#core/broker/api.ts';
import type { RunEvent } from '#core/metrics/frameBatch.ts';

export type Entry =
  /** A client was asked to send a copy over an edge. */
  | { readonly kind: 'offer'; readonly client: string; readonly edge: string; readonly serial: number; readonly key: number; readonly createdUs: number }
  /** A session over an edge, by its number. */
  | { readonly kind: 'opened'; readonly edge: string; readonly client: string; readonly session: number }
  | { readonly kind: 'closed'; readonly edge: string; readonly client: string; readonly session: number; readonly isCrash: boolean }
  /** At the client's end of the link, and at the broker's. */
  | { readonly kind: 'up' | 'arrived'; readonly edge: string; readonly client: string; readonly session: number; readonly message: Request }
  | { readonly kind: 'answered' | 'down'; readonly edge: string; readonly client: string; readonly session: number; readonly message: Reply | Delivery }
  /** A consumer begins an attempt of so long, fails, or is done. */
  | { readonly kind: 'work'; readonly client: string; readonly forUs: number }
  | { readonly kind: 'failed'; readonly client: string }
  | { readonly kind: 'done'; readonly client: string; readonly serial: number; readonly createdUs: number }
  /** Topics. */
  | {
      readonly kind: 'append';
      readonly at: number;
      readonly partition: number;
      readonly offset: number;
      readonly bytes: number;
      readonly createdUs: readonly number[];
    }
  | {
      readonly kind: 'read';
      readonly at: number;
      readonly group: string;
      readonly partition: number;
      readonly offset: number;
      readonly count: number;
      readonly bytes: number;
    }
  | { readonly kind: 'commit'; readonly group: string; readonly at: number; readonly partition: number; readonly offset: number }
  | { readonly kind: 'fetchedBy'; readonly server: number; readonly at: number; readonly partition: number; readonly offset: number }
  /** Queues, and each subscription of a broadcast: `queue` tells them apart, `slot` is the message's place while it is there. */
  | { readonly kind: 'enter'; readonly at: number; readonly queue: number; readonly slot: number; readonly sequence: number; readonly message: Message }
  | { readonly kind: 'leave'; readonly at: number; readonly queue: number; readonly slot: number }
  | { readonly kind: 'deliver'; readonly at: number; readonly queue: number; readonly slot: number; readonly to: number; readonly isSettled: boolean }
  | {
      readonly kind: 'settle';
      readonly at: number;
      readonly queue: number;
      readonly slot: number;
      readonly to: number;
      readonly how: 'ack' | 'reject' | 'back';
    }
  | { readonly kind: 'came' | 'went'; readonly at: number; readonly queue: number; readonly to: number; readonly prefetch: number }
  | { readonly kind: 'letter'; readonly from: number; readonly at: number; readonly size: number; readonly isTaken: boolean }
  | { readonly kind: 'publish'; readonly at: number; readonly message: Message; readonly outcome: string }
  /** Channels. */
  | { readonly kind: 'sending' | 'sent' | 'received'; readonly at: number; readonly size: number }
  | { readonly kind: 'refused'; readonly at: number }
  /** Threads of a server. */
  | { readonly kind: 'serve'; readonly broker: string; readonly line: number; readonly forUs: number }
  | { readonly kind: 'served' | 'inLine'; readonly broker: string; readonly line: number }
  | { readonly kind: 'book'; readonly what: 'offered' | 'consumed' | 'copied' | 'refused' | 'dropped'; readonly reason: string; readonly count: number }
  | { readonly kind: 'told'; readonly event: RunEvent }
  /** The kernel fired one more. */
  | { readonly kind: 'fired' };

export type Timed = Entry & { readonly us: number };
/** Those of a kind, also where one shape serves several. */
export type EntryOf<K extends Entry['kind']> = Timed extends infer E
  ? E extends { readonly kind: infer Own }
    ? K & Own extends never
      ? never
      : E
    : never
  : never;

export class EventLog {
  readonly entries: Timed[] = [];
  /** Set once there is a clock. */
  now: () => number = () => 0;

  add(entry: Entry): void {
    this.entries.push({ ...entry, us: this.now() });
  }

  readonly #known = new Map<string, { readonly length: number; readonly entries: readonly Timed[] }>();

  /** Those of these kinds. What was gathered is kept while nothing is added: dozens of metrics ask for the same. */
  all<K extends Entry['kind']>(...kinds: K[]): readonly EntryOf<K>[] {
    const name = kinds.join(' ');
    let known = this.#known.get(name);
    if (known?.length !== this.entries.length) {
      known = { length: this.entries.length, entries: this.entries.filter(({ kind }) => (kinds as string[]).includes(kind)) };
      this.#known.set(name, known);
    }
    return known.entries as readonly EntryOf<K>[];
  }
}
