/** The sending half of a client: one sender for each edge, told to the tally. Each message goes to each edge with its share's chance. */
import type { Random } from '#core/base/random.ts';
import type { Outgoing } from './message.ts';
import type { RunClock } from './runClock.ts';
import type { DestinationTally } from './tally.ts';

/** What a transport gives for one edge. It takes every message at once and keeps it until the server has it. */
export interface Sender {
  send(message: Outgoing): void;
  readonly waiting: number;
  readonly unacknowledged: number;
  /** Of the message that waits longest, epoch ms; undefined: none waits. */
  readonly oldestMs: number | undefined;
}

/** What a sender tells of each message. */
export interface SenderEvents {
  sent(message: Outgoing): void;
  acknowledged(message: Outgoing): void;
  /** Handed over, and no answer will come: none was asked for. */
  unasked(message: Outgoing): void;
  refused(message: Outgoing): void;
  retried(message: Outgoing): void;
  returned(serial: number): void;
}

/** `answered` hears of each copy once: whether the server has taken it. */
export function counted(tally: DestinationTally, clock: RunClock, answered: (serial: number, isTaken: boolean) => void): SenderEvents {
  return {
    sent(message) {
      tally.add('sent');
      tally.add('sentBytes', message.size);
    },
    acknowledged(message) {
      tally.add('acknowledged');
      tally.acknowledgement.record(clock.nowUs() - clock.usOf(message.dueMs));
      answered(message.serial, true);
    },
    unasked: (message) => answered(message.serial, true),
    refused(message) {
      tally.add('refused');
      answered(message.serial, false);
    },
    retried: () => tally.add('retried'),
    returned: () => tally.add('returned'),
  };
}

export interface Edge {
  /** Node id of what it leads to. */
  readonly id: string;
  readonly share: number;
  readonly sender: Sender;
  readonly tally: DestinationTally;
}

/** Draws as the engine's does (core/client/fanOut). */
export class Edges {
  readonly edges: readonly Edge[];
  readonly #random: Random;

  constructor(edges: readonly Edge[], random: Random) {
    this.edges = edges;
    this.#random = random;
  }

  /** Returns how many copies there are. `atUs`: when it was due, of the design. */
  send(message: Outgoing, atUs: number): number {
    let copies = 0;
    for (const { share, sender, tally } of this.edges) {
      if (share < 1 && this.#random.unit() >= share) continue;
      copies++;
      tally.add('due', 1, atUs);
      sender.send(message);
    }
    return copies;
  }

  get isIdle(): boolean {
    return this.edges.every(({ sender }) => sender.waiting === 0 && sender.unacknowledged === 0);
  }
}
