/** The least part of a list that still breaks: delta debugging after Zeller, halves first, then ever smaller pieces. */
export function shrink<T>(list: readonly T[], breaks: (part: readonly T[]) => boolean): readonly T[] {
  if (breaks([])) return [];
  let least = list;
  for (let pieces = 2; least.length > 1; ) {
    const size = Math.ceil(least.length / pieces);
    const without = Array.from({ length: pieces }, (_, i) => least.filter((_item, at) => at < i * size || at >= (i + 1) * size));
    const smaller = without.find((part) => part.length < least.length && breaks(part));
    if (smaller !== undefined) {
      least = smaller;
      pieces = Math.max(2, pieces - 1);
    } else if (pieces >= least.length) break;
    else pieces = Math.min(least.length, pieces * 2);
  }
  return least;
}
