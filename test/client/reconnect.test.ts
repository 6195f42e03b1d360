import { describe, expect, it } from 'vitest';
import { SECOND } from '#core/base/units.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { AMQP_BACKOFF, KAFKA_BACKOFF, Reconnect } from '#core/client/reconnect.ts';
import type { FaultDoc, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';
import { upTo, Watched } from '../support/watched.ts';

/** 20 messages in two seconds, then nothing. */
const LOAD = {
  kind: 'steps',
  steps: [
    { rate: '10/s', for: '2s' },
    { rate: '0/s', for: '1s' },
  ],
} as const;
const work = { kind: 'constant', value: '1ms' } as const;

function line(at: NodeDoc, faults: readonly FaultDoc[], { consumer = {}, producer = {}, latency = '1ms' } = {}): Watched {
  const nodes = {
    b: node('broker', { costPerRequest: '1ms' }),
    d: { ...at, broker: 'b' } as NodeDoc,
    p: node('producer', { load: LOAD, arrivals: 'even', ...producer }),
    c: node('consumer', { workTime: work, offsetReset: 'earliest', ...consumer }),
  };
  return new Watched(modelOf(nodes, ['p>d', 'd>c'], { horizon: '120s', faults }, latency));
}

describe('reconnecting', () => {
  const attempts = (backoff: typeof KAFKA_BACKOFF, lastsUs: number): number[] => {
    const kernel = new Kernel();
    const at: number[] = [];
    const reconnect: Reconnect = new Reconnect(kernel, backoff, () => {
      at.push(kernel.now());
      if (at.length < 8) kernel.after(lastsUs as never, 3, { fire: () => reconnect.lost() });
    });
    reconnect.lost();
    kernel.run(1e9 as never);
    return at.map((us, i) => (us - (i === 0 ? 0 : at[i - 1]! + lastsUs)) / 1_000);
  };

  it('[U18] waits twice as long each time, up to a most', () => {
    expect(attempts(KAFKA_BACKOFF, 1)).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
    expect(attempts(AMQP_BACKOFF, 1)).toEqual(Array(8).fill(5_000));
  });
  it('[U18] starts over after a connection that lasted', () => {
    expect(attempts(KAFKA_BACKOFF, 1_000_001)).toEqual([50, 50, 50, 50, 50, 50, 50, 50]);
  });
});

describe('a sender whose connection is lost', () => {
  for (const kind of ['queue', 'topic'] as const) {
    it(`[U19] sends again what it had not heard of: nothing is lost at a ${kind}`, () => {
      const crash: FaultDoc = { kind: 'brokerCrash', at: '1s', target: 'b', mode: 'process', for: '3s' };
      const watched = line(node(kind), [crash]).until(120 * SECOND);
      expect(watched.ids('c')).toEqual(upTo(20));
    });
  }

  it('[U19] when only the answer was lost the message is there twice', () => {
    const cut: FaultDoc = { kind: 'linkPartition', at: '1s', target: 'p>d', way: 'fromBroker', for: '40s' };
    const watched = line(node('queue'), [cut]).until(120 * SECOND);
    expect(watched.ids('c')).toEqual(upTo(20));
    // Ten were on their way or answered over the cut link; all of them arrive a second time.
    expect(watched.repeated('c')).toEqual(upTo(20).slice(10));
    expect(watched.copied).toMatchObject({ producer_retry: 10 });
  });

  it('[U19] [KL9] what waits to be sent again goes to the next leader when its time has come', () => {
    const nodes = {
      b: node('broker', { profile: 'kafka-4.1', nodes: 2, costPerRequest: '1ms' }),
      d: node('topic', { broker: 'b', replicationFactor: 2, minInsyncReplicas: 2 }),
      p: node('producer', { load: LOAD, arrivals: 'even', retryBackoff: '1s', maxInFlight: 1 }),
      c: node('consumer', { workTime: work, offsetReset: 'earliest' }),
    };
    const stands: FaultDoc = { kind: 'brokerPause', at: '1s', for: '15s', target: 'b', server: 1 };
    const watched = new Watched(modelOf(nodes, ['p>d', 'd>c'], { horizon: '120s', faults: [stands] }, '1ms')).until(60 * SECOND);
    expect(watched.ids('c')).toEqual(upTo(20));
    expect(watched.run.world.producers[0]!.fanOut.sum('waiting')).toBe(0);
  });

  it('[U19] without retries what is in doubt is given up; with acks 0 nobody knows', () => {
    const crash: FaultDoc = { kind: 'brokerCrash', at: '1100ms', target: 'b', mode: 'process', for: '1s' };
    const options = { latency: '80ms' };
    const given = line(node('queue'), [crash], { ...options, producer: { retries: 0 } }).until(120 * SECOND);
    const kept = line(node('queue'), [crash], options).until(120 * SECOND);
    const silent = line(node('queue'), [crash], { ...options, producer: { acks: '0' } }).until(120 * SECOND);
    expect(kept.ids('c')).toEqual(upTo(20));
    expect(given.ids('c').length).toBeLessThan(20);
    expect(silent.ids('c').length).toBeLessThan(20);
    expect(silent.dropped.connection_closed).toBe(20 - silent.ids('c').length);
  });
});

describe('a consumer whose connection is lost', () => {
  it('[U20] [RQ4] subscribes again; what it had not begun comes again, what it works on is worked on twice', () => {
    const cut: FaultDoc = { kind: 'linkPartition', at: '2500ms', target: 'd>c', way: 'both', for: '31s' };
    // One message takes a second: at the cut it holds all 20, is at the third, and ends it after the connection is gone.
    const watched = line(node('queue'), [cut], { consumer: { workTime: { kind: 'constant', value: '1s' }, prefetch: 0 } });
    watched.until(120 * SECOND);
    expect(watched.ids('c')).toEqual(upTo(20));
    expect(watched.repeated('c').length).toBeGreaterThan(0);
    expect(watched.run.world.destinations[0]!.stored).toBe(0);
  });

  it('[U21] a member that is back in time keeps its place in the group and loses nothing', () => {
    const cut: FaultDoc = { kind: 'linkPartition', at: '5s', target: 'd>c', way: 'both', for: '32s' };
    const load = { kind: 'constant', rate: '2/s' } as const;
    const watched = line(node('topic'), [cut], { producer: { load } }).until(110 * SECOND);
    expect(watched.told('group.rebalanced').length).toBe(1);
    expect(watched.repeated('c')).toEqual([]);
    const done = watched.ids('c');
    expect(done).toEqual(upTo(done.length));
    expect(done.length).toBeGreaterThan(200);
  });

  it('[U21] [KG3] one that is away longer is thrown out, joins again, and repeats what it had not committed', () => {
    const cut: FaultDoc = { kind: 'linkPartition', at: '8s', target: 'd>c', way: 'both', for: '60s' };
    const load = { kind: 'constant', rate: '2/s' } as const;
    const watched = line(node('topic'), [cut], { producer: { load }, consumer: { commitInterval: '5s' } }).until(119 * SECOND);
    expect(watched.told('group.rebalanced').length).toBe(2);
    expect(watched.ids('c')).toEqual(upTo(watched.ids('c').length));
    expect(watched.ids('c').length).toBeGreaterThan(200);
  });
});
