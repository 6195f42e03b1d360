/**
 * What was seen during one step, a line for each who saw something: `a: 1 2R` are deliveries, R those marked as redelivered,
 * `p: ack 1 2 nack 3` confirms, `a: closed 406` the end of a channel, `work: 2` a depth or what was in it.
 */
import type { Action } from './action.ts';

export interface Stage {
  /** Does it, waits until nothing more happens, and says what was seen. */
  act(action: Action): Promise<readonly string[]>;
}

export interface SeenDeath {
  readonly queue: string;
  readonly reason: string;
  readonly count: number;
}

/** `3R[expired@delay:1,rejected@work:1]`: its number, and what it died of before, newest first. */
export function messageWord(number: number, redelivered: boolean, deaths: readonly SeenDeath[]): string {
  const died = deaths.map(({ queue, reason, count }) => `${reason}@${queue}:${count}`).join(',');
  return `${number}${redelivered ? 'R' : ''}${died === '' ? '' : `[${died}]`}`;
}

export class Transcript {
  readonly #seen = new Map<string, { kind: string; words: string[] }[]>();
  /** Ever noted: to see whether something still happens. */
  count = 0;

  /** Words of one kind that follow each other share its name. */
  note(who: string, kind: string, ...words: readonly string[]): void {
    this.count++;
    const groups = this.#seen.get(who) ?? [];
    this.#seen.set(who, groups);
    const last = groups.at(-1);
    if (last?.kind === kind) last.words.push(...words);
    else groups.push({ kind, words: [...words] });
  }

  take(): string[] {
    const lines = [...this.#seen].map(
      ([who, groups]) =>
        `${who}: ${groups
          .flatMap(({ kind, words }) => [kind, ...words])
          .filter((word) => word !== '')
          .join(' ')}`,
    );
    this.#seen.clear();
    return lines.sort();
  }
}
