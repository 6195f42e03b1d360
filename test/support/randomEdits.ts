/** What people do to a design, drawn at random: each from the document as it is, through the functions the canvas and the inspector use. */
import { type EdgeId, NOTE_COLORS, type NodeId, type NodeKind, type NoteId, type Scenario } from '#core/scenario/scenario.ts';
import { addNodeEdit } from '../../renderer/canvas/addNode.ts';
import { partOf, pasteEdit } from '../../renderer/canvas/clipboard.ts';
import { connectNewEdit, kindsFor } from '../../renderer/canvas/connectNew.ts';
import { connectNodes } from '../../renderer/canvas/connectionRules.ts';
import { dropEdit, moveEdits } from '../../renderer/canvas/dropEdit.ts';
import { positionOf } from '../../renderer/canvas/frames.ts';
import { addNoteEdit, frameAroundEdit } from '../../renderer/canvas/notes/noteEdits.ts';
import type { Edit } from '../../renderer/document/edits.ts';

/** Three numbers decide what an action is about. */
export type Draw = readonly [number, number, number];
type Action = (scenario: Scenario, draw: Draw) => Edit | undefined;

const KINDS: readonly NodeKind[] = ['producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'broker'];
const pick = <T>(list: readonly T[], n: number): T | undefined => (list.length === 0 ? undefined : list[n % list.length]);
const nodeIds = ({ model }: Scenario): NodeId[] => Object.keys(model.nodes);
const noteIds = ({ view }: Scenario): NoteId[] => Object.keys(view.notes ?? {});
const edgeIds = ({ model }: Scenario): EdgeId[] => Object.keys(model.edges);
const spot = (a: number, b: number) => ({ x: (a % 1_600) - 200, y: (b % 900) - 100 });
/** Beyond this, a design only shrinks: the test is about many edits, not about a large design. */
const MANY = 60;

const ACTIONS: Readonly<Record<string, Action>> = {
  add: (scenario, [a, b, c]) => (nodeIds(scenario).length > MANY ? undefined : addNodeEdit(scenario, pick(KINDS, c)!, spot(a, b)).edit),
  remove: (scenario, [a, b]) => {
    const node = pick(nodeIds(scenario), a);
    const edge = pick(edgeIds(scenario), b);
    return { kind: 'removeItems', nodes: node !== undefined && a % 3 === 0 ? [node] : [], edges: edge === undefined ? [] : [edge] };
  },
  connect: (scenario, [a, b]) => {
    const from = pick(nodeIds(scenario), a);
    const to = pick(nodeIds(scenario), b);
    if (from === undefined || to === undefined) return undefined;
    const result = connectNodes(scenario.model, from, to);
    return 'edit' in result ? result.edit : undefined;
  },
  connectNew: (scenario, [a, b, c]) => {
    const fixed = pick(nodeIds(scenario), a);
    if (fixed === undefined || nodeIds(scenario).length > MANY) return undefined;
    const kind = pick(kindsFor(scenario.model, fixed, 'source'), c);
    return kind === undefined ? undefined : connectNewEdit(scenario, fixed, 'source', kind, spot(b, c)).edit;
  },
  rename: (scenario, [a, b]) => {
    const node = pick(nodeIds(scenario), a);
    return node === undefined ? undefined : { kind: 'rename', node, name: pick(['orders', '订单', '支付 "x"', ''], b)!, mergeKey: `name ${node}` };
  },
  setField: (scenario, [a, b, c]) => {
    const id = pick(nodeIds(scenario), a);
    const node = id === undefined ? undefined : scenario.model.nodes[id];
    if (id === undefined || node === undefined) return undefined;
    const fields = Object.entries(node).filter(([name]) => !['kind', 'name', 'broker'].includes(name));
    const [name, value] = pick(fields, b) ?? [undefined, undefined];
    if (name === undefined) return undefined;
    const next = typeof value === 'number' ? c % 9 : typeof value === 'boolean' ? !value : typeof value === 'string' ? `${c % 90}ms` : undefined;
    return { kind: 'setField', path: ['model', 'nodes', id, name], value: next ?? (value as never), mergeKey: `${id} ${name}` };
  },
  optionalField: (scenario, [a, b]) => {
    const edge = pick(edgeIds(scenario), a);
    return edge === undefined ? undefined : { kind: 'setField', path: ['model', 'edges', edge, 'deadLetterKey'], value: b % 2 === 0 ? `k${b % 5}` : undefined };
  },
  drag: (scenario, [a, b, c]) => {
    const id = pick(nodeIds(scenario), a);
    return id === undefined ? undefined : dropEdit(scenario, { [id]: spot(b, c) });
  },
  nudge: (scenario, [a, b]) => {
    const id = pick(nodeIds(scenario), a);
    if (id === undefined) return undefined;
    const at = positionOf(scenario, id);
    return { kind: 'batch', label: 'move', edits: moveEdits(scenario, { [id]: { x: at.x + (b % 3) * 8, y: at.y } }), mergeKey: 'nudge' };
  },
  resize: (scenario, [a, b, c]) => {
    const node = pick(
      nodeIds(scenario).filter((id) => scenario.model.nodes[id]?.kind === 'broker'),
      a,
    );
    return node === undefined
      ? undefined
      : { kind: 'resizeFrame', node, position: positionOf(scenario, node), size: { width: 240 + (b % 400), height: 176 + (c % 300) } };
  },
  setBroker: (scenario, [a, b]) => {
    const brokers = nodeIds(scenario).filter((id) => scenario.model.nodes[id]?.kind === 'broker');
    const node = pick(nodeIds(scenario), a);
    return node === undefined ? undefined : { kind: 'setBroker', nodes: [node], broker: pick([undefined, ...brokers], b) };
  },
  paste: (scenario, [a, b]) => {
    const ids = nodeIds(scenario)
      .filter((_, i) => (a >> (i % 20)) % 2 === 1)
      .slice(0, 6);
    if (ids.length === 0 || nodeIds(scenario).length > MANY) return undefined;
    return pasteEdit(scenario, partOf(scenario, { nodes: ids, edges: [] }), { x: b % 50, y: 24 }, 'duplicate').edit;
  },
  note: (scenario, [a, b]) => (noteIds(scenario).length > MANY ? undefined : addNoteEdit(scenario, a % 2 === 0 ? 'note' : 'frame', spot(a, b)).edit),
  frameAround: (scenario, [a]) => {
    const node = pick(nodeIds(scenario), a);
    return node === undefined || noteIds(scenario).length > MANY ? undefined : frameAroundEdit(scenario, { nodes: [node], edges: [] })?.edit;
  },
  changeNote: (scenario, [a, b]) => {
    const note = pick(noteIds(scenario), a);
    const change = b % 2 === 0 ? { text: `**${b % 9}** 峰值` } : { color: pick(NOTE_COLORS, b)! };
    return note === undefined ? undefined : { kind: 'changeNote', note, change, mergeKey: `note ${note}` };
  },
  moveNote: (scenario, [a, b, c]) => {
    const note = pick(noteIds(scenario), a);
    if (note === undefined) return undefined;
    return b % 2 === 0
      ? { kind: 'moveNotes', positions: { [note]: spot(b, c) } }
      : { kind: 'resizeNote', note, position: spot(b, c), size: { width: 100 + (b % 90), height: 64 + (c % 90) } };
  },
  removeNote: (scenario, [a]) => {
    const note = pick(noteIds(scenario), a);
    return note === undefined ? undefined : { kind: 'removeItems', nodes: [], edges: [], notes: [note] };
  },
  title: (_, [a]) => ({ kind: 'setField', path: ['view', 'title'], value: a % 2 === 0 ? `Design ${a % 7}` : { en: 'Sale', zh: '大促' }, mergeKey: 'title' }),
};

export const ACTION_NAMES = Object.keys(ACTIONS);

/** Undefined where there is nothing to do it to. */
export const randomEdit = (scenario: Scenario, name: string, draw: Draw): Edit | undefined => ACTIONS[name]?.(scenario, draw);
