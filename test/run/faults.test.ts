import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '#core/base/faults.ts';
import { SECOND } from '#core/base/units.ts';
import { Run } from '#core/run/run.ts';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, planOf } from '../support/design.ts';
import { Watched } from '../support/watched.ts';

const NODES = {
  b: node('broker', { nodes: 2, costPerRequest: '1ms' }),
  q: node('queue', { broker: 'b' }),
  t: node('topic', { broker: 'b', partitions: 2 }),
  p: node('producer', { load: { kind: 'constant', rate: '50/s' } }),
  c: node('consumer', { workTime: { kind: 'exponential', mean: '10ms' }, count: 2 }),
  g: node('consumer', { workTime: { kind: 'exponential', mean: '10ms' }, offsetReset: 'earliest', count: 2 }),
};
const EDGES = ['p>q', 'p>t', 'q>c', 't>g'];
const model = (faults: readonly FaultDoc[] = [], horizon = '60s') => modelOf(NODES, EDGES, { faults, horizon }, '2ms');

const SCRIPT: readonly FaultDoc[] = [
  { kind: 'brokerCrash', at: '10s', for: '5s', target: 'b', mode: 'power', server: 1 },
  { kind: 'brokerPause', at: '12s', for: '10s', target: 'b' },
  { kind: 'slowDisk', at: '20s', for: '10s', target: 'b', factor: 10 },
  { kind: 'linkDelay', at: '2s', for: '5s', target: 'p>q', extra: '50ms' },
  { kind: 'linkLoss', at: '4s', for: '20s', target: 'q>c', probability: 0.2 },
  { kind: 'linkDuplicate', at: '5s', for: '20s', target: 'p>t', probability: 0.2 },
  { kind: 'linkPartition', at: '25s', for: '15s', target: 't>g', way: 'both' },
  { kind: 'clientCrash', at: '8s', for: '3s', target: 'c', instance: 2, moment: 'afterProcessing' },
  { kind: 'clientCrash', at: '9s', for: '4s', target: 'p', moment: 'now' },
  { kind: 'poison', at: '15s', target: 'p', messages: 3 },
  { kind: 'poisonShare', at: '16s', for: '2s', target: 'p', probability: 0.5 },
];

