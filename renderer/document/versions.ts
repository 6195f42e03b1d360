/**
 * Which earlier versions of a design are kept: one a minute while somebody works, one before much is taken out at once, and of
 * those a fixed number whose distances grow with their age.
 */
import type { Scenario } from '#core/scenario/scenario.ts';

export const VERSIONS_MAX = 20;
export const VERSION_EVERY_MS = 60_000;

/** The versions to drop, of the given instants in rising order. The first and the last always stay. */
export function tooMany(instants: readonly number[], nowMs: number, max = VERSIONS_MAX): number[] {
  const kept = [...instants];
  const dropped: number[] = [];
  while (kept.length > max) {
    // The least is lost where a version's neighbours lie close together for their age.
    let least = 1;
    let smallest = Number.POSITIVE_INFINITY;
    for (let i = 1; i < kept.length - 1; i++) {
      const [before, at, after] = kept.slice(i - 1, i + 2) as [number, number, number];
      const loss = (after - before) / Math.max(1, nowMs - at);
      if (loss >= smallest) continue;
      smallest = loss;
      least = i;
    }
    dropped.push(...kept.splice(least, 1));
  }
  return dropped;
}

/** Half of the design, and more than a handful, is gone at once: perhaps by mistake. */
export function isLoss(before: Scenario, after: Scenario): boolean {
  const [was, is] = [sizeOf(before), sizeOf(after)];
  return was - is >= 3 && is * 2 <= was;
}
const sizeOf = ({ model }: Scenario): number => Object.keys(model.nodes).length + Object.keys(model.edges).length;

export interface Changes {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** What one has that the other has not, by id. */
export function changesOf(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Changes {
  const added = Object.keys(after).filter((id) => !Object.hasOwn(before, id)).length;
  const removed = Object.keys(before).filter((id) => !Object.hasOwn(after, id)).length;
  const changed = Object.keys(after).filter((id) => Object.hasOwn(before, id) && JSON.stringify(before[id]) !== JSON.stringify(after[id])).length;
  return { added, removed, changed };
}
