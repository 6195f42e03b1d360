import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionRefusal, kindsRefusal } from '#core/scenario/canConnect.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { Model, NodeKind } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { scenarios } from './arbitrary.ts';

const KINDS: NodeKind[] = ['broker', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'producer', 'consumer'];

describe('connectionRefusal', () => {
  test('clients send to destinations, destinations deliver to consumers, queues and exchanges pass on to both, and nothing else', () => {
    const allowed = KINDS.flatMap((from) => KINDS.filter((to) => kindsRefusal(from, to) === undefined).map((to) => `${from} ${to}`));
    const destinations = ['topic', 'queue', 'broadcast', 'channel'];
    const inside = ['queue queue', 'queue exchange', 'exchange queue', 'exchange exchange', 'producer exchange', 'consumer exchange'];
    const expected = [...inside, ...destinations.flatMap((d) => [`producer ${d}`, `consumer ${d}`, `${d} consumer`])];
    expect(allowed.sort()).toEqual(expected.sort());
  });

  test('why not, with names to show', () => {
    const nodes = { p: newNode('producer', 'shop'), q: newNode('queue', 'orders'), t: newNode('topic', 'log'), c: newNode('consumer', 'worker') };
    const model: Model = { seed: 1, horizon: '1s', nodes, edges: { e: newEdge('p', 'q'), f: newEdge('q', 'c') }, faults: [], objectives: [] };
    expect(connectionRefusal(model, 'p', 't')).toBeUndefined();
    expect(connectionRefusal(model, 'p', 'q')).toEqual({ code: 'edge.duplicate', params: { from: 'shop', to: 'orders' } });
    expect(connectionRefusal(model, 'p', 'p')).toEqual({ code: 'edge.self', params: {} });
    expect(connectionRefusal(model, 'p', 'toString')).toEqual({ code: 'edge.dangling', params: { node: 'toString' } });
    expect(connectionRefusal(model, 'p', 'c')).toEqual({ code: 'edge.notAllowed', params: { from: 'producer', to: 'consumer' } });
    expect(connectionRefusal(model, 't', 'c')).toEqual({ code: 'consumer.mixedSources', params: { has: 'queue', adds: 'topic' } });
  });

  test('dead letters of a queue go to one other, on the same broker', () => {
    const nodes = { k: newNode('broker', 'k'), a: newNode('queue', 'a'), b: newNode('queue', 'b'), c: newNode('queue', 'c') };
    const model: Model = { seed: 1, horizon: '1s', nodes, edges: {}, faults: [], objectives: [] };
    expect(connectionRefusal(model, 'a', 'b')).toBeUndefined();
    const wired = { ...model, edges: { e: newEdge('a', 'b') } };
    expect(connectionRefusal(wired, 'a', 'c')).toEqual({ code: 'edge.secondDeadLetter', params: { from: 'a', other: 'b' } });
    expect(connectionRefusal(wired, 'c', 'b')).toBeUndefined();
    const x = newNode('exchange', 'x');
    expect(connectionRefusal({ ...wired, nodes: { ...nodes, x } }, 'a', 'x')).toEqual({ code: 'edge.secondDeadLetter', params: { from: 'a', other: 'b' } });
    const apart = { ...model, nodes: { ...nodes, b: { ...nodes.b, broker: 'k' } } };
    expect(connectionRefusal(apart, 'a', 'b')).toEqual({ code: 'edge.deadLetterBroker', params: { from: 'a', to: 'b' } });
  });

  test('a wire is refused exactly when it would bring the document a new error', () => {
    const errors = (model: Model) =>
      validate(model).filter((i) => i.severity === 'error' && (i.code.startsWith('edge.') || i.code === 'consumer.mixedSources')).length;
    fc.assert(
      fc.property(scenarios, fc.nat(), fc.nat(), ({ model }, a, b) => {
        const ids = Object.keys(model.nodes);
        const [from, to] = [ids[a % ids.length] as string, ids[b % ids.length] as string];
        const wired = { ...model, edges: { ...model.edges, 'new': newEdge(from, to) } };
        expect(connectionRefusal(model, from, to) === undefined).toBe(errors(wired) === errors(model));
      }),
      { numRuns: 300 },
    );
  });
});
