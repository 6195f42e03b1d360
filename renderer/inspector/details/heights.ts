/** Bars against the highest of them, 0 … 1. The root keeps small ones visible beside a large one; where all are 0, all are. */
export function heightsOf(values: readonly number[]): number[] {
  const most = Math.max(0, ...values);
  return values.map((value) => (most === 0 ? 0 : Math.sqrt(value / most)));
}

/** [0, 1, 2, 5] as '0–2, 5'. Ascending numbers in, short text out. */
export function rangesOf(numbers: readonly number[]): string {
  const parts: [from: number, to: number][] = [];
  for (const n of numbers) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(', ');
}
