import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '#core/compile/loads.ts';
import { loadFileFaultText } from '#core/load/fileFaults.ts';
import { type K6Load, parseK6Duration, readK6 } from '#core/load/k6.ts';
import { writeK6 } from '#core/load/k6Export.ts';
import { createLoadProfile } from '#core/load/loadProfile.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';

const read = (text: string, bare?: 'users'): readonly K6Load[] => {
  const found = readK6(text, bare);
  if (!found.ok) throw new Error(loadFileFaultText(found.error, 'en'));
  return found.value;
};
const only = (value: unknown): LoadDoc => read(JSON.stringify(value))[0]!.load;
const refusal = (text: string): string => {
  const found = readK6(text);
  if (found.ok) throw new Error(`read as ${JSON.stringify(found.value)}`);
  expect(loadFileFaultText(found.error, 'zh')).toMatch(/[\u4e00-\u9fff].*。$/u);
  return loadFileFaultText(found.error, 'en');
};
const written = (load: LoadDoc, untilUs = 0) => {
  const made = writeK6(loadPlan(load), untilUs);
  if (!made.ok) throw new Error(loadFileFaultText(made.error, 'en'));
  return { ...made.value, scenario: JSON.parse(made.value.text).scenarios.load };
};
const issues = (load: LoadDoc) =>
  validate({
    seed: 1,
    horizon: '60s',
    nodes: { p: { ...newNode('producer', 'p'), load }, q: newNode('queue', 'q') },
    edges: { e: { from: 'p', to: 'q', latency: '1ms', share: 1 } },
    faults: [],
    objectives: [],
  });

describe('k6 stages', () => {
  it('[LD11] become a drawn curve that ends where k6 ends', () => {
    const [found] = read('[{ "duration": "30s", "target": 100 }, { "duration": "1m30s", "target": 100 }]');
    expect(found).toEqual({
      name: '',
      load: {
        kind: 'drawn',
        points: [
          { at: '0s', rate: '0/s' },
          { at: '30s', rate: '100/s' },
          { at: '2m', rate: '100/s' },
          { at: '2m', rate: '0/s' },
        ],
      },
      endsUs: 120e6,
    });
  });

  it('[LD11] take unit, start rate and start time from their scenario', () => {
    const load = only({
      scenarios: { a: { executor: 'ramping-arrival-rate', startRate: 60, timeUnit: '1m', startTime: '5s', stages: [{ duration: '10s', target: 600 }] } },
    });
    const profile = createLoadProfile(loadPlan(load));
    expect([0, 4.9, 5, 10, 14.999, 15].map((s) => Math.round(profile.rate(s * 1e6) * 100) / 100)).toEqual([0, 0, 1, 5.5, 10, 0]);
  });

  it('[LD11] constant rates and users', () => {
    expect(only({ executor: 'constant-arrival-rate', rate: 30, timeUnit: '1m', duration: '1h' })).toEqual({ kind: 'constant', rate: '0.5/s' });
    expect(only({ vus: 25, duration: '30s' })).toMatchObject({ kind: 'users', users: 25, thinkTime: { kind: 'constant', value: '1s' } });
    const ramp = [
      { duration: '20s', target: 50 },
      { duration: '1m', target: 50 },
    ];
    expect(only({ stages: ramp })).toMatchObject({ kind: 'users', users: 50, rampUp: '20s' });
    expect(read(JSON.stringify(ramp), 'users')[0]!.load).toMatchObject({ kind: 'users', users: 50 });
    expect(only({ stages: ramp, startRate: 5 }).kind).toBe('drawn');
  });

  it('[LD11] are read out of a script as it is', () => {
    const script = `import http from 'k6/http';
      // What we run at night.
      export const options = {
        scenarios: {
          'black friday': { executor: "ramping-arrival-rate", preAllocatedVUs: 1_000, stages: [ { target: 2_000, duration: '90s' }, /* hold */ { target: 2_000, duration: '10m', }, ], },
          calm: { executor: 'constant-arrival-rate', rate: 5, duration: \`1m\` },
        },
      };
      export default function () { http.get('https://test.k6.io'); }`;
    expect(read(script.slice(script.indexOf('options'))).map(({ name, load, endsUs }) => [name, load.kind, endsUs])).toEqual([
      ['black friday', 'drawn', 690e6],
      ['calm', 'constant', 60e6],
    ]);
  });

  it.each([
    ['', 'neither JSON'],
    ['{"a": ', 'breaks near'],
    ['{"vus": 1, §}', 'near "§}"'],
    ['{}', 'no load in it'],
    ['{"scenarios": {}}', 'no load in it'],
    ['{"scenarios": {"a": {"executor": "shared-iterations"}}}', 'scenarios.a.executor is "shared-iterations"'],
    ['[]', 'stages must be a list'],
    ['[{"target": 1}]', 'stages[0].duration is missing'],
    ['[{"target": 1, "duration": "soon"}]', 'stages[0].duration is no duration: "soon"'],
    ['[{"target": 1, "duration": "-5s"}]', 'no duration'],
    ['[{"target": "many", "duration": "1s"}]', 'stages[0].target must be a number of zero or more, not "many"'],
    ['[{"target": -1, "duration": "1s"}]', 'zero or more'],
    ['[{"target": 1e9, "duration": "1s"}]', 'above the limit'],
    ['{"timeUnit": "0s", "stages": [{"target": 1, "duration": "1s"}]}', 'timeUnit is no duration'],
    ['{"stages": [{"target": 5, "duration": "1s"}, {"target": 0, "duration": "1s"}]}', 'stages[1].target: users here'],
    ['{"vus": 1.5, "duration": "1s"}', 'vus must be a number'],
    [JSON.stringify(Array.from({ length: 2_000 }, () => ({ duration: '1s', target: 1 }))), '2000 stages'],
  ])('refuse %s', (text, said) => expect(refusal(text)).toContain(said));

  it.each([
    ['1m30s', 90e6],
    ['500ms', 500_000],
    ['1h', 3.6e9],
    ['1.5h', 5.4e9],
    ['250us', 250],
    ['2000ns', 2],
    ['1d', 86.4e9],
    ['0', 0],
    ['', undefined],
    ['5', undefined],
    ['1m 30', undefined],
  ])('durations: %s', (text, us) => expect(parseK6Duration(text)).toBe(us));
});

