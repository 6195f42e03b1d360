/**
 * The design of this tab survives a reload, a crash and the next design: its text is kept in this browser shortly after every
 * change, with earlier versions of it. Each tab works on one design, and holds its lock.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { parseScenario } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import type { FilePlace } from '../bridge/bridge.ts';
import { copyOf } from './copyOf.ts';
import { hold, type Release } from './designLock.ts';
import { documentStore, type DocumentState } from './documentStore.ts';
import { freshId } from './freshId.ts';
import { CRASHES_MAX, crashesOf, markLeft, markOpen, markWell } from './openMarks.ts';
import { type DesignRecord, idOfSlot, storage } from './storage.ts';
import { storageOf } from '../ui/browserStorage.ts';
import { isLoss, tooMany, VERSION_EVERY_MS } from './versions.ts';

export type KeepState = 'kept' | 'keeping' | 'failed';
interface Keeping {
  readonly state: KeepState;
  /** This tab's design. */
  readonly id: string;
}
const keepStore = createStore<Keeping>(() => ({ state: 'kept', id: '' }));
export const useKeeping = (): Keeping => useStore(keepStore);
export const keepingNow = (): Keeping => keepStore.getState();

const KEEP_AFTER_MS = 400;
/** A reloaded page may be there before its former self has let go. */
const RELOAD_MS = 1_000;
/** A design that has been shown for so long does not crash the app by being opened. */
const WELL_MS = 5_000;
const SESSION_KEY = 'spillway.design';
/** What a session remembered before designs had names. */
const OLD_SESSION_KEY = 'spillway.slot';

/** The design of this tab, as far as it is written. */
interface Current {
  readonly id: string;
  release: Release | undefined;
  isKept: boolean;
  place: FilePlace | undefined;
  /** What was written last, or read: the version before the next change. */
  written: { readonly scenario: Scenario; readonly text: string; readonly atMs: number } | undefined;
  /** Of its newest version. */
  versionMs: number;
}
let current: Current = newCurrent(freshId());
/** The one that `documentStore.replace` is about to show. */
let incoming: Current | undefined;

function newCurrent(id: string, changes: Partial<Current> = {}): Current {
  return { id, release: undefined, isKept: false, place: undefined, written: undefined, versionMs: 0, ...changes };
}

/** How the last visit's design came back; `crashed` when its tab had ended without a word. */
export type Restored =
  | { readonly kind: 'none' | 'reload' }
  | { readonly kind: 'crashed' | 'copy'; readonly scenario: Scenario }
  /** It cannot be read any more, or crashed the app again and again; it is kept. */
  | { readonly kind: 'unreadable' | 'harmful'; readonly record: DesignRecord };

/** Brings back the design this tab had; in a new tab the one worked on last, or a copy of it where another tab has it. */
export async function restoreDocument(): Promise<Restored> {
  try {
    return await restore();
  } catch {
    keepStore.setState({ state: 'failed' });
    return { kind: 'none' };
  }
}

async function restore(): Promise<Restored> {
  const db = await storage();
  const own = sessionDesign();
  const record =
    (own === undefined ? undefined : await db.get('designs', own)) ?? (await db.transaction('designs').store.index('changed').openCursor(null, 'prev'))?.value;
  if (record === undefined) return { kind: 'none' };
  const { scenario } = parseScenario(record.text);
  if (scenario === undefined) return { kind: 'unreadable', record };
  // A duplicated tab brings the session of the one it was made from, whose lock does not come free.
  const release = await hold(navigator.locks, record.id, record.id === own ? RELOAD_MS : 0);
  if (release === undefined) {
    const copy = copyOf(scenario);
    show(copy, newCurrent(freshId()), undefined, true);
    return { kind: 'copy', scenario: copy };
  }
  const crashes = isDiscarded() ? 0 : crashesOf(storageOf('localStorage'), record.id);
  if (crashes > CRASHES_MAX) {
    release();
    return { kind: 'harmful', record };
  }
  show(scenario, await currentOf(record, scenario, release), record.fileName, !record.isDirty);
  return crashes > 0 ? { kind: 'crashed', scenario } : { kind: 'reload' };
}

/** The browser took the page out of memory by itself: that is no crash. */
const isDiscarded = (): boolean => 'wasDiscarded' in document && document.wasDiscarded === true;

async function currentOf({ id, text, isKept, place, changedMs }: DesignRecord, scenario: Scenario, release: Release): Promise<Current> {
  const newest = (await (await storage()).getAllKeys('versions', versionsOf(id))).at(-1)?.[1] ?? 0;
  return newCurrent(id, { release, isKept, place, versionMs: newest, written: { scenario, text, atMs: changedMs } });
}

/** Every version of a design, the oldest first. */
export const versionsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_VALUE]);

/** Opens a kept design in this tab. `undefined` when it was opened; the other tab's has to be copied, and a broken one mended elsewhere. */
export async function openDesign(id: string): Promise<'elsewhere' | 'gone' | 'unreadable' | undefined> {
  if (id === current.id) return undefined;
  const release = await hold(navigator.locks, id);
  if (release === undefined) return 'elsewhere';
  const record = await (await storage()).get('designs', id);
  const scenario = record && parseScenario(record.text).scenario;
  if (record === undefined || scenario === undefined) {
    release();
    return record === undefined ? 'gone' : 'unreadable';
  }
  show(scenario, await currentOf(record, scenario, release), record.fileName, !record.isDirty);
  return undefined;
}

