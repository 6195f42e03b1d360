import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, planOf } from '../support/design.ts';
import { TestScreen } from '../support/testPort.ts';

/** A queue that drops from second 5 to 10, with objectives of each kind. */
const PLAN = planOf({
  ...modelOf(
    {
      p: node('producer', { load: { kind: 'spike', base: '50/s', peak: '500/s', at: '5s', rise: '0s', hold: '5s', fall: '0s' } }),
      q: node('queue', { maxLength: 100, overflow: 'dropHead' }),
      c: node('consumer', { prefetch: 5, workTime: { kind: 'constant', value: '10ms' } }),
    },
    ['p>q', 'q>c'],
    { horizon: '30s' },
  ),
  objectives: [
    { metric: 'dropped', node: '', atMost: 0 },
    { metric: 'depthMax', node: 'q', below: 50 },
    { metric: 'throughput', node: 'c', above: '1k/s' },
    { metric: 'drainTime', node: 'q', below: '5s' },
  ],
});

describe('objectives while a run goes on', () => {
  it('[O4] what can not be met any more is told when it is seen, the rest at the end, each once', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.runOut();
    const told = screen.all('frames').flatMap(({ batch }) => batch.events.filter(({ kind }) => kind === 'objective.missed'));
    expect(told.map(({ detail }) => detail.objective)).toEqual(['dropped ≤ 0', 'depthMax < 50', 'throughput ≥ 1k/s']);
    // A hundredth of the run is 0.3 s.
    expect(told.slice(0, 2).every(({ atUs }) => atUs > 5e6 && atUs <= 6e6)).toBe(true);
    expect(told[2]?.atUs).toBe(30e6);
    expect(screen.last('ended')?.report.objectives.map(({ met }) => met)).toEqual([false, false, false, true]);
  });

  it('[O4] how they stand is told at most four times a second', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'pace', pace: 1 });
    screen.command({ kind: 'run' });
    screen.host.advance(4_000_000);
    const told = screen.all('objectives');
    expect(told.length).toBeGreaterThan(8);
    expect(told.length).toBeLessThan(20);
    expect(told.at(-1)?.objectives.map(({ met }) => met)).toEqual([true, true, false, true]);
  });

  it('[O5] a report in between changes nothing', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'runTo', atUs: 8_000_000 });
    screen.host.settle();
    screen.request({ kind: 'report', runId: screen.runId });
    const part = screen.last('reported')!.report;
    expect(part.endedAtUs).toBe(8_000_000);
    expect(part.ledger.difference).toBe(0);
    screen.runOut();
    expect(screen.last('ended')?.report).toEqual(finish(new Run(PLAN)));
  });

  it('[O6] goodput is throughput without what was processed again', () => {
    const twice = planOf(
      modelOf(
        {
          p: node('producer', { load: { kind: 'constant', rate: '100/s' } }),
          t: node('topic'),
          c: node('consumer', {
            count: 2,
            commit: 'auto',
            sessionTimeout: '6s',
            workTime: { kind: 'constant', value: '5ms' },
            offsetReset: 'earliest',
          }),
        },
        ['p>t', 't>c'],
        { horizon: '30s', faults: [{ kind: 'clientCrash', at: '9s', target: 'c', for: '2s', moment: 'now' }] },
      ),
    );
    const { nodes } = finish(new Run(twice));
    const { processed = 0, duplicates = 0, goodput, throughput } = nodes.find(({ id }) => id === 'c')!;
    expect(duplicates).toBeGreaterThan(0);
    expect(goodput).toBeCloseTo((processed - duplicates) / 30, 9);
    expect(goodput).toBeLessThan(throughput);
  });
});
