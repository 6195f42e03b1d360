/**
 * Something put into a wire: a component, or two where one alone may not stand there (a queue before a topic needs a consumer
 * that passes on what it holds). Pure: which may be there, and the edit, one undo step.
 */
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { newNode } from '#core/scenario/defaults.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../../document/afterEdit.ts';
import type { Edit, Point } from '../../document/edits.ts';
import { boxOfNode } from '../box.ts';
import { brokerOf, canHaveBroker, frameUnder } from '../frames.ts';
import { freeId, freeName } from '../freeId.ts';
import { growEdits } from '../grow.ts';
import { GRID, NODE_HEIGHT, NODE_WIDTH, snap } from '../nodes/geometry.ts';
import { edgeMeaning, fittedEdge, withoutEdge, wouldOnlyDie } from './fittedEdge.ts';

/** Kinds from one end of the wire to the other. */
export type Chain = readonly NodeKind[];

const SINGLE: readonly NodeKind[] = ['exchange', 'queue', 'topic', 'broadcast', 'channel', 'consumer'];
const DESTINATIONS: readonly NodeKind[] = ['queue', 'topic', 'broadcast', 'channel'];
/** What may be tried, what is shortest first. */
const CHAINS: readonly Chain[] = [
  ...SINGLE.map((kind): Chain => [kind]),
  ...DESTINATIONS.map((kind): Chain => [kind, 'consumer']),
  ...DESTINATIONS.map((kind): Chain => ['consumer', kind]),
];

/** One component of the chain that is there already. */
export interface Present {
  readonly id: NodeId;
  readonly kind: NodeKind;
}

/** What the menu on a wire offers. */
export const chainsFor = (scenario: Scenario, edge: EdgeId): Chain[] => CHAINS.filter((chain) => insertEdit(scenario, edge, chain) !== undefined);

/** The shortest chain with this kind in it that the wire takes. */
export function chainWith(scenario: Scenario, edge: EdgeId, kind: NodeKind, present?: Present): Chain | undefined {
  return CHAINS.find((chain) => chain.includes(kind) && insertEdit(scenario, edge, chain, present) !== undefined);
}

export interface Inserted {
  readonly edit: Edit;
  /** In their order on the wire. */
  readonly nodes: readonly NodeId[];
}

/** Room for a wire and the figure on it. */
const WIRE = 9 * GRID;

/**
 * undefined where the chain may not stand. `middle` is where its first new component is put; left out, it is put in the middle of
 * the wire, and what lies beyond makes room. `present` stays where it is.
 */
export function insertEdit(scenario: Scenario, edge: EdgeId, chain: Chain, present?: Present, middle?: Point): Inserted | undefined {
  const old = Object.hasOwn(scenario.model.edges, edge) ? scenario.model.edges[edge] : undefined;
  if (old === undefined) return undefined;
  const places = placesOf(scenario, old, chain, middle);
  const own = present && scenario.model.nodes[present.id];
  const [first = { x: 0, y: 0 }] = places.at;
  const brokers = [frameUnder(scenario, first), brokerOf(scenario.model.nodes[old.to]), brokerOf(scenario.model.nodes[old.from]), undefined];
  for (const broker of new Set(own === undefined ? brokers : [brokerOf(own), ...brokers])) {
    const inserted = tryInsert(scenario, { edge, old, chain, present, broker, places });
    if (inserted !== undefined) return inserted;
  }
  return undefined;
}

interface Attempt {
  readonly edge: EdgeId;
  readonly old: EdgeDoc;
  readonly chain: Chain;
  readonly present: Present | undefined;
  readonly broker: NodeId | undefined;
  readonly places: Places;
}