describe('faults', () => {
  it('[R14] a planned fault begins at its instant and ends after its time, and both are told', () => {
    const watched = new Watched(model([{ kind: 'linkDelay', at: '2s', for: '3s', target: 'p>q', extra: '50ms' }])).until(10 * SECOND);
    expect([...watched.told('fault.started'), ...watched.told('fault.ended')]).toEqual([
      { atUs: 2 * SECOND, kind: 'fault.started', entity: 'p>q', detail: { fault: 'linkDelay', extraUs: 50_000, forUs: 3 * SECOND } },
      { atUs: 5 * SECOND, kind: 'fault.ended', entity: 'p>q', detail: { fault: 'linkDelay', extraUs: 50_000 } },
    ]);
  });

  it('[R14] one from a button begins when it is posted and ends when its target is repaired', () => {
    const watched = new Watched(model()).until(SECOND);
    const cut: FaultSpec = { kind: 'linkPartition', target: 'p>q', forUs: null, way: 'both' };
    watched.input({ kind: 'fault', fault: cut });
    watched.until(20 * SECOND);
    expect(watched.run.world.faults.active).toEqual([cut]);
    watched.input({ kind: 'repair', target: 'p>t' });
    expect(watched.run.world.links.get('p>q')?.trouble?.cutUp).toBe(true);
    watched.input({ kind: 'repair', target: 'p>q' });
    expect(watched.run.world.links.get('p>q')?.trouble).toBeUndefined();
    expect(watched.told('fault.ended').map((event) => event.entity)).toEqual(['p>q']);
  });

  it('[R15] faults that overlap add up, and the end of one leaves the others', () => {
    const watched = new Watched(
      model([
        { kind: 'linkDelay', at: '1s', for: '4s', target: 'p>q', extra: '50ms' },
        { kind: 'linkDelay', at: '2s', for: '1s', target: 'p>q', extra: '20ms' },
        { kind: 'slowDisk', at: '1s', for: '4s', target: 'b', factor: 3 },
        { kind: 'slowDisk', at: '2s', for: '1s', target: 'b', server: 2, factor: 5 },
        { kind: 'brokerCrash', at: '1s', for: '4s', target: 'b', mode: 'process', server: 1 },
        { kind: 'brokerCrash', at: '2s', for: '1s', target: 'b', mode: 'process' },
      ]),
    );
    const { world } = watched.run;
    const seen = () => [world.links.get('p>q')?.trouble?.extraUs ?? 0, ...world.clusters[0]!.servers.flatMap(({ station, isUp }) => [station.slowdown, isUp])];
    const at = (us: number) => (watched.until(us), seen());
    expect(at(1.5 * SECOND)).toEqual([50_000, 3, false, 3, true]);
    expect(at(2.5 * SECOND)).toEqual([70_000, 3, false, 15, false]);
    expect(at(3.5 * SECOND)).toEqual([50_000, 3, false, 3, true]);
    expect(at(5.5 * SECOND)).toEqual([0, 1, true, 1, true]);
  });

  it('[R15] [C6] a slow server takes longer, one that stands still serves nothing and then goes on', () => {
    const served = (faults: readonly FaultDoc[], us: number) => new Watched(model(faults)).until(us).run.world.clusters[0]!.requests;
    const well = served([], 8 * SECOND);
    expect(served([{ kind: 'slowDisk', at: '0s', target: 'b', factor: 100 }], 8 * SECOND)).toBeLessThan(well / 2);
    const stands: FaultDoc = { kind: 'brokerPause', at: '2s', for: '4s', target: 'b' };
    expect(served([stands], 5.9 * SECOND)).toBe(served([stands], 2 * SECOND));
    expect(served([stands], 8 * SECOND)).toBeGreaterThan(served([stands], 2 * SECOND));
  });

  it('[R16] the books balance after every event of a run full of faults, and the same run twice has one trace', () => {
    const watched = new Watched(model(SCRIPT)).until(60 * SECOND);
    expect(watched.told('fault.started').length).toBe(SCRIPT.length);
    const again = finish(new Run(planOf(model(SCRIPT))));
    expect(watched.run.report().traceHash).toBe(again.traceHash);
    expect(watched.run.report().ledger).toEqual(again.ledger);
  });

  it('[R16] the same inputs at the same instants give the same trace', () => {
    const play = () => {
      const run = new Run(planOf(model([], '20s')));
      for (const { atUs, fault } of planOf(model(SCRIPT)).faults) {
        run.advance(Math.min(atUs, 19 * SECOND), Number.POSITIVE_INFINITY);
        run.input({ kind: 'fault', fault });
      }
      return finish(run);
    };
    expect(play().traceHash).toBe(play().traceHash);
  });

  it('[R17] what crashed with a time comes back, without one only by repair', () => {
    const watched = new Watched(
      model([
        { kind: 'clientCrash', at: '1s', for: '2s', target: 'c', instance: 1, moment: 'now' },
        { kind: 'clientCrash', at: '1s', target: 'g', moment: 'now' },
        { kind: 'brokerCrash', at: '1s', target: 'b', mode: 'process', server: 2 },
      ]),
    );
    const { world } = watched.run;
    const seen = () => [world.consumers[0]!.count, world.consumers[1]!.count, world.clusters[0]!.up];
    watched.until(2 * SECOND);
    expect(seen()).toEqual([1, 0, 1]);
    watched.until(30 * SECOND);
    expect(seen()).toEqual([2, 0, 1]);
    watched.input({ kind: 'repair', target: '' });
    expect(seen()).toEqual([2, 2, 2]);
  });
});