/** Stages in the form they are written in: no jump after a jump or to the same rate, none to nothing at the end. */
const stages = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000_000 }))), { minLength: 1, maxLength: 12 })
  .chain((all) => fc.tuple(fc.constant(all), fc.integer({ min: 0, max: 5_000 })))
  .map(([all, first]) => {
    const kept: { target: number; us: number }[] = [];
    let [rate, wasJump] = [first, true];
    for (const [target, us] of all) {
      if (us === 0 && (wasJump || target === rate)) continue;
      kept.push({ target, us });
      [rate, wasJump] = [target, us === 0];
    }
    while (kept.at(-1)?.us === 0) kept.pop();
    return { startRate: first, stages: kept };
  })
  .filter((all) => all.stages.length > 0);

describe('a round trip', () => {
  it('[LD11] from k6 to a load and back gives the same stages, exactly', () => {
    fc.assert(
      fc.property(stages, fc.constantFrom('1s', '1m', '1h', '24h'), ({ startRate, stages: all }, timeUnit) => {
        const scenario = { executor: 'ramping-arrival-rate', startRate, timeUnit, stages: all.map(({ target, us }) => ({ target, duration: `${us}us` })) };
        const back = written(only(scenario));
        expect(back.isRounded).toBe(false);
        // A shorter unit may do for the same rates.
        const perUnit = parseK6Duration(timeUnit)! / parseK6Duration(back.scenario.timeUnit)!;
        expect(back.scenario.startRate * perUnit).toBe(startRate);
        const got = back.scenario.stages.map((s: { target: number; duration: string }) => ({ target: s.target * perUnit, us: parseK6Duration(s.duration) }));
        expect(got).toEqual(all);
        expect(only(back.scenario)).toEqual(only(scenario));
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, LoadDoc]>([
    ['ramp', { kind: 'ramp', from: '0/s', to: '500/s', over: '20s' }],
    [
      'steps',
      {
        kind: 'steps',
        steps: [
          { rate: '10/s', for: '5s' },
          { rate: '90/min', for: '5s' },
          { rate: '0/s', for: '1s' },
        ],
      },
    ],
    ['spike', { kind: 'spike', base: '5/s', peak: '800/s', at: '3s', rise: '1s', hold: '2s', fall: '1500ms' }],
    ['flash sale', { kind: 'flashSale', base: '10/s', countdown: '5s', at: '10s', peak: '1k/s', decay: '2s', retryShare: 0.25, retryAfter: '5s' }],
    ['cycle', { kind: 'cyclic', min: '1/s', max: '9/s', up: '3s', hold: '3s', down: '3s', rest: '2s' }],
    ['day', { kind: 'diurnal', low: '100/s', high: '1100/s', day: '24s' }],
    [
      'replayed rates',
      {
        kind: 'replayRates',
        points: [
          { at: '2s', rate: '5/s' },
          { at: '4s', rate: '7/s' },
        ],
      },
    ],
  ])('[LD11] of a %s is the same curve over the run', (_, load) => {
    const untilUs = 60e6;
    const [before, after] = [load, only(written(load, untilUs).scenario)].map((doc) => createLoadProfile(loadPlan(doc)));
    for (let t = 0; t < untilUs; t += 37_511) {
      expect(Math.abs(after!.rate(t) - before!.rate(t))).toBeLessThan(1e-5);
      expect(Math.abs(after!.cumulative(t) - before!.cumulative(t))).toBeLessThan(1e-3);
    }
    expect(issues(only(written(load, untilUs).scenario))).toEqual([]);
  });

  it('[LD11] of users and of a constant rate', () => {
    const users: LoadDoc = { kind: 'users', users: 30, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '10s' };
    expect(only(written(users, 60e6).scenario)).toEqual(users);
    expect(only(written({ ...users, rampUp: '0s' }, 60e6).scenario)).toMatchObject({ users: 30, kind: 'users' });
    expect(only(written({ kind: 'constant', rate: '90/min' }, 60e6).scenario)).toEqual({ kind: 'constant', rate: '1.5/s' });
  });

  it('[LD11] rounds only what no unit of time makes whole, and says so', () => {
    expect(written({ kind: 'ramp', from: '0/s', to: '0.1234567/s', over: '1s' }, 1e6).isRounded).toBe(true);
    expect(written({ kind: 'ramp', from: '0/s', to: '7/d', over: '1s' }, 1e6)).toMatchObject({ isRounded: false, scenario: { timeUnit: '24h' } });
  });

  it('[LD11] refuses what has no lines, and what would never be done', () => {
    for (const load of [
      { kind: 'sine', mean: '9/s', amplitude: '1/s', period: '1s' },
      { kind: 'bursts', rates: ['1/s', '2/s'], holds: ['1s', '1s'] },
      { kind: 'replayMessages', rows: ['1s'] },
      { kind: 'cyclic', min: '1/s', max: '9/s', up: '1us', hold: '0s', down: '0s', rest: '0s' },
    ] as const)
      expect(writeK6(loadPlan(load), 3.6e9).ok).toBe(false);
  });
});
