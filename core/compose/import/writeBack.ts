/**
 * An imported design exported to the files it came from: only the scalars that say something else now are written, and every other byte
 * stays. The files are read once more for what each place says of a design; what the written files do not say when they are read
 * yet again is told, so nothing is claimed to be in them that is not.
 */
import { byId, nameOf, nodeOf } from '../../scenario/lookup.ts';
import type { EdgeDoc, Model, NodeId, Scenario } from '../../scenario/scenario.ts';
import { designDiff, isAlike, isOfClient } from './designDiff.ts';
import { editFile, type ScalarEdit } from './editFile.ts';
import { importFiles } from './importFiles.ts';
import type { ImportResult, SourceFile, Span } from './imported.ts';
import { sourceFiles } from './importedDoc.ts';
import { isSimulated, type WriteNote, writeNote } from './writeNotes.ts';

export interface WrittenBack {
  /** All files of the import, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly WriteNote[];
}

/** `read`: the import that made the design. A scenario that was not imported has no files. */
export function exportImported(scenario: Scenario, read: (files: readonly SourceFile[]) => ImportResult = importFiles): WrittenBack {
  const given = scenario.imported === undefined ? [] : sourceFiles(scenario.imported);
  const before = new Map(given.map(({ path, text }) => [path, text]));
  if (given.length === 0) return { files: before, notes: [] };
  const first = read(given);
  if (!first.isOk) return { files: before, notes: [writeNote.unreadable()] };

  const { edits, notes } = changedSpots(first, scenario);
  const files = new Map(before);
  for (const [path, own] of edits) {
    const text = before.get(path);
    const edited = text === undefined ? undefined : editFile({ path, text }, own, isCompose(scenario));
    if (edited === undefined) continue;
    files.set(path, edited.text);
    notes.push(...edited.failed.map((at) => writeNote.conflict(at)));
  }
  const again = read(given.map(({ path }) => ({ path, text: files.get(path) ?? '' })));
  if (!again.isOk) return { files: before, notes: [...notes, writeNote.unreadable()] };
  return { files, notes: [...notes, ...leftOut(first, again.scenario, scenario)] };
}

const isCompose = ({ imported }: Scenario): boolean => imported?.format === 'compose';

type Imported = Extract<ImportResult, { isOk: true }>;
type Edits = Map<string, ScalarEdit[]>;

/** What each place shall say now, where it is not what it said; several that share a place have to agree. */
function changedSpots({ scenario: before, spots }: Imported, after: Scenario): { edits: Edits; notes: WriteNote[] } {
  const wanted = new Map<string, { readonly at: Span; readonly was: string; readonly says: Set<string> }>();
  for (const { at, say } of spots) {
    const [was, is] = [say(before), say(after)];
    if (was === undefined || is === undefined) continue;
    const place = at.instead === undefined ? `${at.file}:${at.start}` : `${at.instead.file}:${at.instead.offset}:${at.instead.key}`;
    const known = wanted.get(place) ?? { at, was, says: new Set<string>() };
    known.says.add(is);
    wanted.set(place, known);
  }
  const edits: Edits = new Map();
  const notes: WriteNote[] = [];
  for (const { at, was, says } of wanted.values()) {
    const [is] = says;
    if (says.size > 1) notes.push(writeNote.conflict(at));
    else if (is !== undefined && is !== was) {
      const file = at.instead?.file ?? at.file;
      edits.set(file, [...(edits.get(file) ?? []), { at, says: is, was }]);
    }
  }
  return { edits, notes };
}

/** What the design says and the written files do not: one note for each node, one for all that only a simulation has. */
function leftOut({ scenario: before, spots }: Pick<Imported, 'scenario' | 'spots'>, written: Scenario, after: Scenario): WriteNote[] {
  const notes: WriteNote[] = [];
  const diff = designDiff(written.model, after.model);
  const fields = new Map<NodeId, string[]>();
  let isSimulation = !isAlike(before.view, after.view) || !isAlike(settings(before), settings(after)) || hasOtherWays(before, after);
  for (const change of diff.nodes) {
    if (isSimulated(change.doc, change.kind === 'changed' ? change.field : undefined)) isSimulation = true;
    else if (change.kind === 'changed') fields.set(change.node, [...(fields.get(change.node) ?? []), change.field]);
    else notes.push(writeNote[change.kind](change.node, change.doc.name));
  }
  for (const [node, changed] of fields) {
    const name = nameOf(after.model, node);
    const rest: string[] = [];
    for (const field of changed) {
      const policy = spots.map(({ sharedBy }) => sharedBy?.(node, field)).find((found) => found !== undefined);
      if (policy === undefined) rest.push(field);
      else notes.push(writeNote.policy(node, name, [field], policy));
    }
    if (rest.length > 0) notes.push(writeNote.fields(node, name, rest));
  }
  const names = diff.edges.map((ends) => ends.map((id) => nameOf(nodeOf(after.model, id) === undefined ? written.model : after.model, id)).join(' → '));
  if (names.length > 0) notes.push(writeNote.edges([...new Set(diff.edges.flat())].sort(), [...new Set(names)]));
  return isSimulation ? [...notes, writeNote.simulation()] : notes;
}

const settings = ({ model: { nodes: _nodes, edges: _edges, ...rest } }: Scenario): object => rest;

/** Edges of clients that came, went or changed, and others of another length or share: none of it is in a file. */
function hasOtherWays({ model: before }: Scenario, { model: after }: Scenario): boolean {
  const clients = (model: Model): EdgeDoc[] => byId(model.edges).flatMap(([, edge]) => (isOfClient(model, edge) ? [edge] : []));
  if (!isAlike(clients(before), clients(after))) return true;
  return byId(after.edges).some(([id, { from, to, latency, share }]) => {
    const old = Object.hasOwn(before.edges, id) ? before.edges[id] : undefined;
    return old?.from === from && old.to === to && (old.latency !== latency || old.share !== share);
  });
}
