/**
 * One drag, from its first step to its last: what goes along, what it lines up with, which wire or broker it would fall into,
 * and the edit it ends as. With Alt held at its beginning copies are dragged and what was there stays.
 */
import type { EdgeId, NodeId, Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../document/afterEdit.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Edit, Point } from '../document/edits.ts';
import { GESTURE } from '../document/history.ts';
import { uiStore } from '../ui/uiStore.ts';
import { isAltHeld } from './altKey.ts';
import { type Box, boxAround, boxOfNode, boxOfNote, meets, middleOf } from './box.ts';
import { partOf, pasteEdit } from './clipboard.ts';
import { dropEdit, dropTarget, type Positions } from './dropEdit.ts';
import { brokerOf, membersOf } from './frames.ts';
import { gestureNow, showGesture } from './gesture.ts';
import { snapToOthers } from './guides.ts';
import { carriedBy, noteOf, placesOfCarried } from './notes/noteEdits.ts';
import { canvasIdOf, noteIdOf } from './notes/noteFlow.ts';
import { NO_GESTURE } from './toFlow.ts';
import { viewport } from './viewport.ts';

type Finder = (at: Point) => EdgeId | undefined;
type Inserting = typeof import('./wires/insert.ts');

export interface Drag {
  move(moves: readonly { readonly id: string; readonly to: Point }[]): void;
  end(): void;
}

const scenarioNow = (): Scenario => documentStore.getState().scenario;
let drags = 0;

/** `ids` on the canvas; `isCopying`: Alt is held. */
export function startDrag(ids: readonly string[], isCopying: boolean): Drag {
  const mergeKey = `${GESTURE}drag ${++drags}`;
  const copies = isCopying ? copyInPlace(ids, mergeKey) : undefined;
  const start = scenarioNow();
  const shownId = (id: string) => copies?.get(id) ?? id;
  const dragged = ids.map(shownId);
  const carried = carriedBy(
    start,
    dragged.flatMap((id) => noteIdOf(id) ?? []),
    new Set(dragged),
  );
  // The originals lie in the copied frame too, and stay.
  const copied = copies && new Set(copies.values());
  for (const id of carried.keys()) if (copied?.has(id) === false) carried.delete(id);
  const others = boxesBeside(start, new Set([...dragged, ...carried.keys()]));
  /** Where React Flow has what is dragged, before it is put in line with anything. */
  const raw: Record<string, Point> = {};
  let finder: Finder | undefined;
  let inserting: Inserting | undefined;
  const only = looseNode(start, dragged);
  if (only !== undefined) {
    void Promise.all([import('./wires/wireFinder.ts'), import('./wires/insert.ts')]).then(
      ([wires, insert]) => {
        const { kind } = start.model.nodes[only] ?? {};
        if (kind !== undefined) finder = wires.wireFinder(start, kind, { id: only, kind });
        inserting = insert;
      },
      () => undefined,
    );
  }

  return {
    move(moves) {
      const scenario = scenarioNow();
      for (const { id, to } of moves) raw[shownId(id)] = absolute(scenario, id, to, raw);
      const boxes = Object.entries(raw).map(([id, at]) => ({ ...boxOf(scenario, id), ...at }));
      const around = boxAround(boxes);
      const { dx, dy, lines } = around === undefined || isAltHeld() ? NOT_SNAPPED : snapToOthers(around, others);
      const positions: Record<string, Point> = {};
      for (const [id, { x, y }] of Object.entries(raw)) positions[id] = { x: x + dx, y: y + dy };
      const target = dropTarget(scenario, positions);
      const at = only === undefined ? undefined : positions[only];
      const wire = at && finder?.(middleOf({ ...boxOf(scenario, only as NodeId), ...at }));
      Object.assign(positions, placesOfCarried(scenario, carried, positions));
      showGesture({ ...NO_GESTURE, positions, dropTarget: target, guides: lines, wire });
    },
    end() {
      const { positions, wire } = gestureNow();
      const entries = Object.entries(positions);
      const own = Object.fromEntries(entries.filter(([id]) => !carried.has(id)));
      const along = Object.fromEntries(entries.filter(([id]) => carried.has(id)));
      if (Object.keys(own).length > 0) {
        const scenario = scenarioNow();
        const drop = dropEdit(scenario, own, along);
        const edit = wire === undefined || only === undefined ? drop : withWire(scenario, drop, wire, only, inserting);
        documentStore.getState().apply(copies === undefined ? edit : { kind: 'batch', label: 'duplicate', edits: [edit], mergeKey });
      }
      showGesture(NO_GESTURE);
    },
  };
}

