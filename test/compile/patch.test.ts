import { describe, expect, test } from 'vitest';
import { align } from '#core/compile/align.ts';
import { compile } from '#core/compile/compile.ts';
import { patch } from '#core/compile/patch.ts';
import type { Plan } from '#core/compile/plan.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { EdgeDoc, Model } from '#core/scenario/scenario.ts';

const NODES = {
  c: newNode('consumer', 'worker'),
  k: newNode('broker', 'rabbit1'),
  p: newNode('producer', 'shop'),
  q: { ...newNode('queue', 'jobs'), broker: 'k' },
  t: newNode('topic', 'log'),
};
const MODEL: Model = {
  seed: 1,
  horizon: '10s',
  nodes: NODES,
  edges: { pq: newEdge('p', 'q'), qc: newEdge('q', 'c') },
  faults: [],
  objectives: [{ metric: 'dropped', node: '', below: 1 }],
};

function planOf(model: Model): Plan {
  const { plan, issues } = compile(model);
  if (plan === undefined) throw new Error(JSON.stringify(issues));
  return plan;
}
const omit = (...ids: (keyof typeof NODES)[]): Model['nodes'] => Object.fromEntries(Object.entries(NODES).filter(([id]) => !ids.includes(id as never)));
const to = (changes: Partial<Model>) => patch(planOf(MODEL), planOf({ ...MODEL, ...changes }));
const toNode = (id: keyof typeof NODES, changes: object) => to({ nodes: { ...NODES, [id]: { ...NODES[id], ...changes } } });

