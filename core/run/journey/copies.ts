/**
 * The copies of the message that is followed: what happened to each, and where it is now. Copies are forked where one message becomes
 * several; one that only moves on (a dead letter, a redelivery) stays the same copy.
 */
import { LIMITS } from '../../base/limits.ts';
import type { Queue } from '../../broker/queue/queue.ts';
import type { CopyCause, JourneyStep, StepKind } from '../journeyReport.ts';
import type { Connection } from './connection.ts';
import { waitAfter } from './waits.ts';

export type Where =
  /** With whoever sends it; `isBlocked`: it found no room in the buffer. */
  | { readonly at: 'sender'; readonly node: string; readonly edge: string; readonly isBlocked: boolean }
  | { readonly at: 'wire'; readonly edge: string; readonly connection: Connection }
  | { readonly at: 'server'; readonly connection: Connection; readonly destination: number }
  /** Sent, without being kept anywhere yet: what becomes of it the sender has to find out. */
  | { readonly at: 'answer'; readonly node: string; readonly edge: string; readonly error: string }
  | { readonly at: 'pending'; readonly queue: Queue; readonly destination: number }
  | { readonly at: 'queue'; readonly queue: Queue; readonly slot: number; readonly destination: number }
  /** Given to a client, and held by the queue until it is settled. */
  | { readonly at: 'client'; readonly client: string; readonly from: Kept | undefined; readonly phase: ClientPhase }
  | { readonly at: 'leaving'; readonly destination: number }
  | { readonly at: 'log'; readonly place: RecordPlace; readonly group: string }
  | { readonly at: 'channel'; readonly destination: number; readonly isTaken: boolean }
  | { readonly at: 'end' };
export type ClientPhase = 'coming' | 'waiting' | 'working' | 'worked';
/** Who still has it while a client works on it. */
export type Kept =
  | { readonly kind: 'queue'; readonly queue: Queue; readonly slot: number; readonly destination: number }
  | { readonly kind: 'log'; readonly place: RecordPlace; readonly group: string };

export interface RecordPlace {
  readonly destination: number;
  readonly partition: number;
  readonly offset: number;
}

export class Copy {
  readonly id: number;
  readonly from: Copy | undefined;
  readonly cause: CopyCause;
  readonly steps: JourneyStep[] = [];
  where: Where = { at: 'end' };
  ending: 'refused' | 'dropped' | 'done' | undefined;
  processed = 0;
  redelivered = 0;
  /** Times it was given to a client. */
  given = 0;
  /** Times it was handed to the link. */
  attempts = 0;

  constructor(id: number, from: Copy | undefined, cause: CopyCause) {
    this.id = id;
    this.from = from;
    this.cause = cause;
  }
}

export class Copies {
  readonly all: Copy[] = [];
  readonly #now: () => number;
  #steps = 0;
  isCut = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  fork(from: Copy | undefined, cause: CopyCause): Copy {
    const copy = new Copy(this.all.length, from, cause);
    if (this.all.length < LIMITS.journeyCopies) this.all.push(copy);
    else this.isCut = true;
    return copy;
  }

  step(copy: Copy, kind: StepKind, node: string, detail: JourneyStep['detail'] = {}): void {
    if (this.#steps >= LIMITS.journeySteps) {
      this.isCut = true;
      return;
    }
    this.#steps++;
    const wait = waitAfter(kind, detail);
    copy.steps.push({ atUs: this.#now(), kind, node, detail, ...(wait === undefined ? {} : { wait }) });
  }

  /** It is nowhere any more. */
  end(copy: Copy, ending: 'refused' | 'dropped' | 'done'): void {
    copy.ending = ending;
    copy.where = { at: 'end' };
  }
}
