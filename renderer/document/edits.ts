/**
 * Every change of the document is one of these, as data. Applying one to a draft is total: an edit whose target is gone
 * (a field left after its node was deleted) changes nothing. `view.positions` are absolute, whatever frame a node lies in.
 */
import type { Draft } from 'mutative';
import { unreachable } from '#core/base/assert.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId, NoteDoc, NoteId, Scenario } from '#core/scenario/scenario.ts';

export type Path = readonly (string | number)[];
export type FieldValue = string | number | boolean | null | undefined | readonly FieldValue[] | { readonly [key: string]: FieldValue };
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Edit =
  | { readonly kind: 'addNode'; readonly id: NodeId; readonly node: NodeDoc; readonly position: Point; readonly size?: Size }
  /** Edges of removed nodes go too, and so do faults of what is gone; destinations of a removed broker stay, without one. */
  | { readonly kind: 'removeItems'; readonly nodes: readonly NodeId[]; readonly edges: readonly EdgeId[]; readonly notes?: readonly NoteId[] }
  /** With the id of an edge that is there: another edge in its place. */
  | { readonly kind: 'connect'; readonly id: EdgeId; readonly edge: EdgeDoc }
  /** `path` is rooted at the scenario, like an issue's path; undefined takes an optional field out. */
  | { readonly kind: 'setField'; readonly path: Path; readonly value: FieldValue; readonly mergeKey?: string }
  | { readonly kind: 'rename'; readonly node: NodeId; readonly name: string; readonly mergeKey?: string }
  | { readonly kind: 'moveNodes'; readonly positions: Readonly<Record<NodeId, Point>>; readonly mergeKey?: string }
  | { readonly kind: 'resizeFrame'; readonly node: NodeId; readonly position: Point; readonly size: Size }
  /** undefined takes the destinations out of their broker. */
  | { readonly kind: 'setBroker'; readonly nodes: readonly NodeId[]; readonly broker: NodeId | undefined }
  | { readonly kind: 'addNote'; readonly id: NoteId; readonly note: NoteDoc }
  /** Notes and frames are of the view alone: no edit of one changes the model. */
  | { readonly kind: 'changeNote'; readonly note: NoteId; readonly change: Partial<Pick<NoteDoc, 'text' | 'color'>>; readonly mergeKey?: string }
  | { readonly kind: 'moveNotes'; readonly positions: Readonly<Record<NoteId, Point>>; readonly mergeKey?: string }
  | { readonly kind: 'resizeNote'; readonly note: NoteId; readonly position: Point; readonly size: Size }
  /** The model of an earlier design; nodes that are there again lie where they lay. */
  | { readonly kind: 'restoreModel'; readonly design: Scenario }
  /** Several edits that a person sees as one; `label` names the step. */
  | { readonly kind: 'batch'; readonly label: EditLabel; readonly edits: readonly Edit[]; readonly mergeKey?: string };

/** What the undo button calls a step; each has a text in both languages. */
export const EDIT_LABELS = [
  'add',
  'remove',
  'connect',
  'change',
  'rename',
  'move',
  'resize',
  'setBroker',
  'duplicate',
  'paste',
  'restore',
  'note',
  'align',
  'layout',
  'insert',
  'reconnect',
  'fix',
  'fixAll',
] as const;
export type EditLabel = (typeof EDIT_LABELS)[number];

export function editLabel(edit: Edit): EditLabel {
  switch (edit.kind) {
    case 'addNode':
      return 'add';
    case 'removeItems':
      return 'remove';
    case 'connect':
      return 'connect';
    case 'setField':
      return 'change';
    case 'rename':
      return 'rename';
    case 'moveNodes':
      return 'move';
    case 'resizeFrame':
      return 'resize';
    case 'setBroker':
      return 'setBroker';
    case 'addNote':
      return 'add';
    case 'changeNote':
      return 'note';
    case 'moveNotes':
      return 'move';
    case 'resizeNote':
      return 'resize';
    case 'restoreModel':
      return 'restore';
    case 'batch':
      return edit.label;
    default:
      return unreachable(edit);
  }
}

export function editMergeKey(edit: Edit): string | undefined {
  return 'mergeKey' in edit ? edit.mergeKey : undefined;
}