describe('patch', () => {
  test('the same plan is the same, and so is another way to write it', () => {
    expect(to({})).toEqual({ kind: 'same' });
    expect(to({ horizon: '10000ms' })).toEqual({ kind: 'same' });
  });

  test.each<[string, keyof typeof NODES, object]>([
    ['a rate', 'p', { load: { kind: 'constant', rate: '7/s' } }],
    ['a load of another kind', 'p', { load: { kind: 'ramp', from: '1/s', to: '9/s', over: '5s' } }],
    [
      'a load that is drawn',
      'p',
      {
        load: {
          kind: 'drawn',
          points: [
            { at: '0s', rate: '1/s' },
            { at: '5s', rate: '9/s' },
          ],
        },
      },
    ],
    ['bursts', 'p', { load: { kind: 'bursts', rates: ['1/s', '9/s'], holds: ['1s', '2s'] } }],
    ['a work time', 'c', { workTime: { kind: 'exponential', mean: '1ms' } }],
    ['how often work fails', 'c', { failureProbability: 0.5 }],
    ['more consumers', 'c', { count: 4 }],
    ['more work at a time', 'c', { concurrency: 4 }],
    ['a prefetch', 'c', { prefetch: 10 }],
    ['a cost', 'k', { costPerRequest: '1ms' }],
    ['threads', 'k', { threads: 1 }],
    ['a queue’s length', 'q', { maxLength: 10 }],
    ['a queue’s time to live', 'q', { messageTtl: '5s' }],
    ['a queue’s delivery limit', 'q', { deliveryLimit: 3 }],
    ['how long a topic keeps', 't', { retentionTime: '1h', segmentTime: '10m' }],
    ['how much a topic keeps', 't', { retentionBytes: '1GiB', segmentBytes: '64MiB' }],
    ['a name', 'q', { name: 'tasks' }],
    ['sizes', 'p', { size: { kind: 'constant', value: '1B' } }],
    ['what happens to a failure', 'c', { onFailure: 'drop' }],
    ['a group, with other instances', 'c', { group: 'g' }],
  ])('%s changes live', (_, id, changes) => {
    expect(toNode(id, changes)).toMatchObject({
      kind: 'live',
      added: [],
      removed: [],
      settings: expect.arrayContaining([expect.objectContaining({ node: id })]),
    });
  });

  test('users and how long they think change live; a curve, users and a recording never become one another', () => {
    const load = (doc: object) => planOf({ ...MODEL, nodes: { ...NODES, p: { ...NODES.p, load: doc } as typeof NODES.p } });
    const users = { kind: 'users', users: 3, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' };
    const replay = { kind: 'replayMessages', rows: ['1s', '2s,k'] };
    const restart = { kind: 'restart', reason: 'setting', node: 'p', field: 'load' };
    expect(patch(load(users), load({ ...users, users: 9, thinkTime: { kind: 'exponential', mean: '2s' } }))).toMatchObject({ kind: 'live' });
    expect(patch(load(users), planOf(MODEL))).toEqual(restart);
    expect(patch(planOf(MODEL), load(users))).toEqual(restart);
    expect(patch(planOf(MODEL), load(replay))).toEqual(restart);
    expect(patch(load(replay), load({ ...replay, rows: ['1s'] }))).toEqual(restart);
    expect(patch(load(replay), load(replay))).toEqual({ kind: 'same' });
  });

  test('a latency and a share change live', () => {
    expect(to({ edges: { ...MODEL.edges, pq: { ...newEdge('p', 'q'), latency: '9ms', share: 0.5 } } })).toEqual({
      kind: 'live',
      added: [],
      removed: [],
      settings: [
        { node: 'pq', field: 'latencyUs' },
        { node: 'pq', field: 'share' },
      ],
    });
    expect(to({ edges: { ...MODEL.edges, qc: { ...newEdge('q', 'c'), latency: '9ms' } } })).toMatchObject({
      kind: 'live',
      settings: [{ node: 'qc', field: 'latencyUs' }],
    });
  });

  test.each<[string, keyof typeof NODES, object, string]>([
    ['keys', 'p', { keys: { kind: 'uniform', count: 3 } }, 'keys'],
    ['who closes a channel', 'p', { closeWhenDone: true }, 'closeWhenDone'],
    ['how records are sent', 'p', { linger: '0s' }, 'send'],
    ['an overflow', 'q', { overflow: 'reject' }, 'overflow'],
    ['a queue turned topic', 'q', { ...newNode('topic', 'jobs'), maxLength: undefined, overflow: undefined, broker: 'k' }, 'kind'],
  ])('%s needs a restart', (_, id, changes, field) => {
    expect(toNode(id, changes)).toEqual({ kind: 'restart', reason: 'setting', node: id, field });
  });

  test.each<[string, Partial<Model>, object]>([
    ['a seed', { seed: 2 }, { reason: 'seed' }],
    ['a horizon', { horizon: '11s' }, { reason: 'horizon' }],
  ])('%s needs a restart', (_, changes, expected) => {
    expect(to(changes)).toMatchObject({ kind: 'restart', ...expected });
  });

  test.each<[string, Partial<Model>, object]>([
    ['a new node', { nodes: { ...NODES, a: newNode('broadcast', 'a') } }, { added: ['a'] }],
    ['a removed node with its edge', { nodes: omit('p'), edges: { qc: newEdge('q', 'c') } }, { removed: ['p', 'pq'] }],
    ['a removed edge', { edges: { pq: newEdge('p', 'q') } }, { removed: ['qc'] }],
    ['an objective', { objectives: [] }, { settings: [{ node: '', field: 'objectives' }] }],
  ])('%s changes live', (_, changes, expected) => {
    expect(to(changes)).toEqual({ kind: 'live', added: [], removed: [], settings: [], ...expected });
  });

  test('what came back under its id is added, and must be what it was', () => {
    const [all, fewer] = [planOf(MODEL), planOf({ ...MODEL, nodes: omit('t') })];
    const gone = align(all, fewer);
    expect(patch(gone, all)).toMatchObject({ kind: 'live', added: ['t'], removed: [] });
    const other = planOf({ ...MODEL, nodes: { ...NODES, t: { ...NODES.t, partitions: 9 } } });
    expect(patch(gone, other)).toMatchObject({ kind: 'restart', reason: 'setting', node: 't', field: 'partitions' });
  });

  test('an edge moved elsewhere under its old id is removed and added', () => {
    const nodes = { ...NODES, r: { ...newNode('queue', 'r'), broker: 'k' } };
    const moved = { ...MODEL.edges, pq: newEdge('p', 'r') };
    expect(patch(planOf({ ...MODEL, nodes }), planOf({ ...MODEL, nodes, edges: moved }))).toMatchObject({ kind: 'live', added: ['pq'], removed: ['pq'] });
  });

  test('a dead-letter wire comes and goes live', () => {
    const nodes = { ...NODES, r: { ...newNode('queue', 'r'), broker: 'k' } };
    const [without, wired] = [MODEL.edges, { ...MODEL.edges, qr: newEdge('q', 'r') }].map((edges) => planOf({ ...MODEL, nodes, edges })) as [Plan, Plan];
    expect(patch(without, wired)).toMatchObject({ kind: 'live', added: ['qr'] });
    expect(patch(wired, without)).toMatchObject({ kind: 'live', removed: ['qr'] });
  });

  test('another binding changes live, and so does another end of the wire', () => {
    const nodes = { ...NODES, x: newNode('exchange', 'x'), y: newNode('exchange', 'y'), r: newNode('queue', 'r'), s: newNode('queue', 's') };
    const edges = (wire: Partial<EdgeDoc>) => ({ ...MODEL.edges, xr: { ...newEdge('x', 'r'), ...wire } });
    const between = (from: Partial<EdgeDoc>, next: Partial<EdgeDoc>) =>
      patch(planOf({ ...MODEL, nodes, edges: edges(from) }), planOf({ ...MODEL, nodes, edges: edges(next) }));
    expect(between({}, { bindings: [{ key: '' }] })).toEqual({ kind: 'same' });
    expect(between({}, { bindings: [{ key: 'a' }, { key: 'b' }] })).toMatchObject({ kind: 'live', settings: [{ node: 'xr', field: 'bindings' }] });
    expect(between({}, { to: 's' })).toMatchObject({ kind: 'live', added: ['xr'], removed: ['xr'] });
    expect(between({ to: 'y' }, { to: 'y', role: 'alternate' })).toMatchObject({ kind: 'live', added: ['xr'], removed: ['xr'] });
  });

  test('a restart anywhere outweighs what could change live', () => {
    const nodes = { ...NODES, c: { ...NODES.c, count: 3 }, p: { ...NODES.p, linger: '1s' } };
    expect(to({ nodes })).toMatchObject({ kind: 'restart', node: 'p' });
  });
});
