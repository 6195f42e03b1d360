import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { changesOf, isLoss, tooMany, VERSIONS_MAX } from '../../../renderer/document/versions.ts';

describe('tooMany', () => {
  test('keeps the newest and the oldest and never more than the limit, whatever the instants', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 60 }), (drawn) => {
        const instants = drawn.toSorted((a, b) => a - b);
        const dropped = tooMany(instants, (instants.at(-1) ?? 0) + 1);
        const kept = instants.filter((at) => !dropped.includes(at));
        expect(kept).toHaveLength(Math.min(instants.length, VERSIONS_MAX));
        expect([kept[0], kept.at(-1)]).toEqual([instants[0], instants.at(-1)]);
      }),
    );
  });

  test('after a week of work, one version a minute: the last minutes, hours and days are all there', () => {
    const MINUTE = 60_000;
    let kept: number[] = [];
    for (let minute = 1; minute <= 7 * 24 * 60; minute++) {
      kept.push(minute * MINUTE);
      const dropped = tooMany(kept, minute * MINUTE);
      kept = kept.filter((at) => !dropped.includes(at));
    }
    const ages = kept.map((at) => 7 * 24 * 60 - at / MINUTE);
    expect(ages.filter((age) => age <= 10).length).toBeGreaterThanOrEqual(3);
    expect(ages.filter((age) => age > 10 && age <= 120).length).toBeGreaterThanOrEqual(2);
    expect(ages.filter((age) => age > 24 * 60).length).toBeGreaterThanOrEqual(2);
  });
});

test('half of a design taken out at once is a loss; a few parts are not', () => {
  const [design] = EXAMPLES;
  const full = design!.scenario;
  expect(isLoss(full, newScenario())).toBe(true);
  const [first, ...others] = Object.entries(full.model.nodes);
  expect(first).toBeDefined();
  expect(isLoss(full, { ...full, model: { ...full.model, nodes: Object.fromEntries(others) } })).toBe(false);
  expect(isLoss(newScenario(), full)).toBe(false);
});

test('what one has that the other has not, by id', () => {
  expect(changesOf({ a: { x: 1 }, b: { x: 1 }, c: {} }, { b: { x: 2 }, c: {}, d: {}, e: {} })).toEqual({ added: 2, removed: 1, changed: 1 });
});
