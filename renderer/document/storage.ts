/**
 * What this browser keeps of designs: the designs themselves, earlier versions of each, and files opened lately. The only file
 * that knows IndexedDB. What comes back is not trusted: another version of the product may have written it.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { FilePlace } from '../bridge/bridge.ts';

export interface DesignRecord {
  readonly id: string;
  readonly text: string;
  readonly fileName: string | undefined;
  /** It had changes that were in no file. */
  readonly isDirty: boolean;
  readonly place?: FilePlace | undefined;
  readonly changedMs: number;
  /** Somebody worked on it. One that was only looked at (an example) makes room for the next and is not among a person's designs. */
  readonly isKept: boolean;
}

export interface VersionRecord {
  readonly design: string;
  /** When the design was last so. */
  readonly atMs: number;
  readonly text: string;
}

export interface RecentRecord {
  readonly id: string;
  readonly place: FilePlace;
  readonly openedMs: number;
  readonly isPinned: boolean;
}

interface Schema extends DBSchema {
  designs: { key: string; value: DesignRecord; indexes: { changed: number } };
  versions: { key: [design: string, atMs: number]; value: VersionRecord };
  recent: { key: string; value: RecentRecord };
}
export type Storage = IDBPDatabase<Schema>;

/** The first version of this storage had one record for each open tab, by its number. */
interface OldRecord {
  readonly text: string;
  readonly fileName: string | undefined;
  readonly isDirty: boolean;
}
/** 'current', 'current.2', … */
export const idOfSlot = (slot: number): string => `tab-${slot}`;

let opening: Promise<Storage> | undefined;

/** Rejects where the browser has none, forbids it, or another tab of an older build holds it. */
export const storage = (): Promise<Storage> => (opening ??= open());

function open(): Promise<Storage> {
  return new Promise((resolve, reject) => {
    openDB<Schema>('spillway', 2, {
      upgrade: (db, from, _to, transaction) => upgrade(db, from, transaction),
      blocked: () => reject(new Error('another tab holds an older storage')),
      // A newer build in another tab waits for this one to let go.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    }).then(resolve, reject);
  });
}

async function upgrade(db: Storage, from: number, transaction: IDBPTransaction<Schema, ('designs' | 'versions' | 'recent')[], 'versionchange'>): Promise<void> {
  const designs = db.createObjectStore('designs', { keyPath: 'id' });
  designs.createIndex('changed', 'changedMs');
  db.createObjectStore('versions', { keyPath: ['design', 'atMs'] });
  db.createObjectStore('recent', { keyPath: 'id' });
  if (from < 1) return;
  // Nobody noted when: the first tab's counts as the latest.
  const nowMs = Date.now();
  // The store of version 1 is in no type any more.
  const old = (transaction as unknown as IDBPTransaction<{ documents: { key: string; value: OldRecord } }, ['documents'], 'versionchange'>).objectStore(
    'documents',
  );
  for (let cursor = await old.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    const slot = Number(/^current\.(\d+)$/.exec(cursor.key)?.[1] ?? 1);
    const { text, fileName, isDirty } = cursor.value;
    await designs.put({ id: idOfSlot(slot), text, fileName, isDirty, changedMs: nowMs - slot, isKept: true });
  }
  (db as unknown as IDBDatabase).deleteObjectStore('documents');
}
