import { describe, expect, test } from 'vitest';
import { newEdge } from '#core/scenario/defaults.ts';
import { edgesOnLoops } from '#core/scenario/loops.ts';
import { validate } from '#core/scenario/validate.ts';
import { modelOf, node } from '../support/design.ts';

const graph = (...pairs: string[]) => pairs.map((pair): [string, ReturnType<typeof newEdge>] => [pair, newEdge(pair[0]!, pair[1]!)]);

describe('edges on loops', () => {
  test.each([
    ['a chain has none', ['ab', 'bc', 'cd'], []],
    ['a triangle is all loop', ['ab', 'bc', 'ca'], ['ab', 'bc', 'ca']],
    ['a tail and a head are not', ['xa', 'ab', 'ba', 'by'], ['ab', 'ba']],
    ['two loops joined by a bridge', ['ab', 'ba', 'bc', 'cd', 'dc'], ['ab', 'ba', 'cd', 'dc']],
    ['a diamond is no loop', ['ab', 'ac', 'bd', 'cd'], []],
  ])('%s', (_name, pairs, found) => {
    expect(edgesOnLoops(graph(...pairs)).map(([id]) => id)).toEqual(found);
  });

  test('a chain of two thousand does not overflow', () => {
    const chain = Array.from({ length: 2_000 }, (_, i): [string, ReturnType<typeof newEdge>] => [`e${i}`, newEdge(`n${i}`, `n${i + 1}`)]);
    expect(edgesOnLoops(chain)).toEqual([]);
    expect(edgesOnLoops([...chain, ['back', newEdge('n2000', 'n0')]])).toHaveLength(2_001);
  });

  test('a round through a queue that holds messages for a time is how one retries', () => {
    const edges = ['p>work', 'work>c', 'c>wait', 'wait>work'];
    const loop = (wait: object) => validate(modelOf({ p: node('producer'), work: node('queue'), c: node('consumer'), wait: node('queue', wait) }, edges));
    expect(loop({ messageTtl: '5s' })).toEqual([]);
    expect(loop({}).map((i) => `${i.code} ${i.path.at(-1)}`)).toEqual(['edge.loop c>wait']);
  });

  test('a consumer that forwards into its own source is warned about', () => {
    const model = modelOf({ p: node('producer'), q: node('queue'), c: node('consumer') }, ['p>q', 'q>c', 'c>q']);
    expect(validate(model).map((i) => `${i.severity} ${i.code} ${i.path.join('.')}`)).toEqual(['warning edge.loop model.edges.c>q']);
  });
});
