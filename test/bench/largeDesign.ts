/**
 * Large designs for measuring the screen: cells of twenty components and forty connections, in turn a Kafka, a RabbitMQ and an
 * ActiveMQ server and a program of channels, that together are offered `ratePerSec` messages a second. The same numbers give
 * the same design.
 */
import { type NodeOf, newEdge, newNode } from '#core/scenario/defaults.ts';
import { type EdgeDoc, FORMAT, type NodeDoc, type NodeKind, type Scenario, VERSION } from '#core/scenario/scenario.ts';

export const CELL_NODES = 20;
export const CELL_EDGES = 40;
const PRODUCERS = 6;
const CONSUMERS = 8;
/** Places on the canvas, in its pixels. */
const ROW = 136;
const COLUMN = { producers: 0, frame: 272, inFrame: 304, consumers: 624 } as const;
const CELL = { width: 912, height: CONSUMERS * ROW + 64 } as const;
const FRAME = { width: 272, height: 5 * ROW + 64 } as const;

type Systems = 'kafka' | 'rabbitmq' | 'activemq' | 'channels';
const TURN: readonly Systems[] = ['kafka', 'rabbitmq', 'activemq', 'channels'];

/** What one cell adds to. */
interface Draft {
  readonly nodes: Record<string, NodeDoc>;
  readonly edges: Record<string, EdgeDoc>;
  readonly positions: Record<string, { x: number; y: number }>;
  readonly sizes: Record<string, { width: number; height: number }>;
}

/** `nodes` must be a multiple of CELL_NODES; edges are twice as many. */
export function largeDesign(nodes: number, ratePerSec: number): Scenario {
  const cells = nodes / CELL_NODES;
  const columns = Math.ceil(Math.sqrt(cells * 2));
  const draft: Draft = { nodes: {}, edges: {}, positions: {}, sizes: {} };
  for (let cell = 0; cell < cells; cell++) {
    const corner = { x: (cell % columns) * CELL.width, y: Math.floor(cell / columns) * CELL.height };
    addCell(new Cell(draft, cell, corner), TURN[cell % TURN.length] ?? 'kafka', ratePerSec / cells / PRODUCERS);
  }
  return {
    format: FORMAT,
    version: VERSION,
    model: { seed: 1, horizon: '2m', nodes: draft.nodes, edges: draft.edges, faults: [], objectives: [] },
    view: { title: `${nodes} components`, positions: draft.positions, sizes: draft.sizes },
  };
}

class Cell {
  readonly #draft: Draft;
  readonly #number: number;
  readonly #corner: { readonly x: number; readonly y: number };

  constructor(draft: Draft, number: number, corner: { readonly x: number; readonly y: number }) {
    this.#draft = draft;
    this.#number = number;
    this.#corner = corner;
  }

  id(part: string): string {
    return `c${this.#number}-${part}`;
  }

  add<K extends NodeKind>(kind: K, part: string, x: number, y: number, fields: Partial<NodeOf<K>> = {}): void {
    const id = this.id(part);
    this.#draft.nodes[id] = { ...newNode(kind, `${part} ${this.#number}`), ...fields };
    this.#draft.positions[id] = { x: this.#corner.x + x, y: this.#corner.y + y };
    if (kind === 'broker') this.#draft.sizes[id] = FRAME;
  }

  connect(from: string, to: string, fields: Partial<EdgeDoc> = {}): void {
    this.#draft.edges[`${this.id(from)}-${to}`] = { ...newEdge(this.id(from), this.id(to)), ...fields };
  }
}

function addCell(cell: Cell, system: Systems, ratePerSec: number): void {
  const load = { kind: 'constant', rate: `${Number(ratePerSec.toFixed(3))}/s` } as const;
  const variants = system === 'rabbitmq' ? ['a', 'b', 'c', 'd'].map((routingKey) => ({ weight: 1, routingKey })) : [];
  for (let i = 0; i < PRODUCERS; i++)
    cell.add('producer', `p${i}`, COLUMN.producers, i * ROW + ROW, { load, variants: variants as NodeOf<'producer'>['variants'] });
  const work = { workTime: { kind: 'constant', value: '200us' }, concurrency: 16, prefetch: 200 } as const;
  for (let i = 0; i < CONSUMERS; i++) cell.add('consumer', `w${i}`, COLUMN.consumers, i * ROW, { ...work, group: `g${i % 4}` });
  ADD[system](cell);
}

