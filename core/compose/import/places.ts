/** Where an offset of a file's text stands. Lines end with '\n', as an editor counts them; columns count UTF-16 units. */
import type { SourceFile, Span } from './imported.ts';

export function spansOf({ path, text }: SourceFile): (start: number, end: number) => Span {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (start, end) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= start) low = middle;
      else high = middle - 1;
    }
    return { file: path, line: low + 1, column: start - (starts[low] as number) + 1, start, end };
  };
}
