/** A message through queues: given out, given back, dead-lettered, dropped, settled. */
import { describe, expect, it } from 'vitest';
import type { Model } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../../support/design.ts';
import { causesOf, detailOf, journeyOf, kindsOf } from '../../support/journeys.ts';

const ms = (value: string) => ({ kind: 'constant' as const, value });
const ONE_A_SECOND = { load: { kind: 'constant' as const, rate: '1/s' } };
const queueOf = (consumer: Parameters<typeof node<'consumer'>>[1], more: Partial<Model> = {}, queue: Parameters<typeof node<'queue'>>[1] = {}): Model =>
  modelOf({ p: node('producer', ONE_A_SECOND), q: node('queue', queue), c: node('consumer', consumer) }, ['p>q', 'q>c'], { horizon: '10s', ...more }, '1ms');

describe('a message through a queue', () => {
  it('[FM1] [FM3] [FM6] [FM8] is made, sent, kept, given out, worked on and settled, each at its instant', () => {
    const { copies, message, causes } = journeyOf(queueOf({ workTime: ms('20ms') }), 2);
    expect(copies).toHaveLength(1);
    const [copy] = copies;
    const createdUs = message!.createdUs;
    expect(copy?.steps.map(({ kind, atUs }) => [kind, atUs - createdUs])).toEqual([
      ['created', 0],
      ['sent', 0],
      ['arrived', 1_000],
      ['enqueued', 1_000],
      ['delivered', 1_000],
      ['received', 2_000],
      ['began', 2_000],
      ['acknowledged', 2_000],
      ['processed', 22_000],
      ['settling', 22_000],
      ['settled', 23_000],
    ]);
    expect(detailOf(copy, 'sent')).toMatchObject({ attempt: 1 });
    expect(detailOf(copy, 'enqueued')).toEqual({ ahead: 0 });
    expect(detailOf(copy, 'delivered')).toEqual({ to: 'c', instance: 1 });
    expect(detailOf(copy, 'settling')).toEqual({ instance: 1, outcome: 'ack' });
    expect(copy?.state).toBe('done');
    expect(causes).toEqual([expect.objectContaining({ about: 'fine', kind: 'wasProcessed', detail: { times: 1, tookUs: 22_000 } })]);
    // Every instant from the first to the last belongs to exactly one wait.
    const waits = copy!.steps.filter(({ wait }) => wait !== undefined);
    expect(waits.map(({ wait }) => wait)).toEqual(['buffer', 'network', 'server', 'consumer', 'network', 'worker', 'work', 'settle', null]);
  });

  it('[FM2] goes to every queue an exchange leads to as a copy of its own, and on from a consumer as another', () => {
    const journey = journeyOf(
      modelOf(
        {
          p: node('producer', ONE_A_SECOND),
          x: node('exchange', { type: 'fanout' }),
          a: node('queue'),
          b: node('queue'),
          c: node('consumer'),
          d: node('queue'),
        },
        ['p>x', 'x>a', 'x>b', 'a>c', 'c>d'],
        {},
        '1ms',
      ),
      1,
    );
    expect(journey.copies.map(({ id, from, cause }) => [id, from, cause])).toEqual([
      [0, null, 'produced'],
      [1, 0, 'fan_out'],
      [2, 0, 'forwarded'],
    ]);
    expect(kindsOf(journey.copies[0]).slice(0, 5)).toEqual(['created', 'sent', 'arrived', 'routed', 'enqueued']);
    expect(kindsOf(journey.copies[1])).toEqual(['enqueued']);
    expect(kindsOf(journey.copies[2])).toEqual(['forwarded', 'sent', 'arrived', 'enqueued', 'acknowledged']);
    expect(causesOf(journey)).toContain('stuck noConsumer');
  });

  it('[FM7] [FM19] fails, dies, waits for its time in the retry queue and is processed when it comes back', () => {
    const model = modelOf(
      {
        p: node('producer', ONE_A_SECOND),
        work: node('queue', { deliveryLimit: 1 }),
        wait: node('queue', { messageTtl: '2s' }),
        again: node('queue', { deliveryLimit: 1 }),
        c: node('consumer', { workTime: ms('1ms'), failureProbability: 1 }),
        parking: node('queue'),
      },
      ['p>work', 'work>c', 'work>wait', 'wait>again', 'again>c', 'again>parking'],
      { horizon: '8s' },
    );
    const { copies, causes } = journeyOf(model, 1);
    expect(copies).toHaveLength(1);
    expect(copies[0]?.steps.filter(({ kind }) => kind === 'failed').map(({ detail }) => detail)).toEqual([1, 2, 3, 4].map((attempt) => ({ attempt })));
    const deaths = copies[0]!.steps.filter(({ kind }) => kind === 'deadLettered');
    expect(deaths.map(({ node: id, detail }) => [id, detail['reason'], detail['to']])).toEqual([
      ['work', 'delivery_limit', 'wait'],
      ['wait', 'expired', 'again'],
      ['again', 'delivery_limit', 'parking'],
    ]);
    expect(deaths[1]!.atUs - deaths[0]!.atUs).toBe(2_000_000);
    expect(copies[0]?.steps.at(-1)).toMatchObject({ kind: 'enqueued', node: 'parking', wait: 'consumer' });
    expect(causes.map(({ about, kind }) => `${about} ${kind}`)).toEqual([
      'stuck noConsumer',
      'stuck failsAgain',
      'late redeliveredAfterFailure',
      'late wentAsDeadLetter',
      'late wentAsDeadLetter',
      'late redeliveredAfterFailure',
      'late wentAsDeadLetter',
    ]);
  });

  it('[FM7] [FM18] is dropped with the reason the books were told', () => {
    const rejected = journeyOf(queueOf({ failureProbability: 1, onFailure: 'drop' }), 1);
    expect(kindsOf(rejected.copies[0]).slice(-3)).toEqual(['failed', 'settling', 'dropped']);
    expect(rejected.causes[0]).toMatchObject({ about: 'dropped', kind: 'dropReason', node: 'q', detail: { reason: 'rejected' } });
    const expired = journeyOf(queueOf({ workTime: ms('5s'), prefetch: 1 }, {}, { messageTtl: '1s' }), 2);
    expect(expired.causes[0]).toMatchObject({ kind: 'dropReason', detail: { reason: 'expired' } });
    const pushed = journeyOf(queueOf({ workTime: ms('10s'), prefetch: 1 }, {}, { maxLength: 1, overflow: 'dropHead' }), 2);
    expect(pushed.causes[0]).toMatchObject({ kind: 'dropReason', detail: { reason: 'overflow_head' } });
  });

  it('[FM4] [FM18] a refusal is tried again as the same copy, and in the end given up', () => {
    const full = queueOf({ workTime: ms('60s'), prefetch: 1 }, {}, { maxLength: 1, overflow: 'reject' });
    const { copies, causes } = journeyOf({ ...full, nodes: { ...full.nodes, p: node('producer', { ...ONE_A_SECOND, retries: 2, retryBackoff: '100ms' }) } }, 3);
    expect(copies).toHaveLength(1);
    const attempt = ['sent', 'arrived', 'refused', 'answered'] as const;
    expect(kindsOf(copies[0])).toEqual(['created', ...attempt, ...attempt, ...attempt, 'gaveUp']);
    expect(copies[0]?.state).toBe('refused');
    expect(causes[0]).toMatchObject({ about: 'refused', kind: 'refuseReason', detail: { reason: 'queue_full' } });
  });

  it('[FM5] [FM18] what is on the link when the connection ends is lost there, with the fault behind it', () => {
    const crash = { kind: 'brokerCrash' as const, target: 'b', at: '2s', for: '1s', mode: 'process' as const };
    const model = modelOf(
      {
        b: node('broker', { profile: 'rabbitmq-4.2' }),
        p: node('producer', { load: { kind: 'constant', rate: '10/s' }, acks: '0' }),
        q: node('queue', { broker: 'b' }),
        c: node('consumer'),
      },
      ['p>q', 'q>c'],
      { faults: [crash as never] },
      '200ms',
    );
    const onTheWay = [19, 20].map((serial) => journeyOf(model, serial));
    for (const journey of onTheWay) {
      expect(kindsOf(journey.copies[0])).toEqual(['created', 'sent', 'dropped']);
      expect(detailOf(journey.copies[0], 'dropped')).toMatchObject({ reason: 'connection_closed' });
      expect(causesOf(journey)).toEqual(['dropped dropReason', 'dropped event']);
    }
  });

  it('[FM9] [FM19] when its consumer crashes the queue has it again, and the next one gets it', () => {
    const crash = { kind: 'clientCrash' as const, target: 'c', at: '2.5s', for: '1s', moment: 'now' as const };
    const journey = journeyOf(queueOf({ workTime: ms('800ms'), prefetch: 1 }, { faults: [crash as never] }), 2);
    const { copies } = journey;
    expect(kindsOf(copies[0])).toContain('holderLost');
    const lost = copies[0]!.steps.find(({ kind }) => kind === 'holderLost');
    expect(lost).toMatchObject({ atUs: 2_500_000, node: 'c', detail: { instance: 1, reason: 'client_crash' } });
    expect(detailOf(copies[0], 'requeued')).toEqual({ cause: 'lost', returns: 1 });
    expect(detailOf(copies[0], 'received', 1)).toMatchObject({ redelivered: 1 });
    expect(copies[0]).toMatchObject({ state: 'done', processed: 1, redelivered: 1 });
    expect(causesOf(journey)).toEqual(['fine wasProcessed', 'late redeliveredAfterLoss', 'late event']);
    expect(journey.events.map(({ kind }) => kind)).toContain('fault.started');
  });

  it('[FM10] what is settled on delivery is done once processed, and lost with its consumer', () => {
    const done = journeyOf(queueOf({ ack: 'onDelivery', workTime: ms('2ms') }), 1).copies[0];
    expect(kindsOf(done).slice(-4)).toEqual(['received', 'began', 'acknowledged', 'processed']);
    expect(done?.state).toBe('done');
    const crash = { kind: 'clientCrash' as const, target: 'c', at: '3.5s', moment: 'now' as const };
    const lost = journeyOf(queueOf({ ack: 'onDelivery', workTime: ms('2s') }, { faults: [crash as never] }), 3);
    expect(lost.copies[0]).toMatchObject({ state: 'dropped', processed: 0 });
    expect(causesOf(lost)).toEqual(['dropped dropReason', 'dropped event']);
  });

  it('[FM17] tells what it waits for: others ahead, consumers whose prefetch is full, a worker', () => {
    const busy = modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '20/s' } }),
        q: node('queue'),
        c: node('consumer', { count: 2, prefetch: 3, workTime: ms('1s') }),
      },
      ['p>q', 'q>c'],
    );
    const at = (serial: number) => journeyOf(busy, serial, 2_000_000).causes.filter(({ about }) => about === 'stuck');
    expect(at(30)).toEqual([
      expect.objectContaining({ kind: 'behindMessages', node: 'q', detail: expect.objectContaining({ ahead: 21 }) }),
      expect.objectContaining({ kind: 'prefetchFull', node: 'c', detail: expect.objectContaining({ consumers: 2, prefetch: 3, unacked: 6 }) }),
    ]);
    expect(at(6)).toEqual([expect.objectContaining({ kind: 'behindInClient', node: 'c' })]);
    expect(at(3)).toEqual([expect.objectContaining({ kind: 'isWorkedOn', node: 'c' })]);
    expect(journeyOf(busy, 500, 2_000_000)).toMatchObject({ message: null, copies: [], causes: [{ kind: 'notProduced' }] });
  });
});
