import { expect, it } from 'vitest';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { chartSpecs, LINES_MAX, scopeOf } from '../../../renderer/charts/chartSpecs.ts';

const LOAD = { kind: 'constant', rate: '100/s' };
const node = (kind: string, broker?: string) =>
  ({ kind, name: kind, ...(kind === 'producer' ? { load: LOAD } : {}), ...(broker === undefined ? {} : { broker }) }) as NodeDoc;
const link = (from: string, to: string) => ({ from, to, latency: '1ms', share: 1 });
/** web → orders → work → done → mail; the topic and the queue are on one broker. */
const model: Model = {
  seed: 1,
  horizon: '1s',
  nodes: {
    kafka: node('broker'),
    web: node('producer'),
    orders: node('topic', 'kafka'),
    work: node('consumer'),
    done: node('queue', 'kafka'),
    mail: node('consumer'),
  },
  edges: { 1: link('web', 'orders'), 2: link('orders', 'work'), 3: link('work', 'done'), 4: link('done', 'mail') },
  faults: [],
  objectives: [],
};
const nothing = { nodes: [], edges: [] };
const lines = (selection: { nodes: string[]; edges: string[] }) =>
  Object.fromEntries(chartSpecs(model, selection).map((spec) => [spec.id, spec.lines.map((line) => `${line.node} ${line.metric}`)]));

it('shows everything while nothing is selected, and the latency of the last consumers only', () => {
  expect(lines(nothing)).toEqual({
    throughput: ['web out', 'web rate', 'work processed', 'mail processed'],
    backlog: ['orders lag', 'done depth'],
    latency: ['mail latencyP50', 'mail latencyP95', 'mail latencyP99'],
  });
});

it('follows the selection to its neighbours', () => {
  expect([...scopeOf(model, { nodes: ['orders'], edges: [] })].sort()).toEqual(['orders', 'web', 'work']);
  expect([...scopeOf(model, { nodes: [], edges: ['4'] })].sort()).toEqual(['done', 'mail']);
  expect(lines({ nodes: ['work'], edges: [] }).latency).toEqual(['work latencyP50', 'work latencyP95', 'work latencyP99']);
});

it('takes a broker for its destinations', () => {
  expect(lines({ nodes: ['kafka'], edges: [] }).backlog).toEqual(['orders lag', 'done depth']);
});

it('gives a node one colour in all charts', () => {
  const many = { ...model, nodes: { ...model.nodes, sms: node('consumer'), push: node('consumer') } };
  const specs = chartSpecs(many, nothing);
  const of = (chart: number) => specs[chart]?.lines.find((line) => line.node === 'mail')?.color;
  expect(of(0)).toBeDefined();
  expect(of(2)).toBe(of(0));
});

it('shows no more lines than can be told apart, and says how many are missing', () => {
  const crowd = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, node('producer')]));
  const [throughput] = chartSpecs({ ...model, nodes: crowd, edges: {} }, nothing);
  expect([throughput?.lines.length, throughput?.more]).toEqual([LINES_MAX, 30 - LINES_MAX]);
});

it('draws the plan of the producer that is selected, or of the only one', () => {
  const two = { ...model, nodes: { ...model.nodes, app: node('producer') } };
  const plans = (nodes: string[], of: Model = two) => chartSpecs(of, { nodes, edges: [] })[0]!.lines.flatMap((line) => (line.isPlan ? line.node : []));
  expect(plans([], model)).toEqual(['web']);
  expect([plans([]), plans(['app']), plans(['app', 'web'])]).toEqual([[], ['app'], []]);
  const loop = { ...node('producer'), load: { kind: 'users', users: 5, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' } } as NodeDoc;
  expect(plans([], { ...model, nodes: { ...model.nodes, web: loop } })).toEqual([]);
});