export function applyEdit(draft: Draft<Scenario>, edit: Edit): void {
  const { model, view } = draft;
  switch (edit.kind) {
    case 'addNode':
      model.nodes[edit.id] = structuredClone(edit.node) as Draft<NodeDoc>;
      view.positions[edit.id] = { ...edit.position };
      if (edit.size) (view.sizes ??= {})[edit.id] = { ...edit.size };
      return;
    case 'removeItems':
      removeItems(draft, edit.nodes, edit.edges);
      removeNotes(draft, edit.notes ?? []);
      return;
    case 'connect':
      if (Object.hasOwn(model.nodes, edit.edge.from) && Object.hasOwn(model.nodes, edit.edge.to))
        model.edges[edit.id] = structuredClone(edit.edge) as Draft<EdgeDoc>;
      return;
    case 'setField':
      setAt(draft, edit.path, edit.value);
      return;
    case 'rename': {
      const node = own(model.nodes, edit.node);
      if (node && node.name !== edit.name) node.name = edit.name;
      return;
    }
    case 'moveNodes':
      for (const [id, to] of Object.entries(edit.positions)) move(draft, id, to);
      return;
    case 'resizeFrame':
      if (own(model.nodes, edit.node)?.kind !== 'broker') return;
      move(draft, edit.node, edit.position);
      (view.sizes ??= {})[edit.node] = { ...edit.size };
      return;
    case 'setBroker':
      for (const id of edit.nodes) setBroker(draft, id, edit.broker);
      return;
    case 'addNote':
      (view.notes ??= {})[edit.id] = structuredClone(edit.note) as Draft<NoteDoc>;
      return;
    case 'changeNote':
      changeNote(draft, edit.note, edit.change);
      return;
    case 'moveNotes':
      for (const [id, to] of Object.entries(edit.positions)) changeNote(draft, id, { x: to.x, y: to.y });
      return;
    case 'resizeNote':
      changeNote(draft, edit.note, { x: edit.position.x, y: edit.position.y, width: edit.size.width, height: edit.size.height });
      return;
    case 'restoreModel':
      restoreModel(draft, edit.design);
      return;
    case 'batch':
      for (const e of edit.edits) applyEdit(draft, e);
      return;
    default:
      unreachable(edit);
  }
}

function restoreModel(draft: Draft<Scenario>, { model, view }: Scenario): void {
  if (JSON.stringify(draft.model) !== JSON.stringify(model)) draft.model = structuredClone(model) as Draft<Scenario['model']>;
  for (const id of Object.keys(draft.view.positions)) if (!Object.hasOwn(model.nodes, id)) delete draft.view.positions[id];
  for (const [id, at] of Object.entries(view.positions)) if (Object.hasOwn(model.nodes, id)) draft.view.positions[id] ??= { ...at };
  for (const [id, size] of Object.entries(view.sizes ?? {})) if (Object.hasOwn(model.nodes, id)) (draft.view.sizes ??= {})[id] ??= { ...size };
}

const own = <T>(record: Record<string, T>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

function move(draft: Draft<Scenario>, id: NodeId, to: Point): void {
  if (!Object.hasOwn(draft.model.nodes, id)) return;
  const at = own(draft.view.positions, id);
  if (at?.x !== to.x || at.y !== to.y) draft.view.positions[id] = { x: to.x, y: to.y };
}

function removeItems(draft: Draft<Scenario>, nodes: readonly NodeId[], edges: readonly EdgeId[]): void {
  const { model, view } = draft;
  const gone = new Set(nodes);
  for (const [id, edge] of Object.entries(model.edges)) {
    if (edges.includes(id) || gone.has(edge.from) || gone.has(edge.to)) delete model.edges[id];
  }
  for (const id of gone) {
    delete model.nodes[id];
    delete view.positions[id];
    if (view.sizes) delete view.sizes[id];
  }
  for (const node of Object.values(model.nodes)) {
    if ('broker' in node && node.broker !== undefined && gone.has(node.broker)) delete node.broker;
  }
  const isThere = (id: string) => Object.hasOwn(model.nodes, id) || Object.hasOwn(model.edges, id);
  if (model.faults.some((fault) => !isThere(fault.target))) model.faults = model.faults.filter((fault) => isThere(fault.target));
  if (model.objectives.some((o) => gone.has(o.node))) model.objectives = model.objectives.filter((o) => !gone.has(o.node));
}

/** Writes only what differs, so a change that changes nothing is no step. */
function changeNote(draft: Draft<Scenario>, id: NoteId, change: Partial<NoteDoc>): void {
  const note = own(draft.view.notes ?? {}, id);
  if (note === undefined) return;
  for (const [field, value] of Object.entries(change)) {
    const now = note[field as keyof NoteDoc];
    if (value !== undefined && JSON.stringify(now) !== JSON.stringify(value)) Object.assign(note, { [field]: structuredClone(value) });
  }
}

function removeNotes({ view }: Draft<Scenario>, ids: readonly NoteId[]): void {
  if (view.notes === undefined || !ids.some((id) => own(view.notes ?? {}, id))) return;
  for (const id of ids) delete view.notes[id];
  if (Object.keys(view.notes).length === 0) delete view.notes;
}

function setBroker(draft: Draft<Scenario>, id: NodeId, broker: NodeId | undefined): void {
  const node = own(draft.model.nodes, id);
  if (!node || (node.kind !== 'topic' && node.kind !== 'queue' && node.kind !== 'exchange' && node.kind !== 'broadcast')) return;
  if (node.broker === broker) return;
  if (broker === undefined) delete node.broker;
  else if (own(draft.model.nodes, broker)?.kind === 'broker') node.broker = broker;
}

/** Writes only below something that exists, so a late field commit cannot bring back half of a deleted node. */
function setAt(root: object, path: Path, value: FieldValue): void {
  let at: unknown = root;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return;
    at = (at as Record<string | number, unknown>)[key];
  }
  const last = path.at(-1);
  if (last === undefined || typeof at !== 'object' || at === null) return;
  const holder = at as Record<string | number, unknown>;
  if (value === undefined) delete holder[last];
  else if (!Object.is(holder[last], value)) holder[last] = structuredClone(value);
}
