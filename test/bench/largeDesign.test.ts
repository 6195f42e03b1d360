import { describe, expect, it } from 'vitest';
import { must } from '#core/base/assert.ts';
import { compile } from '#core/compile/compile.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { validate } from '#core/scenario/validate.ts';
import { CELL_EDGES, CELL_NODES, largeDesign } from './largeDesign.ts';

describe('large designs', () => {
  it.each([200, 1_000])('%i components and twice as many connections are a sound design that survives a file', (nodes) => {
    const design = largeDesign(nodes, 100_000);
    expect(Object.keys(design.model.nodes)).toHaveLength(nodes);
    expect(Object.keys(design.model.edges)).toHaveLength((nodes * CELL_EDGES) / CELL_NODES);
    expect(validate(design.model)).toEqual([]);
    expect(compile(design.model).plan).toBeDefined();
    const text = formatScenario(design);
    expect(formatScenario(must(parseScenario(text).scenario, 'a scenario'))).toBe(text);
  });

  it('holds every kind of component', () => {
    const kinds = new Set(Object.values(largeDesign(80, 1_000).model.nodes).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['broadcast', 'broker', 'channel', 'consumer', 'exchange', 'producer', 'queue', 'topic']);
  });

  it('is the same for the same numbers', () => expect(formatScenario(largeDesign(200, 100_000))).toBe(formatScenario(largeDesign(200, 100_000))));
});
