/**
 * What all taps share: which message is followed, its copies, and where those are that pass from one tap to the next: out of a client
 * that sends, on their way to a place that keeps them, in the hands of a client that works on them.
 */
import type { RecordBatch } from '../../broker/api.ts';
import type { World } from '../world.ts';
import type { Connection } from './connection.ts';
import { type Copy, Copies, type RecordPlace } from './copies.ts';
import type { RunEvent } from '../../metrics/frameBatch.ts';
import { LIMITS } from '../../base/limits.ts';

/** One hand-over to a sender: the lane of its latest attempt. */
export interface Sending {
  copy: Copy;
  readonly node: string;
  readonly edge: string;
  readonly retries: number;
  attempts: number;
}

/** At a server, or between two destinations of one, and not handled yet. */
export interface Inbound {
  readonly copy: Copy;
  readonly destination: number;
  /** Undefined: it comes from another destination. */
  readonly connection: Connection | undefined;
  /** Of a produce request: which of its batches it is in. */
  readonly batch: RecordBatch | undefined;
}

export class Trail {
  readonly serial: number;
  readonly copies: Copies;
  readonly events: RunEvent[] = [];
  readonly inbound: Inbound[] = [];
  /** Handed to a sender and not yet to its link, by client and edge, in order. */
  readonly unsent = new Map<string, Sending[]>();
  /** Records of a log, by place. */
  readonly records = new Map<string, Copy>();
  /** Lanes of groups that read a record together with others. */
  readonly #lanes = new Map<Copy, Map<string, Copy>>();
  /** While an exchange or a broadcast takes it: the copy that goes on, and how many did. */
  routing: { readonly copy: Copy; taken: number } | undefined;
  /** While a client's work on it ends. */
  current: Copy | undefined;
  /** The latest reason the books were given in the present call of a destination. */
  reason: string | undefined;
  world: World | undefined;
  /** How far a queue or a log had been read when the message came: what a rate is reckoned from. */
  readonly marks = new Map<object, { readonly atUs: number; readonly count: number }>();

  constructor(serial: number) {
    this.serial = serial;
    this.copies = new Copies(() => this.now());
  }

  now(): number {
    return this.world?.kernel.now() ?? 0;
  }
  idOf(destination: number): string {
    return this.world?.plan.destinations[destination]?.id ?? '';
  }

  tell(event: RunEvent): void {
    this.events.push(event);
    if (this.events.length > LIMITS.runEvents) this.events.shift();
  }

  /** How many of a batch's records are copies of the message. */
  countIn({ serials, count }: RecordBatch, from = 0): number {
    let n = 0;
    for (let at = serials.indexOf(this.serial, from); at >= 0 && at < from + count; at = serials.indexOf(this.serial, at + 1)) n++;
    return n;
  }

  arrive(inbound: Inbound): void {
    this.inbound.push(inbound);
  }
  /** The next copy that comes to a destination, or with a batch. */
  take(destination: number, batch?: RecordBatch): Copy | undefined {
    const at = this.inbound.findIndex((one) => one.destination === destination && one.batch === batch);
    return at < 0 ? undefined : this.inbound.splice(at, 1)[0]!.copy;
  }

  recordAt({ destination, partition, offset }: RecordPlace): Copy | undefined {
    return this.records.get(`${destination}/${partition}/${offset}`);
  }
  keep({ destination, partition, offset }: RecordPlace, copy: Copy): void {
    this.records.set(`${destination}/${partition}/${offset}`, copy);
  }

  /** A record read by several groups is a copy for each. */
  laneOf(record: Copy, group: string, groups: number): Copy {
    if (groups <= 1) return record;
    let lanes = this.#lanes.get(record);
    if (lanes === undefined) this.#lanes.set(record, (lanes = new Map<string, Copy>()));
    let lane = lanes.get(group);
    if (lane === undefined) lanes.set(group, (lane = this.copies.fork(record, 'group')));
    return lane;
  }
  lanesOf(record: Copy): readonly Copy[] {
    const lanes = this.#lanes.get(record);
    return lanes === undefined ? [record] : [...lanes.values()];
  }

  drop(copy: Copy, node: string, reason: string): void {
    this.copies.step(copy, 'dropped', node, { reason });
    this.copies.end(copy, 'dropped');
  }
}
