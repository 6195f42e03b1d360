/** What cards, disks and processors allow, against what theory says they do; and that they are not there at zero. */
import { describe, expect, it } from 'vitest';
import { must } from '#core/base/assert.ts';
import type { RunReport } from '#core/run/report.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';

const FREE = { costPerRequest: '0s', costPerRecord: '0s', costPerKiB: '0s' } as const;
const FAST = { workTime: { kind: 'constant', value: '0s' } } as const;
const size = (value: string) => ({ kind: 'constant', value }) as const;
const rate = (perSec: string) => ({ load: { kind: 'constant', rate: perSec } }) as const;
/** A batch of one record of so many values takes 61 + 21 bytes more, its request 40. */
const ONE_RECORD = 122;

interface Played {
  readonly run: Run;
  readonly report: RunReport;
}
function played(model: Model): Played {
  const run = new Run(planOf(model));
  const report = finish(run);
  expect([report.ledger.difference, report.ledger.imbalances]).toEqual([0, 0]);
  return { run, report };
}
const runOf = (model: Model): Run => played(model).run;
/** The servers of the one broker that is in the design. */
const clusterOf = ({ world }: Run) => must(world.clusters.at(-1), 'a cluster');

describe('network card', () => {
  it('[CM1] waits as M/D/1 says, in and then out: 1 000 bytes of 1 ms each at 80 %', () => {
    const model = modelOf(
      {
        p: node('producer', { ...rate('800/s'), size: size('920B'), acks: '0' }),
        b: node('broker', { ...FREE, nicBandwidth: '1MB/s' }),
        q: node('queue', { broker: 'b' }),
        c: node('consumer', { ...FAST, ack: 'onDelivery' }),
      },
      ['p>q', 'q>c'],
      { horizon: '100s' },
    );
    const { run, report } = played(model);
    // Two services and one wait: what comes out of the first is too far apart to wait at the second.
    const expectedUs = 1_000 * (2 + 0.8 / (2 * 0.2));
    expect(Math.abs(nodeOf(report, 'c').latency!.meanUs / expectedUs - 1)).toBeLessThan(0.04);
    const { nicInUs, nicOutUs } = clusterOf(run).resources;
    expect(nicInUs / 1e8).toBeCloseTo(0.8, 1);
    expect(nicOutUs / 1e8).toBeCloseTo(0.8, 1);
  });

  it('[CM1] saturates at its bandwidth; two readers share what goes out', () => {
    const model = (readers: readonly string[]) =>
      modelOf(
        {
          p: node('producer', { ...rate('2k/s'), size: size('878B'), batchSize: '0B', linger: '0s', acks: '1', maxInFlight: 100 }),
          b: node('broker', { ...FREE, nicBandwidth: '1MB/s' }),
          t: node('topic', { broker: 'b' }),
          ...Object.fromEntries(readers.map((id) => [id, node('consumer', { ...FAST, offsetReset: 'earliest' })])),
        },
        ['p>t', ...readers.map((id) => `t>${id}`)],
        { horizon: '10s' },
      );
    const perSec = 1_000_000 / (878 + ONE_RECORD);
    expect(runOf(model(['c'])).world.topic(0)!.appended / (perSec * 10)).toBeCloseTo(1, 1);
    const { run, report } = played(model(['c', 'd']));
    // A new group waits 3 s for members; then both together read what one could, in polls of 500.
    expect(clusterOf(run).resources.nicOutUs).toBeGreaterThan(6_900_000);
    const read = ['c', 'd'].map((id) => nodeOf(report, id).processed!);
    expect(Math.abs(read[0]! - read[1]!)).toBeLessThanOrEqual(500);
    expect(Math.abs(read[0]! + read[1]! - perSec * 7)).toBeLessThanOrEqual(1_000);
  });

  it('[CM1] copies go out of the leader once for each follower, and in at each', () => {
    const run = runOf(
      modelOf(
        {
          p: node('producer', { ...rate('500/s'), size: size('1KiB'), acks: 'all' }),
          b: node('broker', { ...FREE, profile: 'kafka-4.1', nodes: 3, nicBandwidth: '100MB/s' }),
          t: node('topic', { broker: 'b', replicationFactor: 3, partitions: 1 }),
        },
        ['p>t'],
        { horizon: '10s' },
      ),
    );
    const [leader, ...followers] = clusterOf(run).servers;
    const now = run.world.kernel.now();
    const came = leader!.nic.in.busyUs(now);
    for (const { nic } of followers) expect(nic.in.busyUs(now) / came).toBeCloseTo(1, 0);
    expect(leader!.nic.out.busyUs(now) / came).toBeCloseTo(2, 0);
  });
});

