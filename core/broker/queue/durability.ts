/**
 * What of a queue survives a crash of its server [RC3]: persistent messages of a durable queue, and after a power cut only those
 * that an fsync had brought to the disk. A publisher is told of a message that goes to disk once it is there [RC2]. SPEC.md, QD1–QD4.
 */
import type { MessageProperties } from '../../base/workload.ts';
import type { Message } from '../api.ts';
import { messageBytes } from '../carried.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { Receipt } from '../confirms.ts';
import type { Disk } from '../disk/disk.ts';

type Persistence = (properties: MessageProperties | undefined) => boolean;

export class Durability {
  readonly #disk: Disk;
  readonly #isPersistent: Persistence;
  /** By slot, since the disk first took time: the write of a message; 0 for one that is not on it. */
  #tickets = new Float64Array(0);

  constructor(disk: Disk, isPersistent: Persistence | undefined) {
    this.#disk = disk;
    this.#isPersistent = isPersistent ?? (() => true);
  }

  /** Whether a message may have to wait for the disk, or once had to. */
  get takesTime(): boolean {
    return this.#disk.takesTime || this.#tickets.length > 0;
  }

  /** The message in `slot` is in the queue; `slots` is how many its pool has. */
  write(slot: number, { size, properties }: Message, receipt: Receipt | undefined, slots: number): void {
    if (slot >= this.#tickets.length) {
      const wider = new Float64Array(slots);
      wider.set(this.#tickets);
      this.#tickets = wider;
    }
    this.#tickets[slot] = 0;
    if (!this.#isPersistent(properties)) return;
    const ticket = this.#disk.write(messageBytes(size));
    this.#tickets[slot] = ticket;
    if (receipt === undefined || this.#disk.isSafe(ticket)) return;
    receipt.hold();
    this.#disk.waitForNewest(receipt);
  }

  survives(slot: number, properties: MessageProperties | undefined, kind: CrashKind): boolean {
    return this.#isPersistent(properties) && (kind === 'process' || this.#disk.isSafe(this.#tickets[slot] ?? 0));
  }
}
