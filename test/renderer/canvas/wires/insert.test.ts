import { beforeEach, describe, expect, test } from 'vitest';
import { newEdge, newNode } from '../../../../core/scenario/defaults.ts';
import { hasErrors } from '../../../../core/scenario/issues.ts';
import type { EdgeDoc, NodeKind } from '../../../../core/scenario/scenario.ts';
import { formatScenario } from '../../../../core/scenario/serialize.ts';
import { validate } from '../../../../core/scenario/validate.ts';
import { healEdit } from '../../../../renderer/canvas/wires/heal.ts';
import { chainsFor, chainWith, insertEdit } from '../../../../renderer/canvas/wires/insert.ts';
import { reconnectEdit, reconnectRefusal } from '../../../../renderer/canvas/wires/reconnect.ts';
import { createDocumentStore } from '../../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../../renderer/document/newScenario.ts';

let store = createDocumentStore(newScenario(), () => 0);
const scenario = () => store.getState().scenario;
const add = (id: string, kind: NodeKind, x: number, y = 0) =>
  store
    .getState()
    .apply({ kind: 'addNode', id, node: newNode(kind, id), position: { x, y }, ...(kind === 'broker' ? { size: { width: 400, height: 300 } } : {}) });
const connect = (from: string, to: string, more: Partial<EdgeDoc> = {}) =>
  store.getState().apply({ kind: 'connect', id: `${from}-${to}`, edge: { ...newEdge(from, to), ...more } });
const wires = () =>
  Object.values(scenario().model.edges)
    .map(({ from, to }) => `${from}>${to}`)
    .sort();
/** Applies it, and that undo gives the same bytes back. */
function once(edit: Parameters<ReturnType<typeof store.getState>['apply']>[0]): void {
  const before = formatScenario(scenario());
  store.getState().apply(edit);
  const after = formatScenario(scenario());
  store.getState().undo();
  expect(formatScenario(scenario())).toBe(before);
  store.getState().redo();
  expect(formatScenario(scenario())).toBe(after);
}

beforeEach(() => {
  store = createDocumentStore(newScenario(), () => 0);
  add('p', 'producer', 0);
  add('q', 'queue', 320);
  add('c', 'consumer', 640);
  add('t', 'topic', 960);
  connect('p', 'q', { latency: '7ms', share: 0.5 });
  connect('q', 'c');
  connect('c', 't');
});

describe('inserting', () => {
  test('an exchange goes between a producer and a queue; the wire keeps its id, latency and share, and what lies beyond makes room', () => {
    const { edit, nodes } = insertEdit(scenario(), 'p-q', ['exchange'])!;
    once(edit);
    expect(nodes).toEqual(['exchange']);
    expect(wires()).toEqual(['c>t', 'exchange>q', 'p>exchange', 'q>c']);
    expect(scenario().model.edges['p-q']).toMatchObject({ to: 'exchange', latency: '7ms', share: 0.5 });
    expect(scenario().view.positions.q!.x - scenario().view.positions.exchange!.x).toBeGreaterThanOrEqual(208 + 72);
    expect(hasErrors(validate(scenario().model))).toBe(false);
  });

  test('where one alone may not stand, a consumer passes on', () => {
    expect(chainWith(scenario(), 'c-t', 'queue')).toEqual(['queue', 'consumer']);
    expect(chainWith(scenario(), 'q-c', 'topic')).toEqual(['consumer', 'topic']);
    once(insertEdit(scenario(), 'q-c', ['consumer', 'topic'])!.edit);
    expect(wires()).toEqual(['c>t', 'consumer>topic', 'p>q', 'q>consumer', 'topic>c']);
  });

  test('what is delivered does not become what dies: no queue goes alone behind a queue', () => {
    expect(chainsFor(scenario(), 'q-c').filter((chain) => chain.length === 1)).toEqual([]);
    expect(chainsFor(scenario(), 'p-q').map((chain) => chain.join(' '))).toContain('exchange');
    expect(chainsFor(scenario(), 'gone')).toEqual([]);
  });

  test('an exchange before a queue on a broker is put on that broker, whose frame grows around it', () => {
    add('s', 'broker', 280, -60);
    store.getState().apply({ kind: 'setBroker', nodes: ['q'], broker: 's' });
    once(insertEdit(scenario(), 'p-q', ['exchange'])!.edit);
    expect(scenario().model.nodes.exchange).toMatchObject({ broker: 's' });
    expect(scenario().view.positions.s!.x).toBeLessThan(scenario().view.positions.exchange!.x);
  });

  test('one that is there already is taken, and stays where it was dropped', () => {
    add('x', 'exchange', 200, 40);
    once(insertEdit(scenario(), 'p-q', ['exchange'], { id: 'x', kind: 'exchange' }, { x: 304, y: 96 })!.edit);
    expect(wires()).toEqual(['c>t', 'p>x', 'q>c', 'x>q']);
    expect(scenario().view.positions.x).toEqual({ x: 200, y: 40 });
  });
});