const broker = (cell: Cell, profile: NodeOf<'broker'>['profile']) => cell.add('broker', 'server', COLUMN.frame, ROW, { profile, costPerRequest: '5us' });
const inFrame = (i: number) => [COLUMN.inFrame, i * ROW + ROW + 48] as const;
const each = (count: number, body: (i: number) => void) => Array.from({ length: count }, (_, i) => body(i));
/** A third of what a producer sends each way. */
const THIRD = { share: 1 / 3 } as const;

const ADD: Readonly<Record<Systems, (cell: Cell) => void>> = {
  kafka(cell) {
    broker(cell, 'kafka-4.1');
    each(5, (i) => cell.add('topic', `t${i}`, ...inFrame(i), { broker: cell.id('server'), partitions: 6 }));
    each(PRODUCERS, (p) => each(3, (k) => cell.connect(`p${p}`, `t${(p + k) % 4}`, THIRD)));
    each(6, (w) => each(2, (k) => cell.connect(`t${(w + k) % 4}`, `w${w}`)));
    each(2, (k) => each(2, (w) => cell.connect(k === 0 ? 't4' : `t${w + 2}`, `w${w + 6}`)));
    each(6, (w) => cell.connect(`w${w}`, 't4', { share: 0.1 }));
  },
  rabbitmq(cell) {
    broker(cell, 'rabbitmq-4.3');
    const on = { broker: cell.id('server') };
    cell.add('exchange', 'x', ...inFrame(0), { ...on, type: 'direct' });
    each(4, (i) => cell.add('queue', `q${i}`, ...inFrame(i + 1), on));
    each(PRODUCERS, (p) => cell.connect(`p${p}`, 'x', THIRD));
    each(PRODUCERS, (p) => each(2, (k) => cell.connect(`p${p}`, `q${(p + k) % 4}`, THIRD)));
    each(4, (i) => cell.connect('x', `q${i}`, { bindings: [{ key: 'abcd'.charAt(i) }] }));
    each(2, (i) => cell.connect(`q${i}`, 'q3'));
    each(CONSUMERS, (w) => each(2, (k) => cell.connect(`q${(w + k) % 4}`, `w${w}`)));
  },
  activemq(cell) {
    broker(cell, 'activemq-5.17');
    const on = { broker: cell.id('server') };
    cell.add('broadcast', 'b', ...inFrame(0), on);
    each(4, (i) => cell.add('queue', `q${i}`, ...inFrame(i + 1), on));
    each(PRODUCERS, (p) => cell.connect(`p${p}`, 'b', { share: 0.2 }));
    each(PRODUCERS, (p) => each(2, (k) => cell.connect(`p${p}`, `q${(p + k) % 4}`, { share: 0.4 })));
    each(2, (w) => cell.connect('b', `w${w}`));
    each(6, (w) => each(2, (k) => cell.connect(`q${(w + k) % 4}`, `w${w + 2}`)));
    each(2, (w) => cell.connect(`q${w + 2}`, `w${w + 2}`));
    each(6, (w) => cell.connect(`w${w + 2}`, 'b', { share: 0.1 }));
  },
  channels(cell) {
    each(6, (i) => cell.add('channel', `ch${i}`, ...inFrame(i), { capacity: 256 }));
    each(PRODUCERS, (p) => each(3, (k) => cell.connect(`p${p}`, `ch${(p + k) % 5}`, THIRD)));
    each(6, (w) => each(2, (k) => cell.connect(`ch${(w + k) % 5}`, `w${w}`)));
    each(2, (k) => each(2, (w) => cell.connect(k === 0 ? 'ch5' : `ch${w}`, `w${w + 6}`)));
    each(6, (w) => cell.connect(`w${w}`, 'ch5', { share: 0.1 }));
  },
};