/** A design that came from a file, which a save writes back to where the host knows its place. */
export function showFile(scenario: Scenario, name: string, place: FilePlace | undefined): void {
  show(scenario, newCurrent(freshId(), { place }), name, true);
}

function show(scenario: Scenario, next: Current, fileName: string | undefined, isSaved: boolean): void {
  incoming = next;
  if (!isFollowing) become(next);
  documentStore.getState().replace(scenario, fileName, { isSaved });
}

/** Where a save writes to; undefined asks. */
export const placeNow = (): FilePlace | undefined => current.place;
/** It was saved there. */
export function setPlace(place: FilePlace | undefined): void {
  current.place = place;
}

/** From here on `next` is this tab's. */
function become(next: Current): void {
  const marks = storageOf('localStorage');
  if (current.id !== next.id) current.release?.();
  markLeft(marks, current.id);
  current = next;
  incoming = undefined;
  markOpen(marks, next.id);
  setTimeout(() => current === next && markWell(marks, next.id), WELL_MS);
  storageOf('sessionStorage')?.setItem(SESSION_KEY, next.id);
  keepStore.setState({ id: next.id });
  // Nobody else knows a new name: the lock is there for the taking.
  if (next.release !== undefined) return;
  void hold(navigator.locks, next.id).then((release) => {
    if (current.id === next.id) current.release = release;
    else release?.();
  });
}

function sessionDesign(): string | undefined {
  const session = storageOf('sessionStorage');
  const slot = session?.getItem(OLD_SESSION_KEY);
  return session?.getItem(SESSION_KEY) ?? (slot ? idOfSlot(Number(slot)) : undefined);
}

async function keep(of: Current, { scenario, fileName, dirty }: DocumentState): Promise<void> {
  const text = formatScenario(scenario);
  const { id, isKept, place, written } = of;
  const atMs = Date.now();
  of.written = { scenario, text, atMs };
  try {
    const db = await storage();
    await db.put('designs', { id, text, fileName, isDirty: dirty, place, changedMs: atMs, isKept });
    // A change during the write has its own timer and says so itself.
    if (current === of && documentStore.getState().scenario === scenario) keepStore.setState({ state: 'kept' });
    const isDue = written !== undefined && written.text !== text && (atMs - of.versionMs >= VERSION_EVERY_MS || isLoss(written.scenario, scenario));
    if (isDue && isKept) await keepVersion(of, written);
  } catch {
    keepStore.setState({ state: 'failed' });
  }
}

/** A version that cannot be kept does not make the design itself unsafe. */
async function keepVersion(of: Current, { text, atMs }: { readonly text: string; readonly atMs: number }): Promise<void> {
  of.versionMs = Date.now();
  const db = await storage();
  await db.put('versions', { design: of.id, text, atMs }).catch(() => undefined);
  const instants = (await db.getAllKeys('versions', versionsOf(of.id))).map(([, at]) => at);
  for (const at of tooMany(instants, Date.now())) await db.delete('versions', [of.id, at]);
  // Work worth versions is worth asking the browser not to clear it when room gets short.
  if ((await navigator.storage?.persisted?.()) === false) void navigator.storage.persist();
}

let timer: ReturnType<typeof setTimeout> | undefined;
let isFollowing = false;

/** Writes now what would be written in a moment. Resolves to whether the design is safe. */
export async function keepPending(): Promise<boolean> {
  if (timer !== undefined || keepStore.getState().state === 'failed') {
    clearTimeout(timer);
    timer = undefined;
    await keep(current, documentStore.getState());
  }
  return keepStore.getState().state !== 'failed';
}

/** What the design is now, as a version of its own: something large is about to change it. */
export async function keepAsVersion(): Promise<void> {
  await keepPending();
  if (current.written !== undefined) await keepVersion(current, current.written);
}

/** Keeps the document from now on; what was not written yet is written when the page is hidden or closed. */
export function keepDocument(): void {
  isFollowing = true;
  if (keepStore.getState().id !== current.id) become(current);
  const flush = (state: DocumentState = documentStore.getState()) => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void keep(current, state);
  };
  documentStore.subscribe((now, before) => {
    if (now.scenario === before.scenario && now.fileName === before.fileName && now.dirty === before.dirty) return;
    if (now.documentNumber !== before.documentNumber) {
      flush(before);
      // What nobody worked on makes room.
      become(incoming ?? (current.isKept ? newCurrent(freshId()) : newCurrent(current.id, { release: current.release })));
    } else {
      current.isKept = true;
      // What it was before anybody touched it is its first version.
      current.written ??= { scenario: before.scenario, text: formatScenario(before.scenario), atMs: Date.now() };
    }
    if (keepStore.getState().state !== 'failed') keepStore.setState({ state: 'keeping' });
    clearTimeout(timer);
    timer = setTimeout(flush, KEEP_AFTER_MS);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
  addEventListener('pagehide', () => {
    flush();
    markLeft(storageOf('localStorage'), current.id);
  });
  addEventListener('pageshow', ({ persisted }) => persisted && markOpen(storageOf('localStorage'), current.id));
}
