import { describe, expect, it } from 'vitest';
import { SECOND } from '#core/base/units.ts';
import { Run } from '#core/run/run.ts';
import type { FaultDoc, Model, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, type NodeOf, planOf } from '../support/design.ts';

const USERS = 20;
const users = (more: Partial<NodeOf<'producer'>> = {}, think = '50ms') =>
  node('producer', { load: { kind: 'users', users: USERS, thinkTime: { kind: 'exponential', mean: think }, rampUp: '0s' }, ...more });
const worker = node('consumer', { workTime: { kind: 'exponential', mean: '5ms' } });

function play(nodes: Readonly<Record<string, NodeDoc>>, edges: Parameters<typeof modelOf>[1], faults: readonly FaultDoc[] = []): Run {
  const model: Model = modelOf({ p: users(), c: worker, ...nodes }, edges, { horizon: '5s', faults }, '1ms');
  const run = new Run(planOf(model));
  while (!run.ended) run.advance(run.end, 1_000_000);
  return run;
}
function loopOf(run: Run) {
  const { thinking, waiting } = run.world.traffic.get('p')!.users!;
  const fanOut = run.world.producers[0]!.fanOut;
  return { thinking, waiting, sent: fanOut.offered, refused: fanOut.sum('refused') };
}
/** Nobody is lost, and all of them go on sending: twenty users who think for 50 ms send up to 400 a second. */
function goesOn(run: Run, least = 500): { readonly users: number; readonly isBusy: boolean } {
  const { thinking, waiting, sent } = loopOf(run);
  return { users: thinking + waiting, isBusy: sent > least };
}
const WELL = { users: USERS, isBusy: true };

describe('a closed loop goes on', () => {
  it.each<[string, Readonly<Record<string, NodeDoc>>, Parameters<typeof modelOf>[1]]>([
    ['with a queue', { d: node('queue') }, ['p>d', 'd>c']],
    ['without acknowledgements', { p: users({ acks: '0' }), d: node('queue') }, ['p>d', 'd>c']],
    ['with a topic', { d: node('topic', { partitions: 3 }) }, ['p>d', 'd>c']],
    ['with a topic, without acknowledgements', { p: users({ acks: '0' }), d: node('topic') }, ['p>d', 'd>c']],
    ['with a broadcast', { d: node('broadcast') }, ['p>d', 'd>c']],
    ['with an exchange', { x: node('exchange'), d: node('queue') }, ['p>x', 'x>d', 'd>c']],
    ['with two copies of each message', { d: node('queue'), t: node('topic') }, ['p>d', 'p>t', 'd>c']],
    ['when half of the messages go nowhere', { d: node('queue') }, [['p>d', { share: 0.5 }], 'd>c']],
    [
      'with JMS transactions',
      { b: node('broker', { profile: 'activemq-5.17' }), p: users({ transaction: 7 }), d: node('queue', { broker: 'b' }) },
      ['p>d', 'd>c'],
    ],
  ])('[LD7] %s', (_, nodes, edges) => expect(goesOn(play(nodes, edges), 400)).toEqual(WELL));

  it('[LD7] with a channel, no faster than values are taken', () => {
    const run = play({ d: node('channel', { capacity: 0 }) }, ['p>d', 'd>c']);
    expect(goesOn(run)).toEqual(WELL);
    expect(loopOf(run).sent).toBeLessThan(1.2 * (5 / 0.005));
  });

  it.each<[string, Readonly<Record<string, NodeDoc>>, Parameters<typeof modelOf>[1]]>([
    ['by a full queue', { p: users({ retries: 0 }), d: node('queue', { maxLength: 5, overflow: 'reject' }) }, ['p>d']],
    ['by a full buffer of a topic’s sender', { p: users({ bufferMemory: '1B' }), d: node('topic') }, ['p>d']],
    ['by a full buffer of a task', { p: users({ bufferMemory: '1B' }), d: node('channel') }, ['p>d', 'd>c']],
  ])('[LD8] when messages are refused %s', (_, nodes, edges) => {
    const run = play(nodes, edges);
    const { refused } = loopOf(run);
    expect(refused).toBeGreaterThan(250);
    expect(goesOn(run, 250)).toEqual(WELL);
  });

  it('[LD7] after messages that came back from an exchange', () => {
    const run = play({ x: node('exchange'), p: users({ variants: [{ weight: 1, mandatory: true, routingKey: 'nowhere' }] }) }, ['p>x']);
    expect(run.world.producers[0]!.fanOut.sum('returned')).toBeGreaterThan(250);
    expect(goesOn(run)).toEqual(WELL);
  });

  it('[LD8] when a queue’s sender has no connection and no buffer', () => {
    const fault: FaultDoc = { kind: 'brokerCrash', at: '1s', for: '2s', target: 'b', mode: 'process' };
    const run = play({ b: node('broker'), p: users({ bufferMemory: '1B' }), d: node('queue', { broker: 'b' }) }, ['p>d'], [fault]);
    expect(loopOf(run).refused).toBeGreaterThan(250);
    expect(goesOn(run)).toEqual(WELL);
  });

  it('[LD7] after a batch was given up for its age', () => {
    const fault: FaultDoc = { kind: 'brokerCrash', at: '1s', for: '2s', target: 'b', mode: 'process' };
    const p = users({ deliveryTimeout: '500ms', requestTimeout: '200ms', linger: '0s' });
    const run = play({ b: node('broker'), p, d: node('topic', { broker: 'b' }) }, ['p>d'], [fault]);
    expect(loopOf(run).refused).toBeGreaterThan(15);
    expect(goesOn(run, 200)).toEqual(WELL);
  });

  it.each([
    ['queue', node('queue')],
    ['topic', node('topic')],
  ])('[LD7] with a %s after its process was gone and came back', (_, d) => {
    const fault: FaultDoc = { kind: 'clientCrash', at: '2s', for: '1s', target: 'p', moment: 'now' };
    const run = play({ d }, ['p>d', 'd>c'], [fault]);
    expect(goesOn(run, 400)).toEqual(WELL);
  });

  it('[LD7] through a lost connection whose answers never came', () => {
    const fault: FaultDoc = { kind: 'linkPartition', at: '2s', for: '1s', target: 'p>d', way: 'both' };
    expect(goesOn(play({ d: node('queue') }, ['p>d', 'd>c'], [fault]), 250)).toEqual(WELL);
  });

  it('[LD9] with other users from the instant of an edit on', () => {
    const design = (count: number, think: string) =>
      modelOf(
        { p: node('producer', { load: { kind: 'users', users: count, thinkTime: { kind: 'constant', value: think }, rampUp: '0s' } }), d: node('queue') },
        ['p>d'],
        { horizon: '20s' },
        '0s',
      );
    const run = new Run(planOf(design(10, '100ms')));
    run.advance(10 * SECOND, Number.POSITIVE_INFINITY);
    const before = run.world.producers[0]!.fanOut.offered;
    run.world.apply({ kind: 'patch', plan: planOf(design(40, '50ms')) }, run.world.kernel.now());
    run.advance(20 * SECOND, Number.POSITIVE_INFINITY);
    // 10 users in 100 ms, then 40 in 50 ms.
    expect(before / 1_000).toBeCloseTo(1, 1);
    expect((run.world.producers[0]!.fanOut.offered - before) / 8_000).toBeCloseTo(1, 1);
  });
});