function tryInsert(scenario: Scenario, { edge, old, chain, present, broker, places }: Attempt): Inserted | undefined {
  const edits: Edit[] = places.makeRoom === undefined ? [] : [places.makeRoom];
  const nodes: NodeId[] = [];
  const taken: Record<string, NodeDoc> = { ...scenario.model.nodes };
  for (const [i, kind] of chain.entries()) {
    if (present?.kind === kind && !nodes.includes(present.id)) {
      nodes.push(present.id);
      const doc = scenario.model.nodes[present.id];
      if (doc !== undefined && canHaveBroker(doc) && brokerOf(doc) !== broker) edits.push({ kind: 'setBroker', nodes: [present.id], broker });
      continue;
    }
    const id = freeId(taken, kind);
    const plain = newNode(kind, freeName(taken, id));
    const node = broker !== undefined && canHaveBroker(plain) ? ({ ...plain, broker } as NodeDoc) : plain;
    taken[id] = node;
    nodes.push(id);
    edits.push({ kind: 'addNode', id, node, position: places.at[i] ?? { x: 0, y: 0 } });
  }
  let after = afterEdit({ ...scenario, model: withoutEdge(scenario.model, edge) }, { kind: 'batch', label: 'insert', edits });
  const ends = [old.from, ...nodes, old.to];
  const meaning = edgeMeaning(scenario.model, old.from, old.to);
  const wires: Edit[] = [];
  for (let i = 1; i < ends.length; i++) {
    const [from, to] = [ends[i - 1] as NodeId, ends[i] as NodeId];
    if (connectionRefusal(after.model, from, to) !== undefined || wouldOnlyDie(after.model, from, to, meaning)) return undefined;
    const isFirst = i === 1;
    const doc = isFirst ? fittedEdge(after.model, old, from, to, meaning) : newEdgeBetween(from, to, after.model.nodes[from], after.model.nodes[to]);
    // What the wire was called stays with its beginning: its share and bindings are those of who sends.
    const wire: Edit = { kind: 'connect', id: isFirst ? edge : freeId({ ...after.model.edges, [edge]: true }, `${from}-${to}`), edge: doc };
    wires.push(wire);
    after = afterEdit(after, wire);
  }
  const all = [...edits, ...wires];
  return { edit: { kind: 'batch', label: 'insert', edits: [...all, ...growEdits(after, broker === undefined ? [] : [broker])] }, nodes };
}

interface Places {
  readonly at: readonly Point[];
  readonly makeRoom: Edit | undefined;
}

function placesOf(scenario: Scenario, { from, to }: EdgeDoc, chain: Chain, middle: Point | undefined): Places {
  const [a, b] = [boxOfNode(scenario, from), boxOfNode(scenario, to)];
  const step = NODE_WIDTH + WIRE;
  const row = (start: Point) => chain.map((_, i) => ({ x: snap(start.x + i * step), y: snap(start.y) }));
  if (middle !== undefined) return { at: row({ x: middle.x - NODE_WIDTH / 2, y: middle.y - NODE_HEIGHT / 2 }), makeRoom: undefined };
  const y = (a.y + b.y) / 2;
  const room = b.x - (a.x + a.width);
  const wanted = chain.length * step + WIRE;
  // A wire that leads back has what it leads to on its left: below it there is room.
  if (room < 0) return { at: row({ x: (a.x + b.x) / 2, y: Math.max(a.y, b.y) + NODE_HEIGHT + 4 * GRID }), makeRoom: undefined };
  const start = a.x + a.width + (room >= wanted ? (room - chain.length * step + WIRE) / 2 : WIRE);
  return { at: row({ x: start, y }), makeRoom: room >= wanted ? undefined : shiftFrom(scenario, from, to, snap(wanted - room)) };
}

/** Everything that begins where the wire ends, or beyond, moves right; a frame that is left is not stretched. */
function shiftFrom(scenario: Scenario, from: NodeId, to: NodeId, by: number): Edit {
  const { model, view } = scenario;
  const frame = brokerOf(model.nodes[to]);
  const edge = frame === undefined || frame === brokerOf(model.nodes[from]) ? boxOfNode(scenario, to).x : boxOfNode(scenario, frame).x;
  const nodes = Object.keys(model.nodes).flatMap((id) => {
    const box = boxOfNode(scenario, id);
    return box.x >= edge ? [[id, { x: box.x + by, y: box.y }] as const] : [];
  });
  const notes = Object.entries(view.notes ?? {}).flatMap(([id, { x, y }]) => (x >= edge ? [[id, { x: x + by, y }] as const] : []));
  return {
    kind: 'batch',
    label: 'move',
    edits: [
      { kind: 'moveNodes', positions: Object.fromEntries(nodes) },
      { kind: 'moveNotes', positions: Object.fromEntries(notes) },
    ],
  };
}
