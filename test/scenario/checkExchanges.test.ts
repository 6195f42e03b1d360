import { describe, expect, it } from 'vitest';
import { formatPath } from '#core/scenario/issues.ts';
import type { EdgeDoc, ExchangeDoc, Model } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';

type Wires = Readonly<Record<string, Partial<EdgeDoc>>>;

/** Exchanges a to d, two queues, and the wires given as 'a>b'. */
function design(wires: Wires, types: Readonly<Record<string, ExchangeDoc['type']>> = {}): Model {
  const exchanges = ['a', 'b', 'c', 'd'].map((id) => [id, { ...newNode('exchange', id), type: types[id] ?? 'topic' }]);
  const nodes = Object.fromEntries([
    ...exchanges,
    ['p', newNode('producer', 'p')],
    ['q', newNode('queue', 'q')],
    ['r', newNode('queue', 'r')],
  ]) as Model['nodes'];
  const edges = Object.entries(wires).map(([id, fields]): [string, EdgeDoc] => {
    const [from = '', to = ''] = id.split('>');
    return [id, { ...newEdge(from, to), ...fields }];
  });
  return { seed: 1, horizon: '1s', nodes, edges: Object.fromEntries(edges), faults: [], objectives: [] };
}

/** What is wrong, but that something is not connected. */
const found = (...given: Parameters<typeof design>) =>
  validate(design(...given)).flatMap(({ code, path, severity }) => (code === 'node.unconnected' ? [] : [`${severity} ${code} ${formatPath(path.slice(2))}`]));

describe('exchanges in a design', () => {
  it('take what RabbitMQ takes', () => {
    expect(
      found({ 'p>a': {}, 'a>q': { bindings: [{ key: 'x.#' }, { key: 'y' }] }, 'a>b': { role: 'alternate' }, 'b>q': {}, 'q>b': { deadLetterKey: 'k' } }),
    ).toEqual([]);
  });

  it('say where a setting is on the wrong wire', () => {
    expect(
      found({
        'p>a': { bindings: [{ key: '' }] },
        'a>q': { role: 'alternate' },
        'a>b': { role: 'alternate', bindings: [{ key: '' }] },
        'q>r': { deadLetterKey: 'k' },
      }).filter((one) => !one.startsWith('warning')),
    ).toEqual([
      'error edge.fieldMisplaced a>b.bindings',
      'error edge.fieldMisplaced a>q.role',
      'error edge.fieldMisplaced p>a.bindings',
      'error edge.fieldMisplaced q>r.deadLetterKey',
    ]);
  });

  it('say which binding their type does not look at, and which matches nothing', () => {
    const types = { a: 'headers', b: 'direct', c: 'fanout' } as const;
    expect(
      found(
        {
          'a>q': {
            bindings: [
              { key: '', match: 'any' },
              { key: '', match: 'any', arguments: { 'x-a': 1 } },
              { key: '', match: 'anyWithX', arguments: { 'x-a': 1 } },
            ],
          },
          'b>q': { bindings: [{ key: 'k', arguments: { a: 1 } }] },
          'c>q': { bindings: [{ key: 'k', match: 'all' }] },
          'd>q': { bindings: [] },
        },
        types,
      ),
    ).toEqual([
      'warning binding.never a>q.bindings.0.arguments',
      'warning binding.never a>q.bindings.1.arguments',
      'warning binding.ignored b>q.bindings.0.arguments',
      'warning binding.ignored c>q.bindings.0.match',
      'warning binding.none d>q.bindings',
    ]);
  });

  it('hold keys and values to the length AMQP gives them', () => {
    const long = 'x'.repeat(256);
    expect(
      found(
        { 'a>q': { bindings: [{ key: long }] }, 'b>q': { bindings: [{ key: '', arguments: { h: long } }] }, 'q>a': { deadLetterKey: long } },
        { b: 'headers' },
      ),
    ).toEqual(['error schema.text a>q.bindings.0.key', 'error schema.text b>q.bindings.0.arguments.h', 'error schema.text q>a.deadLetterKey']);
  });

  it('have one alternate', () => {
    expect(found({ 'a>b': { role: 'alternate' }, 'a>c': { role: 'alternate' } })).toEqual(['error exchange.secondAlternate a>c.role']);
  });

  it('may be bound in a ring, which is told, but not leave to each other what they cannot route', () => {
    expect(found({ 'a>b': {}, 'b>c': { role: 'alternate' }, 'c>a': {}, 'c>d': {} })).toEqual([
      'warning exchange.bindingRing a>b',
      'warning exchange.bindingRing b>c',
      'warning exchange.bindingRing c>a',
    ]);
    expect(found({ 'a>b': { role: 'alternate' }, 'b>a': { role: 'alternate' } })).toEqual([
      'error exchange.alternateRing a>b.role',
      'error exchange.alternateRing b>a.role',
    ]);
  });

  it('know only their own broker', () => {
    const model = design({ 'a>q': {}, 'q>b': {} });
    const nodes = { ...model.nodes, k: newNode('broker', 'k'), q: { ...newNode('queue', 'q'), broker: 'k' } };
    expect(validate({ ...model, nodes }).flatMap(({ code, severity }) => (severity === 'error' ? [code] : []))).toEqual([
      'edge.bindingBroker',
      'edge.deadLetterBroker',
    ]);
  });
});
