import { describe, expect, it } from 'vitest';
import type { ConsumerDoc, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../support/design.ts';

const mq = node('broker', { profile: 'activemq-5.17' });

function planWith(nodes: Readonly<Record<string, NodeDoc>>, edges: readonly string[]) {
  return planOf(modelOf({ mq, p: node('producer', { transaction: 5 }), ...nodes }, edges));
}
const readingOf = (from: 'queue' | 'broadcast', consumer: Partial<ConsumerDoc>) =>
  planWith({ d: node(from, { broker: 'mq' }), c: node('consumer', consumer) }, ['p>d', 'd>c']).consumers[0]!;

describe('plans of JMS', () => {
  it('[J8] the prefetch is the client’s standard unless it is set', () => {
    const durable = { subscription: 'durable', subscriptionName: 'inbox' } as const;
    expect(readingOf('queue', {}).prefetch).toBe(1_000);
    expect(readingOf('broadcast', {}).prefetch).toBe(32_767);
    expect(readingOf('broadcast', durable).prefetch).toBe(100);
    expect(readingOf('queue', { prefetch: 7 }).prefetch).toBe(7);
  });

  it('a consumer’s ways of JMS are those of its document, and its name is its client id', () => {
    const { jms } = readingOf('broadcast', {
      ack: 'client',
      ackEvery: 3,
      selector: 'vip',
      subscription: 'durable',
      subscriptionName: 'inbox',
      backOffMultiplier: 2,
    });
    expect(jms).toEqual({
      ackMode: 'client',
      ackEvery: 3,
      selector: 'vip',
      clientId: 'c',
      durable: 'inbox',
      maximumRedeliveries: 6,
      redeliveryDelayUs: 1_000_000,
      backOffMultiplier: 2,
      maximumRedeliveryDelayUs: null,
    });
    expect(readingOf('queue', { subscription: 'durable' }).jms).toMatchObject({ ackMode: 'auto', durable: null, clientId: null });
  });

  it('[J9] what has no dead-letter wire of its own is wired to the server’s own dead-letter queue', () => {
    const plan = planWith({ a: node('queue', { broker: 'mq' }), b: node('broadcast', { broker: 'mq' }), d: node('queue', { broker: 'mq' }) }, [
      'p>a',
      'p>b',
      'a>d',
    ]);
    expect(plan.destinations.map((d) => [d.id, 'deadLetter' in d ? d.deadLetter : undefined])).toEqual([
      ['a', { id: 'a>d', destination: 2 }],
      ['b', { id: '', destination: 3 }],
      ['d', { id: '', destination: 3 }],
      ['mq/ActiveMQ.DLQ', null],
    ]);
  });

  it('[J9] a queue drawn under the name of the dead-letter queue is that queue', () => {
    const plan = planOf({
      ...modelOf({ mq, a: node('queue', { broker: 'mq' }), z: node('queue', { broker: 'mq' }), p: node('producer') }, ['p>a', 'p>z']),
      nodes: { mq, a: node('queue', { name: 'a', broker: 'mq' }), z: node('queue', { name: 'ActiveMQ.DLQ', broker: 'mq' }), p: node('producer') },
    });
    expect(plan.destinations.map((d) => [d.id, 'deadLetter' in d ? d.deadLetter : undefined])).toEqual([
      ['a', { id: '', destination: 1 }],
      ['z', null],
    ]);
  });

  it('elsewhere there is no such queue, and no such reading', () => {
    const plan = planOf(modelOf({ d: node('queue'), p: node('producer'), c: node('consumer') }, ['p>d', 'd>c']));
    expect([plan.destinations.length, plan.consumers[0]!.jms]).toEqual([1, null]);
  });
});
