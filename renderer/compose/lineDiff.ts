/**
 * Two texts line by line: what stays, what goes, what comes (E. W. Myers, An O(ND) Difference Algorithm, 1986). Texts that have
 * less in common than `MOST` changes are told as one block that goes and one that comes: nobody reads more.
 */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
  /** Its number in the old text, from 1; a new one has none. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

const MOST = 1_000;

export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const ways = waysOf(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  const add = (kind: DiffLine['kind']) => {
    lines.push({
      kind,
      text: (kind === 'new' ? after[j] : before[i]) ?? '',
      before: kind === 'new' ? undefined : i + 1,
      after: kind === 'gone' ? undefined : j + 1,
    });
    if (kind !== 'new') i++;
    if (kind !== 'gone') j++;
  };
  for (let n = 0; n < head; n++) add('same');
  for (const way of ways) add(way);
  for (let n = 0; n < tail; n++) add('same');
  return lines;
}

function waysOf(before: readonly string[], after: readonly string[]): DiffLine['kind'][] {
  const [n, m] = [before.length, after.length];
  const block = (): DiffLine['kind'][] => [...before.map(() => 'gone' as const), ...after.map(() => 'new' as const)];
  if (n === 0 || m === 0) return block();
  /** How far diagonal `k` was followed in the old text; one picture of it for each number of changes. */
  const reached = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let changes = 0; changes <= Math.min(n + m, MOST); changes++) {
    trace.push(new Map(reached));
    for (let k = -changes; k <= changes; k += 2) {
      const [down, right] = [reached.get(k + 1) ?? -1, reached.get(k - 1) ?? -1];
      let x = k === -changes || (k !== changes && right < down) ? down : right + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      reached.set(k, x);
      if (x >= n && x - k >= m) return backwards(trace, n, m);
    }
  }
  return block();
}

function backwards(trace: readonly ReadonlyMap<number, number>[], n: number, m: number): DiffLine['kind'][] {
  const ways: DiffLine['kind'][] = [];
  let [x, y] = [n, m];
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const reached = trace[changes] ?? new Map<number, number>();
    const k = x - y;
    const isDown = k === -changes || (k !== changes && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = reached.get(fromK) ?? 0;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      ways.push('same');
      [x, y] = [x - 1, y - 1];
    }
    if (changes > 0) ways.push(isDown ? 'new' : 'gone');
    [x, y] = [fromX, fromY];
  }
  return ways.toReversed();
}
