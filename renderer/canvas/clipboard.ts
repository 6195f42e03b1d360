/**
 * Copying parts of a design. What is on the clipboard is a scenario with only those parts, as text: it can be pasted into
 * another window, another design or a file, and what comes in is checked like a file.
 */
import type { NodeDoc, NodeId, NoteId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, EditLabel, Point } from '../document/edits.ts';
import { newScenario } from '../document/newScenario.ts';
import type { Selection } from '../ui/uiStore.ts';
import { brokerOf, canHaveBroker, frameUnder, membersOf, positionOf } from './frames.ts';
import { freeId } from './freeId.ts';
import { within } from './notes/noteEdits.ts';
import { canvasIdOf } from './notes/noteFlow.ts';

/** The selected nodes, the members of selected brokers, notes, frames with all in them, and the edges between any two of the nodes. */
export function partOf(scenario: Scenario, selection: Selection): Scenario {
  const inFrames = (selection.notes ?? []).map((id) => within(scenario, id));
  const ids = new Set([...selection.nodes, ...inFrames.flatMap(({ nodes }) => nodes)].flatMap((id) => [id, ...membersOf(scenario, id)]));
  const noteIds = new Set([...(selection.notes ?? []), ...inFrames.flatMap(({ notes }) => notes)]);
  const notes = Object.entries(scenario.view.notes ?? {}).filter(([id]) => noteIds.has(id));
  const pick = <T>(record: Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(record ?? {}).filter(([id]) => ids.has(id)));
  const base = newScenario();
  const edges = Object.entries(scenario.model.edges).filter(([, edge]) => ids.has(edge.from) && ids.has(edge.to));
  const nodes = Object.fromEntries(Object.entries(pick(scenario.model.nodes)).map(([id, node]) => [id, withoutLostBroker(node, ids)]));
  return {
    ...base,
    model: { ...base.model, nodes, edges: Object.fromEntries(edges) },
    view: {
      ...base.view,
      positions: pick(scenario.view.positions),
      sizes: pick(scenario.view.sizes),
      ...(notes.length > 0 ? { notes: Object.fromEntries(notes) } : {}),
    },
  };
}

function withoutLostBroker(node: NodeDoc, ids: ReadonlySet<NodeId>): NodeDoc {
  const broker = brokerOf(node);
  if (broker === undefined || ids.has(broker) || !('broker' in node)) return node;
  const { broker: _, ...rest } = node;
  return rest as NodeDoc;
}

export interface Pasted {
  readonly edit: Edit;
  /** The new nodes: what to select. */
  readonly nodes: readonly NodeId[];
  readonly notes: readonly NoteId[];
  /** By the id on the canvas of what was copied. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Adds a part under new ids and names, its top left corner moved by `offset`; one undo step. */
export function pasteEdit(scenario: Scenario, part: Scenario, offset: Point, label: EditLabel): Pasted {
  const takenIds: Record<string, true> = Object.fromEntries(Object.keys(scenario.model.nodes).map((id) => [id, true]));
  const takenNames: Record<string, true> = Object.fromEntries(Object.values(scenario.model.nodes).map((node) => [node.name, true]));
  const takenEdges: Record<string, true> = Object.fromEntries(Object.keys(scenario.model.edges).map((id) => [id, true]));
  const take = (taken: Record<string, true>, wish: string): string => {
    const id = freeId(taken, wish);
    taken[id] = true;
    return id;
  };
  const renamed = new Map(Object.keys(part.model.nodes).map((id) => [id, take(takenIds, id)]));
  const landing = brokerBelow(scenario, part, offset);
  const edits: Edit[] = [];
  for (const [id, node] of Object.entries(part.model.nodes)) {
    const at = positionOf(part, id);
    const broker = brokerOf(node);
    const onto = broker === undefined ? (canHaveBroker(node) ? landing : undefined) : renamed.get(broker);
    const placed = onto === undefined ? node : ({ ...node, broker: onto } as NodeDoc);
    const size = part.view.sizes?.[id];
    edits.push({
      kind: 'addNode',
      id: renamed.get(id) as NodeId,
      node: { ...placed, name: take(takenNames, node.name) },
      position: { x: at.x + offset.x, y: at.y + offset.y },
      ...(size ? { size } : {}),
    });
  }
  for (const edge of Object.values(part.model.edges)) {
    const from = renamed.get(edge.from);
    const to = renamed.get(edge.to);
    if (from !== undefined && to !== undefined) edits.push({ kind: 'connect', id: take(takenEdges, `${from}-${to}`), edge: { ...edge, from, to } });
  }
  const takenNotes: Record<string, true> = Object.fromEntries(Object.keys(scenario.view.notes ?? {}).map((id) => [id, true]));
  const canvasIds = new Map(renamed);
  const notes = Object.entries(part.view.notes ?? {}).map(([wish, note]) => {
    const id = take(takenNotes, wish);
    canvasIds.set(canvasIdOf(wish), canvasIdOf(id));
    edits.push({ kind: 'addNote', id, note: { ...note, x: note.x + offset.x, y: note.y + offset.y } });
    return id;
  });
  return { edit: { kind: 'batch', label, edits }, nodes: [...renamed.values()], notes, renamed: canvasIds };
}

/** The broker of the design that all destinations of a part without one would fall into; bindings between them lead nowhere else. */
function brokerBelow(scenario: Scenario, part: Scenario, offset: Point): NodeId | undefined {
  const loose = Object.entries(part.model.nodes).filter(([, node]) => canHaveBroker(node) && brokerOf(node) === undefined);
  const under = loose.map(([id]) => {
    const { x, y } = positionOf(part, id);
    return frameUnder(scenario, { x: x + offset.x, y: y + offset.y });
  });
  return under.every((broker) => broker === under[0]) ? under[0] : undefined;
}
