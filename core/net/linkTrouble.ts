/**
 * What is wrong with a link, and what that does to a message on it. Below every session is TCP: a lost segment is sent again
 * after a timeout that doubles, so loss is delay, and whatever follows waits behind it; a connection that gets nothing
 * through is given up. SPEC.md, N6–N9.
 */
import type { Random } from '../base/random.ts';

export interface LinkTrouble {
  /** Added to the latency, each way, µs. */
  readonly extraUs: number;
  /** Chance that a segment is lost, each time it is sent; a message is one segment. */
  readonly loss: number;
  /** Chance that a publishing request arrives twice. */
  readonly duplicate: number;
  /** Nothing passes towards the broker; from the broker. */
  readonly cutUp: boolean;
  readonly cutDown: boolean;
}

/** The least retransmission timeout of Linux's TCP; it doubles with every loss in a row. */
const RETRANSMIT_US = 200_000;
/** A connection that gets nothing through for so long is closed by its ends: Kafka's request.timeout.ms. */
export const SILENCE_US = 30_000_000;
/** A connection that is not made in this time is given up: Kafka's socket.connection.setup.timeout.ms. */
export const SETUP_TIMEOUT_US = 10_000_000;

/** Several troubles at once: delays add up, chances combine as of independent causes, any cut cuts. Undefined for none. */
export function combined(troubles: readonly Partial<LinkTrouble>[]): LinkTrouble | undefined {
  if (troubles.length === 0) return undefined;
  let [extraUs, passes, single] = [0, 1, 1];
  let [cutUp, cutDown] = [false, false];
  for (const trouble of troubles) {
    extraUs += trouble.extraUs ?? 0;
    passes *= 1 - (trouble.loss ?? 0);
    single *= 1 - (trouble.duplicate ?? 0);
    cutUp ||= trouble.cutUp === true;
    cutDown ||= trouble.cutDown === true;
  }
  return { extraUs, loss: 1 - passes, duplicate: 1 - single, cutUp, cutDown };
}

/** How much later than usual a message gets through, µs; at most SILENCE_US, by when its connection is given up. */
export function delayUs({ extraUs, loss }: LinkTrouble, random: Random): number {
  let us = extraUs;
  for (let timeout = RETRANSMIT_US; us < SILENCE_US && loss > 0 && random.unit() < loss; timeout *= 2) us += timeout;
  return Math.min(us, SILENCE_US);
}
