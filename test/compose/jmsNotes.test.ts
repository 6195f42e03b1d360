import { expect, test } from 'vitest';
import { toDesign } from '#core/compose/design.ts';
import { jmsNotes } from '#core/compose/jmsNotes.ts';
import type { ConsumerDoc, QueueDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';

function notesOf(profile: 'activemq-5.17' | 'any', consumers: readonly Partial<ConsumerDoc>[], queue: Partial<QueueDoc> = {}) {
  const readers = Object.fromEntries(consumers.map((doc, i) => [`c${i}`, node('consumer', doc)]));
  const model = modelOf(
    { mq: node('broker', { profile }), news: node('broadcast', { broker: 'mq' }), jobs: node('queue', { broker: 'mq', ...queue }), ...readers },
    Object.keys(readers).map((id) => `news>${id}`),
  );
  return jmsNotes(toDesign(model, {})).map(({ code, nodes }) => `${code} ${nodes.join()}`);
}

test('each thing Artemis does otherwise has its note, and none where nothing is JMS', () => {
  expect(notesOf('activemq-5.17', [{}])).toEqual(['jms jobs,news']);
  expect(notesOf('activemq-5.17', [{ subscription: 'durable', subscriptionName: ' ' }])).toEqual(['jms jobs,news', 'jmsDurable c0']);
  expect(notesOf('activemq-5.17', [{ maximumRedeliveries: 3 }, { redeliveryDelay: '2s' }])).toEqual(['jms jobs,news', 'jmsRedelivery c1']);
  expect(notesOf('any', [{ subscription: 'durable' }], { maxLength: 5, overflow: 'reject' })).toEqual([]);
});

test('limits, and what only RabbitMQ has', () => {
  expect(notesOf('activemq-5.17', [], { maxLength: 5, overflow: 'dropHead' })).toEqual(['jms jobs,news']);
  expect(notesOf('activemq-5.17', [], { maxLength: 5, overflow: 'reject' })).toEqual(['jms jobs,news', 'jmsLimits jobs']);
  expect(notesOf('activemq-5.17', [], { maxLength: 5, overflow: 'rejectDeadLetter' })).toEqual(['jms jobs,news', 'jmsLimits jobs', 'jmsOwn jobs']);
  for (const own of [{ exclusive: true }, { expires: '1m' }, { type: 'quorum' }, { maxBytes: '1KiB' }] as const)
    expect(notesOf('activemq-5.17', [], own)).toEqual(['jms jobs,news', 'jmsOwn jobs']);
});
