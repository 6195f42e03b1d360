import { expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { Draft } from '#core/compose/import/draft.ts';
import { newNode } from '#core/scenario/defaults.ts';

const PLACE = { file: 'a', line: 1, column: 1 };

it('draws only edges that may be drawn, each once', () => {
  const draft = new Draft();
  const [p, q] = [draft.add(newNode('producer', 'p'), PLACE)!, draft.add(newNode('queue', 'q'), PLACE)!];
  expect(draft.connect(p, q, PLACE)).toBe('p-q');
  expect([draft.connect(p, q, PLACE), draft.connect(q, p, PLACE), draft.connect(q, q, PLACE), draft.connect(p, 'gone', PLACE)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(draft.edgeBetween(p, q)).toBe('p-q');
});

it('holds no more than a design does, and says so once', () => {
  const draft = new Draft();
  const topic = { ...newNode('topic', 't'), partitions: LIMITS.partitionsPerTopic };
  for (let i = 0; i < 102; i++) draft.add(topic, PLACE);
  expect(draft.nodes.size).toBe(100);
  expect(draft.findings.map(({ code }) => code).filter((code) => code === 'limit')).toHaveLength(1);
});

it('says a name that it had to change, and no more findings than anybody reads', () => {
  const draft = new Draft();
  for (let i = 0; i < 600; i++) draft.add(newNode('queue', 'q'), PLACE);
  expect(draft.findings).toHaveLength(501);
  expect(draft.findings[0]).toMatchObject({ code: 'name', text: { en: '“q” is called “q-2” in the design.' } });
  expect(draft.findings.at(-1)).toMatchObject({ code: 'more', text: { en: '… and 99 more findings.' } });
});
