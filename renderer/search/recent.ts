/** What was chosen in the palette last, newest first; remembered in this browser. */
const KEY = 'spillway.recent';
const MAX = 6;

export function recentIds(): readonly string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter((id): id is string => typeof id === 'string').slice(0, MAX) : [];
  } catch {
    // No storage, or somebody else's text in it: nothing is remembered.
    return [];
  }
}

export function remember(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentIds().filter((one) => one !== id)].slice(0, MAX)));
  } catch {
    // A full or blocked storage costs nothing but the memory.
  }
}
