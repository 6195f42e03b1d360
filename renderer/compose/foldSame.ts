/** Of a difference what is worth a look: what changed with some lines around it. Longer stretches that stay are folded into one row. */
import type { DiffLine } from './lineDiff.ts';

interface Part {
  /** Places in the list of lines, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly isFolded: boolean;
}

const AROUND = 3;

export function foldSame(lines: readonly DiffLine[]): readonly Part[] {
  const isNear = lines.map(() => false);
  for (const [i, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let near = Math.max(0, i - AROUND); near <= Math.min(lines.length - 1, i + AROUND); near++) isNear[near] = true;
  }
  const parts: Part[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && isNear[to] === isNear[from]) to++;
    // A row that says that one line is the same takes as much room as the line.
    parts.push({ from, to, isFolded: isNear[from] !== true && to - from > 1 });
    from = to;
  }
  return parts;
}
