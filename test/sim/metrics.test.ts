/** Every metric at every sample of small runs of every system, against a recomputation from the log of what happened. */
import { describe, expect, test } from 'vitest';
import { METRICS, type MetricName } from '#core/metrics/names.ts';
import { Run } from '#core/run/run.ts';
import { planOf } from '../support/design.ts';
import { Context } from './metrics/context.ts';
import { DESIGNS } from './metrics/designs.ts';
import { EventLog } from './metrics/eventLog.ts';
import { Taps } from './metrics/taps.ts';
import { TWINS } from './metrics/twins.ts';

const SAMPLE_US = 1_000_000;
/** The histogram's. */
const ERROR = 0.004;

const isQuantile = (metric: MetricName): boolean => metric.startsWith('latencyP');
const isEqual = (metric: MetricName, measured: number, expected: number): boolean =>
  Object.is(measured, expected) || measured === expected || (isQuantile(metric) && Math.abs(measured - expected) <= expected * ERROR + 1);

/** What does not agree, and which metrics were compared and were not always nothing. */
function compare(name: string): { readonly differ: readonly string[]; readonly compared: ReadonlySet<MetricName> } {
  const log = new EventLog();
  const run = new Run({ ...planOf(DESIGNS[name]!), sampleUs: SAMPLE_US }, 0, new Taps(log), true);
  const bare = new Run(run.world.plan, 0, undefined, true);
  const { columns } = run.schema;
  const differ: string[] = [];
  const compared = new Set<MetricName>();
  let sinceUs = 0;
  while (run.advance(run.end, 1) === 1) {
    log.add({ kind: 'fired' });
    if (!run.hasFrames) continue;
    const { rows, data, events } = run.takeFrames();
    if (rows > 0) {
      while (bare.events < run.events) bare.advance(run.end, run.events - bare.events);
      const context = new Context(log, run.world, sinceUs, bare.world.kernel.trace);
      columns.forEach(({ entity, metric, index }, i) => {
        const expected = TWINS[metric](context, entity, index ?? 0);
        if (expected === undefined) return;
        if (expected !== 0 && !Number.isNaN(expected)) compared.add(metric);
        if (isEqual(metric, data[i]!, expected)) return;
        const place = index === undefined ? '' : ` ${index}`;
        differ.push(`${metric}${place} of '${entity}' at ${run.nowUs / 1_000_000} s: ${data[i]!}, recomputed ${expected}`);
      });
      sinceUs = run.nowUs;
    }
    for (const event of events) log.add({ kind: 'told', event });
  }
  return { differ, compared };
}

describe('metrics against the log', () => {
  const compared = new Set<MetricName>();

  test.each(Object.keys(DESIGNS))('[MT18] all that is measured of %s', (name) => {
    const result = compare(name);
    for (const metric of result.compared) compared.add(metric);
    expect(result.differ.slice(0, 20)).toEqual([]);
  });

  test('[MT18] no metric is left out', () => {
    const never = (Object.keys(METRICS) as MetricName[]).filter((metric) => !compared.has(metric));
    expect(never).toEqual([]);
  });
});
