/**
 * What is laid out and what comes of it: a design, or the selected part of it, as items and groups for `layoutGraph`, and the
 * boxes that come back as one edit. Brokers and frames are as large as what is in them; a note goes along with the component
 * next to it. Pure.
 */
import type { NodeId, NoteId, Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../../document/afterEdit.ts';
import type { Edit, Point } from '../../document/edits.ts';
import type { Selection } from '../../ui/uiStore.ts';
import { type Box, boxAround, boxOfNode, boxOfNote, isWithin } from '../box.ts';
import { brokerOf, membersOf } from '../frames.ts';
import { BROKER_ROOM, growEdits } from '../grow.ts';
import { BROKER_HEADER, GRID, snap } from '../nodes/geometry.ts';
import { frameBox, noteOf, within } from '../notes/noteEdits.ts';
import { canvasIdOf, noteIdOf } from '../notes/noteFlow.ts';
import type { LayoutGroup, LayoutItem, LayoutRequest, Spacing } from './layoutGraph.ts';

const FRAME_GROUP = frameBox({ x: 0, y: 0, width: 0, height: 0 });
/** A note farther away than this is about nothing in particular, and stays. */
const NOTE_REACH = 400;

/** Two or more selected components: those, with members of brokers and what lies in frames; else everything. */
export function partToLayOut(scenario: Scenario, selection: Selection): Selection {
  const frames = selection.notes ?? [];
  const nodes = new Set([...selection.nodes, ...frames.flatMap((id) => within(scenario, id).nodes)]);
  for (const id of selection.nodes) for (const member of membersOf(scenario, id)) nodes.add(member);
  const known = [...nodes].filter((id) => Object.hasOwn(scenario.model.nodes, id));
  if (known.length >= 2) return { nodes: known, edges: [], notes: frames };
  return { nodes: Object.keys(scenario.model.nodes), edges: [], notes: Object.keys(scenario.view.notes ?? {}) };
}

export function toLayout(scenario: Scenario, part: Selection, spacing: Spacing): LayoutRequest {
  const { model } = scenario;
  const ids = new Set(part.nodes);
  const frames = framesOf(scenario, part);
  const frameAround = (box: Box, own?: NoteId): string | undefined => {
    const outer = frames.filter(({ id, box: frame }) => id !== own && isWithin(box, frame)).sort((a, b) => area(a.box) - area(b.box))[0];
    return outer && canvasIdOf(outer.id);
  };
  const brokerIn = (id: NodeId): NodeId | undefined => {
    const broker = brokerOf(model.nodes[id]);
    return broker !== undefined && ids.has(broker) && model.nodes[broker]?.kind === 'broker' ? broker : undefined;
  };
  const isGroup = (id: NodeId) => model.nodes[id]?.kind === 'broker' && membersOf(scenario, id).some((member) => ids.has(member));
  const items: LayoutItem[] = [];
  const groups: LayoutGroup[] = [];
  for (const id of part.nodes) {
    const box = boxOfNode(scenario, id);
    const group = brokerIn(id) ?? frameAround(box);
    if (isGroup(id)) groups.push({ id, group, header: BROKER_HEADER + GRID, room: BROKER_ROOM });
    else items.push({ id, width: box.width, height: box.height, group });
  }
  for (const { id, box } of frames) groups.push({ id: canvasIdOf(id), group: frameAround(box, id), header: -FRAME_GROUP.y, room: -FRAME_GROUP.x });
  const edges = Object.values(model.edges).flatMap(({ from, to }) => (ids.has(from) && ids.has(to) && !isGroup(from) && !isGroup(to) ? [{ from, to }] : []));
  return { items, groups: withContent(groups, items), edges, spacing };
}

const area = ({ width, height }: Box): number => width * height;

/** Frames of the part with a component of it in them. */
function framesOf(scenario: Scenario, { nodes, notes = [] }: Selection): { readonly id: NoteId; readonly box: Box }[] {
  return notes.flatMap((id) => {
    const note = noteOf(scenario, id);
    if (note?.kind !== 'frame') return [];
    const box = boxOfNote(note);
    return nodes.some((node) => isWithin(boxOfNode(scenario, node), box)) ? [{ id, box }] : [];
  });
}

/** A group whose things are all in another one is none. */
function withContent(groups: readonly LayoutGroup[], items: readonly LayoutItem[]): LayoutGroup[] {
  const kept = groups.filter(({ id }) => [...groups, ...items].some((one) => one.group === id));
  return kept.length === groups.length ? kept : withContent(kept, items);
}

/** `boxes` by canvas id. What was laid out stays where it was: all of a design at its corner, a part at its middle. */
export function layoutEdit(scenario: Scenario, part: Selection, boxes: Readonly<Record<string, Box>>): Edit {
  const before = boxAround(part.nodes.map((id) => boxOfNode(scenario, id)));
  const after = boxAround(Object.values(boxes));
  if (before === undefined || after === undefined) return { kind: 'batch', label: 'layout', edits: [] };
  const isAll = part.nodes.length === Object.keys(scenario.model.nodes).length;
  const dx = snap(isAll ? before.x - after.x : before.x + before.width / 2 - after.x - after.width / 2);
  const dy = snap(isAll ? before.y - after.y : before.y + before.height / 2 - after.y - after.height / 2);
  const place = ({ x, y }: Point): Point => ({ x: snap(x + dx), y: snap(y + dy) });
  const edits: Edit[] = [{ kind: 'moveNodes', positions: Object.fromEntries(part.nodes.flatMap((id) => (boxes[id] ? [[id, place(boxes[id])]] : []))) }];
  for (const [id, { x, y, width, height }] of Object.entries(boxes)) {
    const size = { width: snap(width), height: snap(height) };
    const note = noteIdOf(id);
    if (note !== undefined) edits.push({ kind: 'resizeNote', note, position: place({ x, y }), size });
    else if (scenario.model.nodes[id]?.kind === 'broker' && membersOf(scenario, id).length > 0)
      edits.push({ kind: 'resizeFrame', node: id, position: place({ x, y }), size });
  }
  const notes = Object.fromEntries(
    Object.entries(scenario.view.notes ?? {}).flatMap(([id, note]) => {
      if (note.kind !== 'note') return [];
      const delta = deltaBeside(scenario, part.nodes, boxOfNote(note), boxes);
      return delta === undefined ? [] : [[id, { x: snap(note.x + delta.x + dx), y: snap(note.y + delta.y + dy) }] as const];
    }),
  );
  if (Object.keys(notes).length > 0) edits.push({ kind: 'moveNotes', positions: notes });
  const brokers = [...new Set(part.nodes.map((id) => brokerOf(scenario.model.nodes[id])))].filter((id) => id !== undefined && boxes[id] === undefined);
  const moved = afterEdit(scenario, { kind: 'batch', label: 'layout', edits });
  return { kind: 'batch', label: 'layout', edits: [...edits, ...growEdits(moved, brokers as NodeId[])] };
}

/** How far the component next to a note went. */
function deltaBeside(scenario: Scenario, nodes: readonly NodeId[], note: Box, boxes: Readonly<Record<string, Box>>): Point | undefined {
  let best: { delta: Point; away: number } | undefined;
  for (const id of nodes) {
    const to = boxes[id];
    if (to === undefined || scenario.model.nodes[id]?.kind === 'broker') continue;
    const from = boxOfNode(scenario, id);
    const away = Math.hypot(from.x + from.width / 2 - note.x - note.width / 2, from.y + from.height / 2 - note.y - note.height / 2);
    if (away <= NOTE_REACH && (best === undefined || away < best.away)) best = { delta: { x: to.x - from.x, y: to.y - from.y }, away };
  }
  return best?.delta;
}
