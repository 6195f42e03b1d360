/**
 * Which of this browser's kept documents belongs to this tab. Each open tab holds a lock with the number of its document, so
 * two tabs never write the same one. The session remembers the number: a reload finds its own again. The browser gives the
 * lock back when the tab is closed, however that happens.
 */

/** More tabs than this share the last document. */
export const SLOTS_MAX = 32;
/** A reloaded page may be there before its former self has let go. */
const RELOAD_MS = 1_000;
const KEY = 'spillway.slot';
const lockName = (slot: number): string => `spillway.document.${slot}`;

/** The part of the Web Locks API used here. Pages without a secure origin have none. */
export interface Locks {
  request(name: string, options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal }, held: (lock: unknown) => unknown): Promise<unknown>;
}
export type Session = Pick<Storage, 'getItem' | 'setItem'>;

/** The number of this tab's document, from 1; it is held until the page is gone. */
export async function takeSlot(locks: Locks | undefined, session: Session | undefined, reloadMs = RELOAD_MS): Promise<number> {
  if (locks === undefined) return 1;
  const last = Number(session?.getItem(KEY) ?? Number.NaN);
  // A duplicated tab brings the session of the one it was made from, whose lock does not come free.
  if (last >= 1 && last <= SLOTS_MAX && (await take(locks, last, { signal: AbortSignal.timeout(reloadMs) }))) return last;
  for (let slot = 1; slot <= SLOTS_MAX; slot++) {
    if (!(await take(locks, slot, { ifAvailable: true }))) continue;
    session?.setItem(KEY, String(slot));
    return slot;
  }
  return SLOTS_MAX;
}

/** Resolves once it is known whether the lock is ours; the lock itself is never given back. */
function take(locks: Locks, slot: number, options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal }): Promise<boolean> {
  return new Promise((resolve) => {
    const held = (lock: unknown): unknown => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    };
    locks.request(lockName(slot), options, held).catch(() => resolve(false));
  });
}