describe('client processor', () => {
  it('[CM2] a producer sends, and an instance takes, one record per cost; two instances twice as many', () => {
    const model = (count: number, producer: string) =>
      modelOf(
        {
          p: node('producer', { ...rate('20k/s'), size: size('10B'), acks: '1', costPerRecord: producer }),
          t: node('topic', { partitions: 2 }),
          c: node('consumer', { ...FAST, count, costPerRecord: '200us', offsetReset: 'earliest', maxPollRecords: 50 }),
        },
        ['p>t', 't>c'],
        { horizon: '10s' },
      );
    const sent = (run: Run) => run.world.topic(0)!.appended / 10;
    // A new group waits 3 s for members.
    const taken = (run: Run) => run.world.consumers[0]!.work.processed / 7;
    expect(sent(runOf(model(1, '100us')))).toBeCloseTo(10_000, -3);
    expect(taken(runOf(model(1, '0us')))).toBeCloseTo(5_000, -3);
    expect(taken(runOf(model(2, '0us')))).toBeCloseTo(10_000, -3);
  });
});

describe('disk', () => {
  const logOf = (fields: object, more: object = {}) =>
    modelOf(
      {
        p: node('producer', { ...rate('2k/s'), size: size('10kB'), acks: '1', bufferMemory: '64MiB' }),
        b: node('broker', { ...FREE, diskBandwidth: '10MB/s', ...fields }),
        t: node('topic', { broker: 'b' }),
        ...more,
      },
      ['p>t', ...Object.keys(more).map((id) => `t>${id}`)],
      { horizon: '10s' },
    );
  const bytesOf = (run: Run): number => run.world.topic(0)!.appended * 10_000;

  it('[CM4] a log grows at its bandwidth, and faster until a fifth of the page cache waits to be written', () => {
    expect(Math.abs(bytesOf(runOf(logOf({}))) / 100e6 - 1)).toBeLessThan(0.03);
    expect(Math.abs(bytesOf(runOf(logOf({ pageCache: '200MB' }))) / 140e6 - 1)).toBeLessThan(0.03);
    expect(clusterOf(runOf(logOf({}))).resources.diskUs).toBeGreaterThan(9_900_000);
  });

  it('[CM5] a follower with a slow disk holds up who waits for all', () => {
    const run = runOf(
      modelOf(
        {
          p: node('producer', { ...rate('2k/s'), size: size('10kB'), acks: 'all', bufferMemory: '64MiB', maxInFlight: 50 }),
          b: node('broker', { ...FREE, profile: 'kafka-4.1', nodes: 3, diskBandwidth: '10MB/s' }),
          t: node('topic', { broker: 'b', replicationFactor: 3 }),
        },
        ['p>t'],
        { horizon: '10s' },
      ),
    );
    for (const { disk } of clusterOf(run).servers) expect(disk.busyUs).toBeGreaterThan(9_000_000);
    expect(bytesOf(run)).toBeLessThan(110e6);
  });

  it('[CM6] who reads from farther back than the page cache reads from the disk, and slows who writes', () => {
    const late = { c: node('consumer', { ...FAST, startAt: '3s', offsetReset: 'earliest' }) };
    const fields = { diskBandwidth: '40MB/s' };
    // 20 MB/s come; what the cold reader has to fetch of the 60 MB that are there at 3 s, it fetches from the disk.
    const cold = runOf(logOf({ ...fields, pageCache: '5MB' }, late));
    const warm = runOf(logOf({ ...fields, pageCache: '4GB' }, late));
    const lagOf = (run: Run): number => run.world.topic(0)!.appended - run.world.consumers[0]!.work.processed;
    const [coldDisk, warmDisk] = [cold, warm].map((run) => clusterOf(run).resources.diskUs) as [number, number];
    expect(lagOf(warm)).toBeLessThan(200);
    expect(coldDisk - warmDisk).toBeGreaterThan(1_000_000);
  });

  it('[CM3] [CM8] group commit: with W unconfirmed at most, half of them go with each fsync', () => {
    for (const [window, fsyncUs] of [
      [16, 2_000],
      [128, 5_900],
      [2_000, 5_900],
    ] as const) {
      const { run, report } = played(
        modelOf(
          {
            p: node('producer', { ...rate('400k/s'), size: size('12B'), confirmWindow: window, bufferMemory: '256KiB' }),
            b: node('broker', { ...FREE, profile: 'rabbitmq-4.2', fsync: `${fsyncUs}us` }),
            q: node('queue', { broker: 'b', type: 'quorum' }),
          },
          ['p>q'],
          { horizon: '1s' },
        ),
      );
      const { fsyncs } = clusterOf(run).servers[0]!.disk;
      const confirmed = nodeOf(report, 'p').latency!.count;
      expect(Math.abs(confirmed / ((window / 2) * (1_000_000 / fsyncUs)) - 1)).toBeLessThan(0.03);
      expect(confirmed / fsyncs / (window / 2)).toBeCloseTo(1, 1);
    }
  });

  it('[CM3] an fsync also takes what its bytes need', () => {
    const { report } = played(
      modelOf(
        {
          p: node('producer', { ...rate('20k/s'), size: size('920B'), confirmWindow: 1, bufferMemory: '64KiB' }),
          b: node('broker', { ...FREE, profile: 'rabbitmq-4.2', fsync: '1ms', diskBandwidth: '1MB/s' }),
          q: node('queue', { broker: 'b', type: 'quorum' }),
        },
        ['p>q'],
        { horizon: '2s' },
      ),
    );
    expect(nodeOf(report, 'p').latency!.count).toBeCloseTo(1_000, -1);
  });
});
