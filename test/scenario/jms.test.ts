import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { formatPath } from '#core/scenario/issues.ts';
import type { ConsumerDoc, ProducerDoc } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { modelOf, node } from '../support/design.ts';

/** Producer → queue and news → one consumer each, on a server with this profile. */
function issuesOf(
  consumer: Partial<ConsumerDoc>,
  {
    profile = 'activemq-5.17',
    from = 'jobs',
    transaction = 0,
  }: Partial<{ profile: 'activemq-5.17' | 'rabbitmq-4.3'; from: 'jobs' | 'news'; transaction: ProducerDoc['transaction'] }> = {},
) {
  const model = modelOf(
    {
      mq: node('broker', { profile }),
      jobs: node('queue', { broker: 'mq' }),
      news: node('broadcast', { broker: 'mq' }),
      p: node('producer', { transaction }),
      c: node('consumer', consumer),
    },
    ['p>jobs', 'p>news', `${from}>c`],
  );
  return validate(model).map((i) => `${i.severity} ${formatPath(i.path.slice(2))} ${i.code} ${JSON.stringify(i.params)}`);
}

describe('settings of JMS', () => {
  it('[J11] a selector that does not parse is an issue with its place in the document and in the text', () => {
    expect(issuesOf({ selector: "region = 'eu' AND vip" })).toEqual([]);
    expect(issuesOf({ selector: 'region = = 3' })).toEqual(['error c.selector selector.unexpected {"at":10,"found":"="}']);
    expect(issuesOf({ selector: 'region >' })).toEqual(['error c.selector selector.unfinished {"at":9,"found":""}']);
    expect(issuesOf({ selector: 'NOT 3' })).toEqual(['error c.selector selector.type {"at":5,"found":"3"}']);
    expect(issuesOf({ selector: '('.repeat(200) })).toEqual([`error c.selector selector.tooDeep {"at":${LIMITS.selectorDepth + 1},"found":"("}`]);
    expect(issuesOf({ selector: 'a'.repeat(LIMITS.selectorLength + 1) })).toEqual([`error c.selector schema.text {"max":${LIMITS.selectorLength}}`]);
  });

  it('a durable subscription needs a name, and serves one instance', () => {
    const durable = { subscription: 'durable', subscriptionName: 'inbox' } as const;
    expect(issuesOf(durable, { from: 'news' })).toEqual([]);
    expect(issuesOf({ ...durable, subscriptionName: ' ' }, { from: 'news' })).toEqual(['error c.subscriptionName jms.durableName {}']);
    expect(issuesOf({ ...durable, count: 3 }, { from: 'news' })).toEqual(['warning c.count jms.durableInstances {"count":3}']);
  });

  it('what only JMS has is an issue elsewhere, and the other way round', () => {
    const elsewhere = { profile: 'rabbitmq-4.3' } as const;
    for (const ack of ['client', 'dupsOk', 'transacted'] as const) {
      expect(issuesOf({ ack })).toEqual([]);
      expect(issuesOf({ ack }, elsewhere)).toEqual(['error c.ack jms.only {"field":"ack"}']);
    }
    expect(issuesOf({ selector: 'TRUE' }, elsewhere)).toEqual(['error c.selector jms.only {"field":"selector"}']);
    expect(issuesOf({ subscription: 'durable' }, elsewhere)).toEqual(['error c.subscription jms.only {"field":"subscription"}']);
    expect(issuesOf({}, { transaction: 10 })).toEqual([]);
    expect(issuesOf({}, { ...elsewhere, transaction: 10 })).toEqual(['error p.transaction jms.only {"field":"transaction"}']);
    expect(issuesOf({ ack: 'onDelivery' })).toEqual(['error c.ack jms.onDelivery {}']);
  });

  it('what ActiveMQ does not have is told: clusters, and RabbitMQ’s limits of a queue', () => {
    const said = (profile: 'activemq-5.17' | 'rabbitmq-4.3') =>
      validate(
        modelOf(
          {
            mq: node('broker', { profile, nodes: 2 }),
            jobs: node('queue', { broker: 'mq', maxLength: 5, deliveryLimit: 2 }),
            p: node('producer'),
            c: node('consumer'),
          },
          ['p>jobs', 'jobs>c'],
        ),
      ).map((i) => `${i.severity} ${i.code} ${String(i.path.at(-1))}`);
    expect(said('activemq-5.17')).toEqual(['error jms.servers nodes', 'warning jms.notInActiveMq maxLength', 'warning jms.notInActiveMq deliveryLimit']);
    expect(said('rabbitmq-4.3')).toEqual([]);
  });

  it('a consumer follows ActiveMQ’s rules at all of its sources or at none', () => {
    const model = modelOf(
      {
        mq: node('broker', { profile: 'activemq-5.17' }),
        jobs: node('queue', { broker: 'mq' }),
        other: node('queue'),
        p: node('producer'),
        c: node('consumer'),
      },
      ['p>jobs', 'p>other', 'jobs>c', 'other>c'],
    );
    const [found] = validate(model);
    expect(found).toMatchObject({ code: 'jms.mixed', severity: 'error', path: ['model', 'nodes', 'c'] });
    expect(issueText(found!, 'en')).toContain('"c" reads from a server that follows ActiveMQ');
  });
});
