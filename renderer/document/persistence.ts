/**
 * The document survives a reload: its text is kept in this browser's IndexedDB shortly after every change, each tab's under
 * its own number. What comes back is parsed like a file, for an older version of the product may have written it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { documentStore } from './documentStore.ts';
import { takeSlot } from './tabSlot.ts';

interface KeptDocument {
  readonly text: string;
  readonly fileName: string | undefined;
  /** It had changes that were in no file. */
  readonly isDirty: boolean;
}
interface Schema extends DBSchema {
  documents: { key: string; value: KeptDocument };
}

export type KeepState = 'kept' | 'keeping' | 'failed';
interface Keeping {
  readonly state: KeepState;
  /** This tab's document, from 1. */
  readonly slot: number;
}
const keepStore = createStore<Keeping>(() => ({ state: 'kept', slot: 1 }));
export const useKeeping = (): Keeping => useStore(keepStore);

/** The first tab's document has the name it had before there were several. */
const keyOf = (slot: number): string => (slot === 1 ? 'current' : `current.${slot}`);

const KEEP_AFTER_MS = 400;
let database: Promise<IDBPDatabase<Schema>> | undefined;

const open = (): Promise<IDBPDatabase<Schema>> =>
  (database ??= openDB<Schema>('spillway', 1, {
    upgrade(db) {
      db.createObjectStore('documents');
    },
  }));

/**
 * Brings back the document this tab had, or in a further tab that has none yet a copy of the first one's, to go on from.
 * False when there is none, or it cannot be read.
 */
export async function restoreDocument(): Promise<boolean> {
  const slot = await takeSlot(navigator.locks, sessionStorageOrNone());
  keepStore.setState({ slot });
  try {
    const db = await open();
    const kept = (await db.get('documents', keyOf(slot))) ?? (await db.get('documents', keyOf(1)));
    const scenario = kept && parseScenario(kept.text).scenario;
    if (kept === undefined || scenario === undefined) return false;
    documentStore.getState().replace(scenario, kept.fileName, { isSaved: !kept.isDirty });
    return true;
  } catch {
    return false;
  }
}

async function keep(): Promise<void> {
  const { scenario, fileName, dirty } = documentStore.getState();
  try {
    await (await open()).put('documents', { text: formatScenario(scenario), fileName, isDirty: dirty }, keyOf(keepStore.getState().slot));
    // A change during the write has its own timer and says so itself.
    if (documentStore.getState().scenario === scenario) keepStore.setState({ state: 'kept' });
  } catch {
    keepStore.setState({ state: 'failed' });
  }
}

/** A browser that blocks storage throws on the mere access. */
function sessionStorageOrNone(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Keeps the document from now on; what was not written yet is written when the page is hidden or closed. */
export function keepDocument(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void keep();
  };
  documentStore.subscribe((now, before) => {
    if (now.scenario === before.scenario && now.fileName === before.fileName && now.dirty === before.dirty) return;
    keepStore.setState({ state: 'keeping' });
    clearTimeout(timer);
    timer = setTimeout(flush, KEEP_AFTER_MS);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
  addEventListener('pagehide', flush);
}
