/** What buttons, keys and menus do to the document as a whole: add, delete, duplicate, copy, paste, select. */
import { LIMITS } from '#core/base/limits.ts';
import type { NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { documentStore } from '../document/documentStore.ts';
import { afterEdit } from '../document/afterEdit.ts';
import type { Edit, EditLabel, Point } from '../document/edits.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { NO_SELECTION, type Selection, uiStore } from '../ui/uiStore.ts';
import { addNodeEdit, freePlace, hasRoomFor, placeAfter } from './addNode.ts';
import { partOf, pasteEdit } from './clipboard.ts';
import { brokerOf } from './frames.ts';
import { growEdits } from './grow.ts';
import { connectNewEdit } from './connectNew.ts';
import type { WireEnd } from './connectionRules.ts';
import { hasRoomForNotes, selectedNotes } from './notes/noteCommands.ts';
import { PASTE_STEP, pasteOffset, readPart, withIncoming } from './pasting.ts';

const scenarioNow = (): Scenario => documentStore.getState().scenario;

/** Adds a node with its middle at `middle`, and selects it. */
export function addNode(kind: NodeKind, middle: Point): void {
  const scenario = scenarioNow();
  if (!checkRoom(scenario, 1)) return;
  const { id, edit: add } = addNodeEdit(scenario, kind, middle);
  const after = afterEdit(scenario, add);
  const broker = brokerOf(after.model.nodes[id]);
  const edit: Edit = { kind: 'batch', label: 'add', edits: [add, ...growEdits(after, broker === undefined ? [] : [broker])] };
  documentStore.getState().apply(edit);
  uiStore.getState().select({ nodes: [id], edges: [] });
}

/**
 * The same where there is room: after the one selected component, where its wire would lead, else near `middle`. `isSeen`
 * tells whether a place lies in view; what is selected out of sight is not meant.
 */
export function addNodeNear(kind: NodeKind, middle: Point, isSeen: (at: Point) => boolean): void {
  const scenario = scenarioNow();
  const [only, ...others] = liveSelection().nodes;
  const after = only !== undefined && others.length === 0 ? placeAfter(scenario, only, kind) : undefined;
  addNode(kind, freePlace(scenario, kind, after !== undefined && isSeen(after.from) ? after.place : middle));
}

/** Adds a node at the loose end of a wire held at `fixed`, connects and selects it. */
export function addConnected(fixed: NodeId, end: WireEnd, kind: NodeKind, at: Point): void {
  const scenario = scenarioNow();
  if (!checkRoom(scenario, 1)) return;
  const { id, edit } = connectNewEdit(scenario, fixed, end, kind, at);
  documentStore.getState().apply(edit);
  uiStore.getState().select({ nodes: [id], edges: [] });
}

/** The selection without what an undo has taken away since. */
function liveSelection(): Selection {
  const { model } = scenarioNow();
  const { nodes, edges } = uiStore.getState().selection;
  return {
    nodes: nodes.filter((id) => Object.hasOwn(model.nodes, id)),
    edges: edges.filter((id) => Object.hasOwn(model.edges, id)),
    notes: selectedNotes(),
  };
}

export function deleteSelected(): void {
  documentStore.getState().apply({ kind: 'removeItems', ...liveSelection() });
  uiStore.getState().select(NO_SELECTION);
}

export function selectAll(): void {
  const { model, view } = scenarioNow();
  uiStore.getState().select({ nodes: Object.keys(model.nodes), edges: Object.keys(model.edges), notes: Object.keys(view.notes ?? {}) });
}

export const duplicateSelected = (): void => addPart(partOf(scenarioNow(), liveSelection()), 'duplicate', { x: PASTE_STEP, y: PASTE_STEP });

/** The selected part as text; undefined when no component, note or frame is selected. */
export function copySelected(): string | undefined {
  const selection = liveSelection();
  return selection.nodes.length + (selection.notes?.length ?? 0) === 0 ? undefined : formatScenario(partOf(scenarioNow(), selection));
}

/** Adds what `copySelected` gave, here or in another window; with what led to the originals leading to the copies, if asked. */
export function pasteText(text: string, { keepsIncoming } = { keepsIncoming: false }): void {
  const part = readPart(text);
  if (part !== undefined) addPart(part, 'paste', pasteOffset(part, text), keepsIncoming);
}

function addPart(part: Scenario, label: EditLabel, offset: Point, keepsIncoming = false): void {
  const scenario = scenarioNow();
  const count = Object.keys(part.model.nodes).length;
  const noteCount = Object.keys(part.view.notes ?? {}).length;
  if (count + noteCount === 0 || !checkRoom(scenario, count) || !hasRoomForNotes(noteCount)) return;
  const pasted = pasteEdit(scenario, part, offset, label);
  const { edit, nodes, notes } = keepsIncoming ? withIncoming(scenario, part, pasted) : pasted;
  documentStore.getState().apply(edit);
  uiStore.getState().select({ nodes, edges: [], notes });
}

/** Tells so when there is none. */
export function checkRoom(scenario: Scenario, count: number): boolean {
  const hasRoom = hasRoomFor(scenario, count);
  if (!hasRoom) toast(translate('canvas.tooMany', { limit: LIMITS.nodes }), undefined, 'bad');
  return hasRoom;
}
