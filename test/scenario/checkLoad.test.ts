import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { formatPath } from '#core/scenario/issues.ts';
import { readScenario } from '#core/scenario/parse.ts';
import { type LoadDoc, type Model, VERSION } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import type { NodeOf } from '../support/design.ts';

const model = (fields: Partial<NodeOf<'producer'>>, horizon = '60s'): Model => ({
  seed: 1,
  horizon,
  nodes: { p: { ...newNode('producer', 'shop'), ...fields }, q: newNode('queue', 'jobs') },
  edges: { e: newEdge('p', 'q') },
  faults: [],
  objectives: [],
});
const found = (m: Model): string[] => validate(m).map(({ severity, code, path }) => `${severity} ${code} ${formatPath(path).replace('model.nodes.p.', '')}`);
const SALE = { kind: 'flashSale', base: '10/s', countdown: '5s', at: '9s', peak: '90/s', decay: '1s', retryShare: 0.5, retryAfter: '5s' } as const;
const CYCLE = { kind: 'cyclic', min: '1/s', max: '9/s', up: '1s', hold: '1s', down: '1s', rest: '1s' } as const;
const point = (at: string, rate = '1/s') => ({ at, rate });

describe('a load', () => {
  it.each<[string, LoadDoc, string[]]>([
    ['a sound sale', SALE, []],
    ['a sale with a peak below its base', { ...SALE, peak: '9/s' }, ['error load.order load.peak']],
    ['a stampede that never falls', { ...SALE, decay: '0s' }, ['error quantity.range load.decay']],
    ['more who come back than came', { ...SALE, retryShare: 1 }, ['error schema.range load.retryShare']],
    ['a day upside down', { kind: 'diurnal', low: '9/s', high: '1/s', day: '24h' }, ['error load.order load.high']],
    ['a day of no length', { kind: 'diurnal', low: '1/s', high: '9/s', day: '0s' }, ['error quantity.range load.day']],
    ['a cycle upside down', { ...CYCLE, min: '10/s' }, ['error load.order load.max']],
    ['a cycle of no length', { ...CYCLE, up: '0s', hold: '0s', down: '0.4us', rest: '0s' }, ['error load.noCycle load.up']],
    ['one state', { kind: 'bursts', rates: ['1/s'], holds: ['1s'] }, ['error load.states load.rates']],
    ['nine states', { kind: 'bursts', rates: Array(9).fill('1/s'), holds: Array(9).fill('1s') }, ['error load.states load.rates']],
    ['a state without a time', { kind: 'bursts', rates: ['1/s', '2/s'], holds: ['1s'] }, ['error load.states load.rates']],
    [
      'a broken state',
      { kind: 'bursts', rates: ['1/s', 'x'], holds: ['1s', '1us'] },
      ['error quantity.rate load.rates.1', 'error quantity.range load.holds.1'],
    ],
    ['no points', { kind: 'drawn', points: [] }, ['error load.empty load.points']],
    [
      'points out of order',
      { kind: 'drawn', points: [point('2s'), point('1s'), point('1s')] },
      ['error load.backwards load.points.1.at', 'error load.backwards load.points.2.at'],
    ],
    ['a jump', { kind: 'drawn', points: [point('2s'), point('2s', '9/s')] }, []],
    [
      'a broken point',
      { kind: 'replayRates', points: [point('0s'), point('x', 'y')] },
      ['error quantity.duration load.points.1.at', 'error quantity.rate load.points.1.rate'],
    ],
    ['too many points', { kind: 'drawn', points: Array(1_001).fill(point('1s')) }, ['error limit.exceeded load.points']],
    ['many replayed rates', { kind: 'replayRates', points: Array(1_001).fill(point('1s')) }, []],
    ['no rows', { kind: 'replayMessages', rows: [] }, ['error load.empty load.rows']],
    [
      'broken rows',
      { kind: 'replayMessages', rows: ['1s', 'x', '0s', '2s,k,1GiB'] },
      ['error quantity.duration load.rows.1', 'error load.backwards load.rows.2', 'error quantity.range load.rows.3'],
    ],
    ['too many rows', { kind: 'replayMessages', rows: Array(LIMITS.replayRows + 1).fill('1s') }, ['error limit.exceeded load.rows']],
    ['too much text', { kind: 'replayMessages', rows: Array(20_000).fill(`1s,${'k'.repeat(250)}`) }, ['error limit.exceeded load.rows']],
    ['half a user', { kind: 'users', users: 0.5, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' }, ['error quantity.count load.users']],
    ['too many users', { kind: 'users', users: 1e6, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' }, ['error schema.range load.users']],
    [
      'users who think the wrong way',
      { kind: 'users', users: 5, thinkTime: { kind: 'uniform', min: '2s', max: '1s' }, rampUp: 'x' },
      ['error quantity.duration load.rampUp', 'error distribution.order load.thinkTime'],
    ],
  ])('%s', (_, load, expected) => expect(found(model({ load }))).toEqual(expected));

  it('that changes its state oftener than is kept', () => {
    const load: LoadDoc = { kind: 'bursts', rates: ['1/s', '2/s'], holds: ['10ms', '10ms'] };
    expect(found(model({ load }, '5m'))).toEqual([]);
    expect(found(model({ load }, '10m'))).toEqual(['error load.burstChanges load.holds']);
  });

  it('of fewer users than a transaction takes', () => {
    const load: LoadDoc = { kind: 'users', users: 5, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' };
    const nodes = { b: newNode('broker', 'mq'), q: { ...newNode('queue', 'jobs'), broker: 'b' } };
    const base = model({ load, transaction: 6 });
    const jms: Model = { ...base, nodes: { ...base.nodes, b: { ...nodes.b, profile: 'activemq-5.17' }, q: nodes.q } };
    expect(found(jms)).toContain('warning load.transaction transaction');
    expect(found({ ...jms, nodes: { ...jms.nodes, p: { ...newNode('producer', 'shop'), load, transaction: 5 } } })).not.toContain(
      'warning load.transaction transaction',
    );
  });

  it.each<[LoadDoc, boolean]>([
    [{ ...SALE, base: '0/s' }, true],
    [SALE, false],
    [{ kind: 'drawn', points: [point('0s', '9/s'), point('5s', '0/s')] }, true],
    [{ kind: 'replayRates', points: [point('0s', '9/s')] }, false],
    [{ kind: 'replayMessages', rows: ['1s'] }, true],
    [{ kind: 'users', users: 1, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' }, false],
    [CYCLE, false],
    [{ kind: 'bursts', rates: ['0/s', '1/s'], holds: ['1s', '1s'] }, false],
    [{ kind: 'diurnal', low: '0/s', high: '1/s', day: '1h' }, false],
  ])('$kind that closes a channel when it is done', (load, ends) => {
    const issues = found(model({ load, closeWhenDone: true })).filter((line) => line.includes('load.neverEnds'));
    expect(issues).toHaveLength(ends ? 0 : 1);
  });

  it('may leave out what has a default', () => {
    const shapes = [
      { kind: 'flashSale', base: '1/s', countdown: '1s', at: '2s', peak: '9/s', decay: '1s' },
      { kind: 'diurnal', low: '1/s', high: '9/s' },
      { kind: 'users', users: 3, thinkTime: { kind: 'constant', value: '1s' } },
    ];
    const loads = shapes.map((load) => {
      const { scenario, issues } = readScenario({ format: 'spillway', version: VERSION, model: { nodes: { p: { kind: 'producer', name: 'p', load } } } });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      const node = scenario!.model.nodes['p']!;
      return node.kind === 'producer' ? node.load : undefined;
    });
    expect(loads).toMatchObject([{ retryShare: 0, retryAfter: '5s' }, { day: '24h' }, { rampUp: '0s' }]);
  });
});

describe('keys', () => {
  it('of one text, or one hot', () => {
    expect(found(model({ keys: { kind: 'single', key: 'k'.repeat(256) } }))).toEqual(['error schema.text keys.key']);
    expect(found(model({ keys: { kind: 'hotKey', count: 1, share: 2 } }))).toEqual(['error schema.range keys.count', 'error schema.range keys.share']);
    expect(found(model({ keys: { kind: 'single' } }))).toEqual([]);
  });
});
