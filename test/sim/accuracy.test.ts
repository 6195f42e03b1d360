/** The page, the presets and the code say the same: what was found is kept, and some of it is measured anew. */
import { describe, expect, it } from 'vitest';
import { PRESET_FITS } from '#core/scenario/presetFits.ts';
import { read } from '../support/tidy/sources.ts';
import { Fitting } from '../calibrate/fit.ts';
import { accuracyPage } from '../calibrate/page.ts';
import { anchorsOf, fitsOf, median, type SystemResult, systemsOf, WITHIN } from '../calibrate/results.ts';
import found from '../calibrate/results.json' with { type: 'json' };
import beside from '../verify/results.json' with { type: 'json' };
import type { System } from '../calibrate/system.ts';

const results = found as unknown as readonly SystemResult[];

describe('accuracy', () => {
  it('docs/accuracy.md and the presets are what npm run calibrate and npm run verify:compose found', () => {
    expect(read('docs/accuracy.md')).toBe(accuracyPage(results, beside));
    expect(PRESET_FITS).toEqual(fitsOf(results));
  });

  it('at least ten of the fourteen anchors are within a quarter, the pair of A8 within a tenth', () => {
    const anchors = anchorsOf(results);
    expect(anchors.map(({ anchor }) => anchor)).toEqual(Array.from({ length: 14 }, (_, i) => `A${i + 1}`));
    expect(anchors.filter((anchor) => anchor.median <= WITHIN).length).toBeGreaterThanOrEqual(10);
    expect(anchors.find(({ anchor }) => anchor === 'A8')!.worst).toBeLessThan(0.1);
  });

  const systems = new Map(systemsOf(results).map((system, i) => [system.preset, [system, results[i]!] as const]));
  it.each([
    ['rabbitmq-4.0-quorum-slow-ssd', 'standard'],
    ['rabbitmq-4.0-quorum-slow-ssd', 'raised'],
    ['rabbitmq-2014-loopback', 'far'],
    ['rabbitmq-3.10-2-cores', 'persistent 100'],
  ] as const)('%s, %s: the engine still gives what was found', (preset, run) => {
    const [system, { params, modelled }] = systems.get(preset)!;
    const measured = new Fitting(system).measure(run, params);
    const ratios = system.figures.flatMap(({ name, run: of }, i) => (of === run ? [measured[name]! / modelled[i]!] : []));
    expect(ratios.length).toBeGreaterThan(0);
    expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThan(0.005);
  });

  it('finds a parameter by the figure it decides, and says what it cannot reach', () => {
    const toy = (published: number): System => ({
      preset: 'dev-laptop',
      setups: {},
      start: { us: 1 },
      fits: [{ param: 'us', anchor: 'A1', name: 'rate', low: 1, high: 100 }],
      fields: () => ({}),
      runs: { run: ({ us = 1 }) => ({ rate: Math.min(500_000, 1e6 / us) }) },
      figures: [{ anchor: 'A1', name: 'rate', unit: '/s', published, run: 'run' }],
    });
    expect(Math.abs(1e6 / new Fitting(toy(123_456)).fit().us! / 123_456 - 1)).toBeLessThan(0.005);
    expect(new Fitting(toy(10)).fit().us).toBe(100);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});