describe('healing', () => {
  test('an exchange taken out: who sent to it sends to what was behind it, with the latency it had', () => {
    once(insertEdit(scenario(), 'p-q', ['exchange'])!.edit);
    once(healEdit(scenario(), ['exchange']).edit);
    expect(wires()).toEqual(['c>t', 'p>q', 'q>c']);
    expect(Object.values(scenario().model.edges).find(({ to }) => to === 'q')).toMatchObject({ latency: '7ms', share: 0.5 });
  });

  test('a queue and the consumer behind it: the flow goes on past both', () => {
    const { edit, healed } = healEdit(scenario(), ['q', 'c']);
    once(edit);
    expect([wires(), healed]).toEqual([['p>t'], 1]);
  });

  test('where nothing may be connected the components just go', () => {
    const { edit, healed } = healEdit(scenario(), ['q']);
    once(edit);
    expect([wires(), healed]).toEqual([['c>t'], 0]);
  });
});

describe('reconnecting', () => {
  test('keeps what still means something, and is one step', () => {
    add('q2', 'queue', 320, 200);
    once(reconnectEdit(scenario(), 'p-q', 'p', 'q2')!);
    expect(scenario().model.edges['p-q']).toMatchObject({ from: 'p', to: 'q2', latency: '7ms', share: 0.5 });
    expect(store.getState().undoLabel).toBe('reconnect');
  });

  test('a wire that comes to lead out of an exchange gets a binding; one that leaves it loses its own', () => {
    add('x', 'exchange', 0, 200);
    once(reconnectEdit(scenario(), 'p-q', 'x', 'q')!);
    expect(scenario().model.edges['p-q']).toMatchObject({ bindings: [{ key: '#' }], share: 1, latency: '250us' });
    once(reconnectEdit(scenario(), 'p-q', 'p', 'q')!);
    expect(scenario().model.edges['p-q']?.bindings).toBeUndefined();
  });

  test('faults of a wire that no longer crosses a network go with it', () => {
    add('x', 'exchange', 0, 200);
    store.getState().apply({ kind: 'setField', path: ['model', 'faults'], value: [{ kind: 'linkDelay', target: 'p-q', at: '1s', extra: '1ms' }] });
    once(reconnectEdit(scenario(), 'p-q', 'x', 'q')!);
    expect(scenario().model.faults).toEqual([]);
  });

  test('it does not stand in its own way, but others do; where it was is no change', () => {
    expect(reconnectRefusal(scenario(), 'p-q', 'p', 'q')).toBeUndefined();
    expect(reconnectRefusal(scenario(), 'p-q', 'p', 'c')?.code).toBe('edge.notAllowed');
    connect('p', 't');
    expect(reconnectRefusal(scenario(), 'p-q', 'p', 't')?.code).toBe('edge.duplicate');
    expect(reconnectEdit(scenario(), 'p-q', 'p', 'q')).toBeUndefined();
    expect(reconnectEdit(scenario(), 'gone', 'p', 'q')).toBeUndefined();
  });
});
