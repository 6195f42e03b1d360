/** What is done with notes and frames, as edits: a new one, a frame around components, what goes along with a dragged frame. Pure. */
import type { NodeId, NoteDoc, NoteId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point } from '../../document/edits.ts';
import type { Selection } from '../../ui/uiStore.ts';
import { type Box, boxAround, boxOfNode, boxOfNote, isWithin } from '../box.ts';
import { freeId } from '../freeId.ts';
import { membersOf } from '../frames.ts';
import { GRID, snap } from '../nodes/geometry.ts';
import { canvasIdOf, noteIdOf } from './noteFlow.ts';

const NOTE_SIZE = { width: 208, height: 144 } as const;
const FRAME_SIZE = { width: 480, height: 320 } as const;
export const NOTE_MIN = { width: 96, height: 64 } as const;
/** Free room inside a frame; above it stands the frame's name. */
const FRAME_ROOM = 3 * GRID;
export const FRAME_HEADER = 4 * GRID;

export interface NewNote {
  readonly id: NoteId;
  readonly edit: Edit;
}

/** With its middle at `middle`, on the grid. */
export function addNoteEdit(scenario: Scenario, kind: NoteDoc['kind'], middle: Point): NewNote {
  const { width, height } = kind === 'note' ? NOTE_SIZE : FRAME_SIZE;
  return newNote(scenario, kind, { x: snap(middle.x - width / 2), y: snap(middle.y - height / 2), width, height });
}

/** undefined when nothing is selected that a frame could stand around. */
export function frameAroundEdit(scenario: Scenario, selection: Selection): NewNote | undefined {
  const around = boxAround(boxesOf(scenario, selection));
  return around && newNote(scenario, 'frame', frameBox(around));
}

/** The frame that stands around a box, with room for its name. */
export const frameBox = ({ x, y, width, height }: Box): Box => ({
  x: x - FRAME_ROOM,
  y: y - FRAME_ROOM - FRAME_HEADER,
  width: width + 2 * FRAME_ROOM,
  height: height + 2 * FRAME_ROOM + FRAME_HEADER,
});

function newNote(scenario: Scenario, kind: NoteDoc['kind'], box: Box): NewNote {
  const id = freeId(scenario.view.notes ?? {}, kind);
  return { id, edit: { kind: 'addNote', id, note: { kind, text: '', color: kind === 'note' ? 'yellow' : 'gray', ...box } } };
}

/** What is selected, each with the room it takes: components, and members of selected brokers with them, notes and frames. */
export function boxesOf(scenario: Scenario, { nodes, notes = [] }: Selection): Box[] {
  return [
    ...nodes.filter((id) => Object.hasOwn(scenario.model.nodes, id)).map((id) => boxOfNode(scenario, id)),
    ...notes.flatMap((id) => {
      const note = noteOf(scenario, id);
      return note === undefined ? [] : [boxOfNote(note)];
    }),
  ];
}

export const noteOf = ({ view }: Scenario, id: NoteId): NoteDoc | undefined =>
  view.notes !== undefined && Object.hasOwn(view.notes, id) ? view.notes[id] : undefined;

export interface Within {
  readonly nodes: readonly NodeId[];
  readonly notes: readonly NoteId[];
}

/** Everything that lies whole within a frame; a broker's members come with the broker. */
export function within(scenario: Scenario, frame: NoteId): Within {
  const outer = noteOf(scenario, frame);
  if (outer?.kind !== 'frame') return { nodes: [], notes: [] };
  const inside = Object.keys(scenario.model.nodes).filter((id) => isWithin(boxOfNode(scenario, id), outer));
  const nodes = new Set(inside.flatMap((id) => (scenario.model.nodes[id]?.kind === 'broker' ? [id, ...membersOf(scenario, id)] : [id])));
  const notes = Object.entries(scenario.view.notes ?? {}).flatMap(([id, note]) => (id !== frame && isWithin(boxOfNote(note), outer) ? [id] : []));
  return { nodes: [...nodes], notes };
}

/** What goes along with frames, by its id on the canvas: where it was, and the frame it lies in. */
export type Carried = Map<string, { readonly from: Point; readonly frame: string }>;

/** Where everything begins that goes along when these frames are dragged, by its id on the canvas; what is dragged itself is not in it. */
export function carriedBy(scenario: Scenario, frames: readonly NoteId[], dragged: ReadonlySet<string>): Carried {
  const carried: Carried = new Map();
  for (const frame of frames) {
    const { nodes, notes } = within(scenario, frame);
    const add = (id: string, { x, y }: Point) => {
      if (!dragged.has(id) && !carried.has(id)) carried.set(id, { from: { x, y }, frame: canvasIdOf(frame) });
    };
    for (const id of nodes) add(id, boxOfNode(scenario, id));
    for (const id of notes) {
      const note = noteOf(scenario, id);
      if (note !== undefined) add(canvasIdOf(id), note);
    }
  }
  return carried;
}

/** Where what is carried is once its frames are at `positions`: as far from them as it was. */
export function placesOfCarried(scenario: Scenario, carried: Carried, positions: Readonly<Record<string, Point>>): Record<string, Point> {
  const places: Record<string, Point> = {};
  for (const [id, { from, frame }] of carried) {
    const [to, was] = [positions[frame], noteOf(scenario, noteIdOf(frame) ?? '')];
    if (to !== undefined && was !== undefined) places[id] = { x: from.x + to.x - was.x, y: from.y + to.y - was.y };
  }
  return places;
}
