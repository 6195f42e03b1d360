import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../core/base/limits.ts';
import type { BrokerDoc, NodeDoc, QueueDoc, Scenario } from '../../../core/scenario/scenario.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import type { Edit } from '../../../renderer/document/edits.ts';
import { GESTURE, MERGE_WITHIN_MS } from '../../../renderer/document/history.ts';
import { newNode } from '../../../core/scenario/defaults.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

const queue = (name: string): QueueDoc => ({ ...newNode('queue', name), overflow: 'reject' });
const broker = (name: string): BrokerDoc => ({ ...newNode('broker', name), threads: 4 });
const add = (id: string, node: NodeDoc = queue(id)): Edit => ({ kind: 'addNode', id, node, position: { x: 0, y: 0 } });

/** Key order says nothing in a document: an undone deletion puts its key last. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}

function clockedStore() {
  const clock = { ms: 0 };
  return { clock, store: createDocumentStore(newScenario('t'), () => clock.ms) };
}

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyId = fc.constantFrom(...ids);
const anyPoint = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const simpleEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('addNode' as const), id: anyId, node: fc.constantFrom(queue('q'), broker('s')), position: anyPoint }),
  fc.record({ kind: fc.constant('removeItems' as const), nodes: fc.subarray(ids, { maxLength: 2 }), edges: fc.subarray(['e1', 'e2'], { maxLength: 1 }) }),
  fc.record({
    kind: fc.constant('connect' as const),
    id: fc.constantFrom('e1', 'e2', 'e3'),
    edge: fc.record({ from: anyId, to: anyId, latency: fc.constant('1ms'), share: fc.constant(1) }),
  }),
  fc.record({
    kind: fc.constant('setField' as const),
    path: anyId.map((id) => ['model', 'nodes', id, 'maxLength']),
    value: fc.integer({ min: 0, max: 9 }),
    mergeKey: fc.constantFrom('k1', 'k2'),
  }),
  fc.record({ kind: fc.constant('rename' as const), node: anyId, name: fc.string({ maxLength: 3 }), mergeKey: fc.constant('n') }),
  fc.record({ kind: fc.constant('moveNodes' as const), positions: fc.dictionary(anyId, anyPoint, { maxKeys: 3 }) }),
  fc.record({ kind: fc.constant('setBroker' as const), nodes: fc.subarray(ids, { maxLength: 2 }), broker: fc.option(anyId, { nil: undefined }) }),
  fc.record({
    kind: fc.constant('resizeFrame' as const),
    node: anyId,
    position: anyPoint,
    size: fc.record({ width: fc.integer({ min: 100, max: 900 }), height: fc.integer({ min: 100, max: 900 }) }),
  }),
);
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: simpleEdit },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('batch' as const), label: fc.constant('paste' as const), edits: fc.array(simpleEdit, { maxLength: 4 }) }),
  },
);

describe('undo and redo', () => {
  test('any 500 edits undone give the first document, redone the last, byte for byte', () => {
    const run = fc.array(fc.tuple(anyEdit, fc.integer({ min: 0, max: 2 * MERGE_WITHIN_MS })), { minLength: 500, maxLength: 500 });
    fc.assert(
      fc.property(run, (edits) => {
        const { clock, store } = clockedStore();
        const first = canonical(store.getState().scenario);
        for (const [edit, waitMs] of edits) {
          clock.ms += waitMs;
          store.getState().apply(edit);
        }
        const last = canonical(store.getState().scenario);
        while (store.getState().canUndo) store.getState().undo();
        expect(canonical(store.getState().scenario)).toBe(first);
        expect(store.getState().dirty).toBe(false);
        while (store.getState().canRedo) store.getState().redo();
        expect(canonical(store.getState().scenario)).toBe(last);
      }),
      { numRuns: 12, seed: 20261122 },
    );
  });

  test('typing under one merge key is one step; a pause or another field begins the next', () => {
    const { clock, store } = clockedStore();
    store.getState().apply(add('a'));
    const type = (value: number, mergeKey = 'a.maxLength') =>
      store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'a', 'maxLength'], value, mergeKey });
    for (const n of [1, 12, 123]) {
      clock.ms += MERGE_WITHIN_MS - 1;
      type(n);
    }
    clock.ms += MERGE_WITHIN_MS;
    type(7);
    const length = () => (store.getState().scenario.model.nodes.a as QueueDoc).maxLength;
    store.getState().undo();
    expect(length()).toBe(123);
    store.getState().undo();
    expect(length()).toBe(0);
    expect(store.getState().undoLabel).toBe('add');
  });

  test('a drag is one step however slow it is; the next drag is another', () => {
    const { clock, store } = clockedStore();
    store.getState().apply(add('a'));
    const drag = (value: number, gesture: number) =>
      store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'a', 'maxLength'], value, mergeKey: `${GESTURE}${gesture}` });
    for (const n of [1, 2, 3]) {
      drag(n, 1);
      clock.ms += 10 * MERGE_WITHIN_MS;
    }
    drag(9, 2);
    const length = () => (store.getState().scenario.model.nodes.a as QueueDoc).maxLength;
    store.getState().undo();
    expect(length()).toBe(3);
    store.getState().undo();
    expect(length()).toBe(0);
  });

  test('a step that was undone and brought back takes in no later typing', () => {
    const { store } = clockedStore();
    store.getState().apply(add('a'));
    const type = (value: number) => store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'a', 'maxLength'], value, mergeKey: 'k' });
    type(1);
    store.getState().undo();
    store.getState().redo();
    type(2);
    store.getState().undo();
    expect((store.getState().scenario.model.nodes.a as QueueDoc).maxLength).toBe(1);
  });

  test('keeps the newest steps up to the limit', () => {
    const { store } = clockedStore();
    for (let i = 0; i < 4; i++) store.getState().apply(add(`n${i}`));
    for (let i = 1; i < LIMITS.undoSteps; i++) store.getState().apply({ kind: 'moveNodes', positions: { n0: { x: i, y: 0 } } });
    let steps = 0;
    for (; store.getState().canUndo; steps++) store.getState().undo();
    expect(steps).toBe(LIMITS.undoSteps);
    expect(Object.keys(store.getState().scenario.model.nodes)).toEqual(['n0', 'n1', 'n2']);
    expect(store.getState().dirty).toBe(true);
  });

  test('an edit that changes nothing is no step', () => {
    const { store } = clockedStore();
    store.getState().apply(add('a'));
    store.getState().apply({ kind: 'rename', node: 'a', name: 'a' });
    store.getState().apply({ kind: 'moveNodes', positions: { a: { x: 0, y: 0 }, gone: { x: 1, y: 1 } } });
    store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'gone', 'maxLength'], value: 3 });
    store.getState().undo();
    expect(store.getState().canUndo).toBe(false);
  });
});

describe('what an edit does', () => {
  test('removing a broker keeps its queues; removing a node takes its edges and objectives', () => {
    const { store } = clockedStore();
    const { apply } = store.getState();
    apply(add('s', broker('s')));
    apply(add('q'));
    apply(add('r'));
    apply({ kind: 'setBroker', nodes: ['q'], broker: 's' });
    apply({ kind: 'connect', id: 'e', edge: { from: 'r', to: 'q', latency: '1ms', share: 1 } });
    apply({ kind: 'setField', path: ['model', 'objectives'], value: [{ metric: 'depthMax', node: 'r', below: 5 }] });
    expect((store.getState().scenario.model.nodes.q as QueueDoc).broker).toBe('s');
    apply({ kind: 'removeItems', nodes: ['s', 'r'], edges: [] });
    const { model, view } = store.getState().scenario;
    expect(model.nodes.q).toEqual(queue('q'));
    expect(model.edges).toEqual({});
    expect(model.objectives).toEqual([]);
    expect(Object.keys(view.positions)).toEqual(['q']);
  });

  test('untouched parts keep their identity', () => {
    const { store } = clockedStore();
    store.getState().apply(add('a'));
    store.getState().apply(add('b'));
    const before = store.getState().scenario.model.nodes.b;
    store.getState().apply({ kind: 'rename', node: 'a', name: 'orders' });
    expect(store.getState().scenario.model.nodes.b).toBe(before);
  });

  test('a destination goes only onto a broker', () => {
    const { store } = clockedStore();
    store.getState().apply(add('q'));
    store.getState().apply(add('r'));
    store.getState().apply({ kind: 'setBroker', nodes: ['q'], broker: 'r' });
    expect(store.getState().scenario.model.nodes.q).not.toHaveProperty('broker');
  });
});

describe('saved or not', () => {
  test('dirty follows the document back and forth past the saved version', () => {
    const { store } = clockedStore();
    store.getState().apply(add('a'));
    store.getState().markSaved('shop.spillway.json', store.getState().version);
    expect(store.getState()).toMatchObject({ dirty: false, fileName: 'shop.spillway.json' });
    store.getState().undo();
    expect(store.getState().dirty).toBe(true);
    store.getState().redo();
    expect(store.getState().dirty).toBe(false);
  });

  test('another document starts clean, with nothing to undo', () => {
    const { store } = clockedStore();
    store.getState().apply(add('a'));
    const other: Scenario = newScenario('other');
    store.getState().replace(other, 'other.json');
    expect(store.getState()).toMatchObject({ scenario: other, dirty: false, canUndo: false, fileName: 'other.json', documentNumber: 1 });
  });
});

test('going back to an earlier model is one edit: nodes that are there again lie where they lay, and undo brings the later one', () => {
  const { store } = clockedStore();
  const { apply, undo } = store.getState();
  apply({ ...add('a'), position: { x: 40, y: 50 } } as Edit);
  apply(add('b'));
  const earlier = store.getState().scenario;
  apply({ kind: 'removeItems', nodes: ['a'], edges: [] });
  apply(add('c'));
  apply({ kind: 'moveNodes', positions: { b: { x: 7, y: 8 } } });
  const later = store.getState().scenario;
  apply({ kind: 'restoreModel', design: earlier });
  const { scenario, undoLabel, version } = store.getState();
  expect(scenario.model).toEqual(earlier.model);
  expect(scenario.view.positions).toEqual({ a: { x: 40, y: 50 }, b: { x: 7, y: 8 } });
  expect(undoLabel).toBe('restore');
  apply({ kind: 'restoreModel', design: earlier });
  expect(store.getState().version).toBe(version);
  undo();
  expect(canonical(store.getState().scenario)).toBe(canonical(later));
});