const NOT_SNAPPED = { dx: 0, dy: 0, lines: [] } as const;

/** React Flow gives a member's place in its frame; the document wants it on the canvas. */
export function absolute(scenario: Scenario, id: string, at: Point, positions: Positions): Point {
  const parent = brokerOf(scenario.model.nodes[id]);
  if (parent === undefined || scenario.model.nodes[parent]?.kind !== 'broker') return at;
  const frame = positions[parent] ?? boxOfNode(scenario, parent);
  return { x: at.x + frame.x, y: at.y + frame.y };
}

function boxOf(scenario: Scenario, id: string): Box {
  const note = noteOf(scenario, noteIdOf(id) ?? '');
  return note === undefined ? boxOfNode(scenario, id) : boxOfNote(note);
}

/** What is in view and stays where it is; a broker is no line for its own members. */
function boxesBeside(scenario: Scenario, moving: ReadonlySet<string>): Box[] {
  const { model, view } = scenario;
  const gone = new Set(moving);
  for (const id of moving) {
    for (const member of membersOf(scenario, id)) gone.add(member);
    const broker = brokerOf(model.nodes[id]);
    if (broker !== undefined) gone.add(broker);
  }
  const seen = viewport()?.seen();
  const boxes = [
    ...Object.keys(model.nodes)
      .filter((id) => !gone.has(id))
      .map((id) => boxOfNode(scenario, id)),
    ...Object.entries(view.notes ?? {})
      .filter(([id]) => !gone.has(canvasIdOf(id)))
      .map(([, note]) => boxOfNote(note)),
  ];
  return seen === undefined ? boxes : boxes.filter((box) => meets(box, seen));
}

/** The one component that is dragged, if no wire leads to it yet and one could. */
function looseNode({ model }: Scenario, ids: readonly string[]): NodeId | undefined {
  const [id, ...more] = ids;
  const node = id === undefined ? undefined : model.nodes[id];
  if (id === undefined || more.length > 0 || node === undefined || node.kind === 'broker') return undefined;
  return Object.values(model.edges).some((edge) => edge.from === id || edge.to === id) ? undefined : id;
}

function withWire(scenario: Scenario, drop: Edit, wire: EdgeId, id: NodeId, inserting: Inserting | undefined): Edit {
  const after = afterEdit(scenario, drop);
  const kind = after.model.nodes[id]?.kind;
  const chain = kind && inserting?.chainWith(after, wire, kind, { id, kind });
  const inserted = chain && inserting?.insertEdit(after, wire, chain, { id, kind }, middleOf(boxOfNode(after, id)));
  return inserted === undefined ? drop : { kind: 'batch', label: 'insert', edits: [drop, inserted.edit] };
}

/** Copies where the originals lie, selected; by the id on the canvas of what each is a copy of. */
function copyInPlace(ids: readonly string[], mergeKey: string): ReadonlyMap<string, string> | undefined {
  const notes = ids.flatMap((id) => noteIdOf(id) ?? []);
  const nodes = ids.filter((id) => noteIdOf(id) === undefined);
  const scenario = scenarioNow();
  const { edit, renamed, ...selection } = pasteEdit(scenario, partOf(scenario, { nodes, edges: [], notes }), { x: 0, y: 0 }, 'duplicate');
  documentStore.getState().apply({ kind: 'batch', label: 'duplicate', edits: [edit], mergeKey });
  uiStore.getState().select({ nodes: selection.nodes, edges: [], notes: selection.notes });
  return renamed;
}
