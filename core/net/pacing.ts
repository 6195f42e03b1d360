/**
 * What takes a message's time besides its link: the network card of the server, and at the far end the card of another server or
 * the processor of a client. They work on a message at the same time, as packets do, and are asked in the order of sending, so
 * that none waits for what is not there yet. A message without records is a packet between others and waits for nobody. Rules:
 * core/broker/SPEC.md, CM1 and CM2.
 */
import { Nic, type Pipe } from '../base/pipe.ts';
import type { Delivery, Reply, Request } from '../broker/api.ts';
import { shownRecords, wireBytes } from '../broker/carried.ts';

/** What the far end has of its own that takes time; left out: it takes none. */
export interface FarEnd {
  /** Of a server that is the client of another. */
  readonly nic?: Nic;
  /** A client's processor, by records. */
  readonly cpu?: Pipe;
}
const NO_NIC = new Nic();

export class Pacing {
  readonly #near: Nic;
  readonly #far: Nic;
  readonly #cpu: Pipe | undefined;

  constructor(near: Nic = NO_NIC, { nic = NO_NIC, cpu }: FarEnd) {
    this.#near = near;
    this.#far = nic;
    this.#cpu = cpu;
  }

  get isNeeded(): boolean {
    return this.#near.isLimited || this.#cpu?.isLimited === true;
  }

  /** When a request of now is on its way. */
  sentUs(request: Request, now: number): number {
    const records = shownRecords(request);
    const sentUs = throughUs(this.#far.out, this.#near.in, wireBytes(request), records, now);
    return Math.round(records === 0 ? sentUs : Math.max(sentUs, this.#cpu?.pass(now, records) ?? 0));
  }

  /** When an answer of now is. */
  answeredUs(message: Reply | Delivery, now: number): number {
    return Math.round(throughUs(this.#near.out, this.#far.in, wireBytes(message), shownRecords(message), now));
  }

  /** When the client has dealt with what arrives at `arrivesUs`. */
  handledUs(message: Reply | Delivery, arrivesUs: number): number {
    const records = this.#cpu === undefined ? 0 : shownRecords(message);
    return records === 0 ? arrivesUs : Math.round(this.#cpu!.pass(arrivesUs, records));
  }
}

const throughUs = (out: Pipe, into: Pipe, bytes: number, records: number, now: number): number =>
  records === 0 ? Math.max(out.slip(now, bytes), into.slip(now, bytes)) : Math.max(out.pass(now, bytes), into.pass(now, bytes));
