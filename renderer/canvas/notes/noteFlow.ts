/**
 * Notes and frames as React Flow's nodes. Their ids are marked, since a note may be called as a component is; one nothing changed
 * about keeps its identity.
 */
import type { Node } from '@xyflow/react';
import type { NoteDoc, NoteId, Scenario } from '#core/scenario/scenario.ts';
import type { Selection } from '../../ui/uiStore.ts';
import type { Gesture } from '../toFlow.ts';

export type NoteFlowNode = Node<{ readonly note: NoteDoc }, NoteDoc['kind']>;

/** No id of a document has a slash. */
const MARK = 'note/';
export const canvasIdOf = (note: NoteId): string => MARK + note;
/** undefined for a component's id. */
export const noteIdOf = (canvasId: string): NoteId | undefined => (canvasId.startsWith(MARK) ? canvasId.slice(MARK.length) : undefined);

/** Frames lie below brokers' frames, notes above all components. */
const LAYER = { frame: -1, note: 5, selected: 6 } as const;

export interface NoteFlowInput {
  readonly notes: Scenario['view']['notes'];
  readonly selection: Selection;
  readonly gesture: Gesture;
  /** What one without a text is called when it is read out. */
  readonly nameOf: (note: NoteDoc) => string;
}

/** Remembers what it gave last: keep one per canvas. */
export function createToNotes(): (input: NoteFlowInput) => readonly NoteFlowNode[] {
  let last: readonly NoteFlowNode[] = [];
  return (input) => {
    const known = new Map(last.map((node) => [node.id, node]));
    const next = toNotes(input).map((node) => {
      const old = known.get(node.id);
      return old !== undefined && isSame(old, node) ? old : node;
    });
    if (next.length !== last.length || next.some((node, i) => node !== last[i])) last = next;
    return last;
  };
}

function toNotes({ notes = {}, selection, gesture, nameOf }: NoteFlowInput): NoteFlowNode[] {
  const selected = new Set(selection.notes);
  const nodes = Object.entries(notes).map(([noteId, note]): NoteFlowNode => {
    const id = canvasIdOf(noteId);
    const { width, height } = gesture.sizes[id] ?? note;
    const { x, y } = gesture.positions[id] ?? note;
    const isSelected = selected.has(noteId);
    return {
      id,
      type: note.kind,
      position: { x, y },
      width,
      height,
      measured: { width, height },
      selected: isSelected,
      connectable: false,
      zIndex: note.kind === 'frame' ? LAYER.frame : isSelected ? LAYER.selected : LAYER.note,
      ariaLabel: nameOf(note),
      // What lies in a frame is reached through it.
      ...(note.kind === 'frame' ? { style: { pointerEvents: 'none' as const } } : {}),
      data: { note },
    };
  });
  // A frame within a frame lies above it.
  return nodes.sort((a, b) => layerOf(a) - layerOf(b) || areaOf(b) - areaOf(a));
}

const layerOf = (node: NoteFlowNode): number => (node.type === 'frame' ? 0 : 1);
const areaOf = (node: NoteFlowNode): number => (node.type === 'frame' ? (node.width ?? 0) * (node.height ?? 0) : 0);

const isSame = (a: NoteFlowNode, b: NoteFlowNode): boolean =>
  a.data.note === b.data.note &&
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.width === b.width &&
  a.height === b.height &&
  a.selected === b.selected &&
  a.ariaLabel === b.ariaLabel;
