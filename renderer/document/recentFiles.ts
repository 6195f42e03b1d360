/** Files opened or saved lately, where the host can find a file again. At most ten; pinned ones stay. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { FilePlace } from '../bridge/bridge.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { freshId } from './freshId.ts';
import { type RecentRecord, storage } from './storage.ts';

export const RECENT_MAX = 10;

const recentStore = createStore<readonly RecentRecord[]>(() => []);
export const useRecent = (): readonly RecentRecord[] => useStore(recentStore);

/** Pinned ones first, then the latest; and those for which there is no room. */
export function inOrder(all: readonly RecentRecord[]): { readonly shown: RecentRecord[]; readonly beyond: RecentRecord[] } {
  const sorted = all.toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned) || b.openedMs - a.openedMs);
  return { shown: sorted.slice(0, RECENT_MAX), beyond: sorted.slice(RECENT_MAX) };
}

/** Reads the list; an empty one where there is no storage. */
export async function readRecent(): Promise<void> {
  if (!bridge.remembersFiles) return;
  try {
    recentStore.setState(inOrder(await (await storage()).getAll('recent')).shown, true);
  } catch {
    recentStore.setState([], true);
  }
}

/** A file was opened or saved. A list that cannot be kept is no reason to bother anybody. */
export async function rememberFile(place: FilePlace | undefined): Promise<void> {
  if (place === undefined || !bridge.remembersFiles) return;
  try {
    const db = await storage();
    const all = await db.getAll('recent');
    const known = await firstOf(all, (one) => bridge.isSamePlace(one.place, place));
    const now: RecentRecord = { id: known?.id ?? freshId(), place, openedMs: Date.now(), isPinned: known?.isPinned ?? false };
    await db.put('recent', now);
    const { shown, beyond } = inOrder([...all.filter(({ id }) => id !== now.id), now]);
    for (const { id } of beyond) await db.delete('recent', id);
    recentStore.setState(shown, true);
  } catch {
    // As above.
  }
}

export async function pinFile(file: RecentRecord, isPinned: boolean): Promise<void> {
  await (await storage()).put('recent', { ...file, isPinned });
  await readRecent();
}
export async function forgetFile(id: string): Promise<void> {
  await (await storage()).delete('recent', id);
  await readRecent();
}

async function firstOf<T>(all: readonly T[], isIt: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of all) if (await isIt(one)) return one;
  return undefined;
}
