/** Every metric is explained: on the screen in both languages, and in docs/metrics.md in the same words. */
import { describe, expect, test } from 'vitest';
import { METRICS, type MetricName } from '#core/metrics/names.ts';
import { metrics as en } from '../../renderer/i18n/en/metrics.ts';
import { metrics as zh } from '../../renderer/i18n/zh/metrics.ts';
import { tableUnder } from '../support/tidy/markdown.ts';
import { read } from '../support/tidy/sources.ts';

const UNITS = { records: 'messages', bytes: 'bytes', us: 'µs', perSec: 'per second', count: 'number' } as const;
const names = Object.keys(METRICS) as MetricName[];
const textOf = (texts: Readonly<Record<string, string>>, name: string, part: string): string => texts[`metric.${name}.${part}`] ?? '';

describe('metrics', () => {
  test.each(names)('[MT17] %s has a name, a definition and a help text in both languages', (name) => {
    for (const part of ['name', 'what', 'help']) {
      expect(textOf(en, name, part)).toMatch(/\S/);
      expect(textOf(zh, name, part)).toMatch(/\p{Script=Han}/u);
    }
    expect(textOf(en, name, 'what')).toMatch(/\.$/);
    expect(textOf(zh, name, 'what')).toMatch(/。$/);
  });

  test('[MT17] docs/metrics.md says the same of each', () => {
    const page = read('docs/metrics.md');
    const recorded = names.map((name) => [`\`${name}\``, textOf(en, name, 'name'), METRICS[name].kind, UNITS[METRICS[name].unit], textOf(en, name, 'what')]);
    const inPage = tableUnder(page, 'Recorded');
    const byName = (a: readonly string[], b: readonly string[]) => (a[0]! < b[0]! ? -1 : 1);
    expect(inPage.toSorted(byName)).toEqual(recorded.toSorted(byName));
    const figures = [
      ...new Set(
        Object.keys(en)
          .filter((key) => key.startsWith('metric.'))
          .map((key) => key.replace(/^metric\.(.*)\.\w+$/, '$1')),
      ),
    ].filter((name) => !Object.hasOwn(METRICS, name));
    expect(tableUnder(page, 'Derived')).toEqual(figures.map((name) => [`\`${name}\``, textOf(en, name, 'name'), textOf(en, name, 'what')]));
  });
});
