/**
 * Which designs were open when their tab ended without a word: a mark is set when a design is opened and taken away when the page
 * is left. One that is still there, though no tab has the design, is of a tab that crashed. It counts the starts that came to
 * nothing, so a design that crashes the app is not opened for ever.
 */
const PREFIX = 'spillway.open.';
/** More starts in a row than this that ended in a crash: the design is left alone. */
export const CRASHES_MAX = 2;

export type Marks = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** How often in a row it was opened and not left. */
export const crashesOf = (marks: Marks | undefined, id: string): number => Number(marks?.getItem(PREFIX + id) ?? 0) || 0;

export function markOpen(marks: Marks | undefined, id: string): void {
  write(marks, id, crashesOf(marks, id) + 1);
}
/** It has been shown for a while: what happens now is not the design's doing. */
export const markWell = (marks: Marks | undefined, id: string): void => write(marks, id, 1);
export const markLeft = (marks: Marks | undefined, id: string): void => marks?.removeItem(PREFIX + id);

/** Every design with a mark, open ones too. */
export function marked(marks: Marks | undefined): string[] {
  const keys = Array.from({ length: marks?.length ?? 0 }, (_, i) => marks?.key(i) ?? '');
  return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
}

function write(marks: Marks | undefined, id: string, count: number): void {
  try {
    marks?.setItem(PREFIX + id, String(count));
  } catch {
    // Full: a crash will not be told.
  }
}
