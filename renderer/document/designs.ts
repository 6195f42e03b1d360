/** A person's designs in this browser: a list, and what can be done to one that is not on the screen. */
import { parseScenario } from '#core/scenario/parse.ts';
import type { LocalText, Scenario } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { copyOf } from './copyOf.ts';
import { heldDesigns } from './designLock.ts';
import { freshId } from './freshId.ts';
import { CRASHES_MAX, crashesOf, marked, markLeft } from './openMarks.ts';
import { keepingNow, keepPending, versionsOf } from './persistence.ts';
import { type DesignRecord, storage, type VersionRecord } from './storage.ts';
import { storageOf } from '../ui/browserStorage.ts';

export interface Design {
  readonly record: DesignRecord;
  /** Undefined for a text this version cannot read; it is kept as it is. */
  readonly scenario: Scenario | undefined;
  readonly bytes: number;
  /** The design of this tab, or of another one. */
  readonly openIn: 'here' | 'elsewhere' | undefined;
}

/** The one changed last comes first. Rejects where there is no storage. */
export async function allDesigns(): Promise<Design[]> {
  await keepPending();
  const { id: own } = keepingNow();
  const [records, held] = await Promise.all([storage().then((db) => db.getAll('designs')), heldDesigns(navigator.locks)]);
  return records
    .filter(({ id, isKept }) => isKept || id === own)
    .toSorted((a, b) => b.changedMs - a.changedMs)
    .map((record) => ({
      record,
      scenario: parseScenario(record.text).scenario,
      bytes: new TextEncoder().encode(record.text).length,
      openIn: record.id === own ? 'here' : held.has(record.id) ? 'elsewhere' : undefined,
    }));
}

/** Another title for a design no tab has. */
export async function renameDesign(record: DesignRecord, scenario: Scenario, title: LocalText): Promise<void> {
  const text = formatScenario({ ...scenario, view: { ...scenario.view, title } });
  await (await storage()).put('designs', { ...record, text, isDirty: true, isKept: true, changedMs: Date.now() });
}

/** A copy beside it, in no file. */
export async function duplicateDesign(scenario: Scenario): Promise<string> {
  const id = freshId();
  const text = formatScenario(copyOf(scenario));
  await (await storage()).put('designs', { id, text, fileName: undefined, isDirty: true, changedMs: Date.now(), isKept: true });
  return id;
}

/** Takes a design and its versions out. Resolves to what brings all of it back. */
export async function deleteDesign(record: DesignRecord): Promise<() => Promise<void>> {
  const db = await storage();
  const versions = await db.getAll('versions', versionsOf(record.id));
  const deletion = db.transaction(['designs', 'versions'], 'readwrite');
  await Promise.all([deletion.objectStore('designs').delete(record.id), deletion.objectStore('versions').delete(versionsOf(record.id)), deletion.done]);
  return async () => {
    const back = db.transaction(['designs', 'versions'], 'readwrite');
    const puts = versions.map((version) => back.objectStore('versions').put(version));
    await Promise.all([back.objectStore('designs').put({ ...record, isKept: true }), ...puts, back.done]);
  };
}

/** Of this tab's design, the newest first. */
export async function versionsOfThis(): Promise<VersionRecord[]> {
  await keepPending();
  const all = await (await storage()).getAll('versions', versionsOf(keepingNow().id));
  return all.toReversed();
}

/** Designs whose tabs ended without a word and that no tab has now. They are told of once. */
export async function unexpectedlyClosed(): Promise<DesignRecord[]> {
  const marks = storageOf('localStorage');
  const ids = marked(marks);
  if (ids.length === 0) return [];
  const [db, held] = await Promise.all([storage(), heldDesigns(navigator.locks)]);
  const lost = ids.filter((id) => !held.has(id) && id !== keepingNow().id);
  const records = await Promise.all(lost.map((id) => db.get('designs', id)));
  // One that crashes the app keeps its count, so it is not opened at the next start either.
  for (const id of lost) if (crashesOf(marks, id) <= CRASHES_MAX) markLeft(marks, id);
  return records.filter((record): record is DesignRecord => record?.isKept === true && crashesOf(marks, record.id) <= CRASHES_MAX);
}
