/**
 * What takes a message's time besides its link: the network card of the server, and at the far end the card of another server or
 * the processor of a client. They work on a message at the same time, as packets do, and are asked in the order of sending, so
 * that none waits for what is not there yet. Connections share a card evenly; a message without records is a packet between
 * others and waits for nobody. Rules: core/broker/SPEC.md, CM1 and CM2.
 */
import { Flow, Nic, type Pipe } from '../base/pipe.ts';
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
  /** Its part of each card, each way. */
  readonly #flows = { nearIn: new Flow(), nearOut: new Flow(), farIn: new Flow(), farOut: new Flow() };

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
    const bytes = wireBytes(request);
    const [from, to] = [this.#far.out, this.#near.in];
    if (records === 0) return slip(from, to, bytes, now);
    const { farOut, nearIn } = this.#flows;
    return Math.round(Math.max(from.share(now, bytes, farOut), to.share(now, bytes, nearIn), this.#cpu?.pass(now, records) ?? 0));
  }

  /** When an answer of now is. */
  answeredUs(message: Reply | Delivery, now: number): number {
    const bytes = wireBytes(message);
    const [from, to] = [this.#near.out, this.#far.in];
    if (shownRecords(message) === 0) return slip(from, to, bytes, now);
    const { nearOut, farIn } = this.#flows;
    return Math.round(Math.max(from.share(now, bytes, nearOut), to.share(now, bytes, farIn)));
  }

  /** When the client is done with what came before, and takes what arrives at `arrivesUs`. */
  takenUs(message: Reply | Delivery, arrivesUs: number): number {
    if (this.#cpu === undefined) return arrivesUs;
    const records = shownRecords(message);
    return records === 0 ? arrivesUs : Math.round(this.#cpu.pass(arrivesUs, records) - this.#cpu.costUs(records));
  }
}

const slip = (from: Pipe, to: Pipe, bytes: number, now: number): number => Math.round(Math.max(from.slip(now, bytes), to.slip(now, bytes)));
