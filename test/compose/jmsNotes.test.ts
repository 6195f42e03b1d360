import { expect, test } from 'vitest';
import { jmsNotes } from '#core/compose/jmsNotes.ts';
import type { ConsumerDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';

function notesOf(profile: 'activemq-5.17' | 'any', consumer: Partial<ConsumerDoc>, transaction = 0) {
  const model = modelOf(
    { mq: node('broker', { profile }), news: node('broadcast', { broker: 'mq' }), p: node('producer', { transaction }), c: node('consumer', consumer) },
    ['p>news', 'news>c'],
  );
  return jmsNotes(model).map(({ code, nodes }) => `${code} ${nodes.join()}`);
}

test('each setting of JMS that is used has its note, and none elsewhere', () => {
  expect(notesOf('activemq-5.17', {})).toEqual(['jms news', 'jmsRedelivery c']);
  const all = { subscription: 'durable', subscriptionName: 'inbox', selector: 'vip', ack: 'client' } as const;
  expect(notesOf('activemq-5.17', all, 10)).toEqual(['jms news', 'jmsDurable c', 'jmsSelector c', 'jmsSession p,c', 'jmsRedelivery c']);
  expect(notesOf('any', all, 10)).toEqual([]);
});
