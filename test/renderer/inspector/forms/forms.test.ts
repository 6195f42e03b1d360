import { describe, expect, test } from 'vitest';
import { NODE_DEFAULTS, newNode } from '../../../../core/scenario/defaults.ts';
import { NODE_FIELDS } from '../../../../core/scenario/fields.ts';
import type { NodeKind, ProducerDoc } from '../../../../core/scenario/scenario.ts';
import { isMessageKey, showLanguage, showWindowTexts } from '../../../../renderer/i18n/i18n.ts';
import { isRelevant, isTouched, shownFields } from '../../../../renderer/inspector/forms/form.ts';
import { FORMS } from '../../../../renderer/inspector/forms/forms.ts';

await showLanguage('en');
await showWindowTexts();

// What an external service is, its file says: there is nothing to set.
const kinds = (Object.keys(FORMS) as NodeKind[]).filter((kind) => kind !== 'external');

describe.each(kinds)('the form of a %s', (kind) => {
  const specs = FORMS[kind].flatMap((group) => group.fields);

  test('has each of its settings exactly once', () => {
    const fields = specs.map((spec) => spec.field).filter((field) => field !== 'broker');
    expect(fields.toSorted()).toEqual(Object.keys(NODE_DEFAULTS[kind]).toSorted());
  });

  test('has a range for each number', () => {
    const numbers = specs.filter((spec) => spec.control === 'range').map((spec) => spec.field);
    expect(numbers.filter((field) => !Object.hasOwn(NODE_FIELDS[kind], field))).toEqual([]);
  });

  test('has a text for each label and option', () => {
    const keys = specs.flatMap((spec) => [...('label' in spec ? [spec.label] : []), ...(spec.control === 'choice' ? spec.options.map((o) => o.label) : [])]);
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
  });

  test('offers the default among a choice’s options', () => {
    const choices = specs.filter((spec) => spec.control === 'choice');
    const defaults = NODE_DEFAULTS[kind] as Record<string, unknown>;
    expect(choices.filter((spec) => !spec.options.some((option) => option.value === defaults[spec.field]))).toEqual([]);
  });
});

test('a consumer shows only what its kind of source uses', () => {
  const shown = (...peers: NodeKind[]) => FORMS.consumer.filter((group) => isRelevant(group, new Set(peers), false)).map((group) => group.title);
  expect(shown('queue')).toEqual(['group.work', 'group.delivery']);
  expect(shown('topic')).toEqual(['group.work', 'group.reading', 'group.membership']);
  expect(shown()).toEqual(['group.work', 'group.delivery', 'group.reading', 'group.membership']);
});

test('what is JMS’s own is shown where ActiveMQ’s rules hold, and where it was set', () => {
  const shown = (peer: NodeKind) => FORMS.consumer.filter((group) => isRelevant(group, new Set([peer]), true)).map((group) => group.title);
  expect(shown('queue')).toEqual(['group.work', 'group.delivery', 'group.selector', 'group.redelivery']);
  expect(shown('broadcast')).toEqual(['group.work', 'group.delivery', 'group.subscription', 'group.selector', 'group.redelivery']);
  const group = FORMS.consumer.find(({ title }) => title === 'group.selector')!;
  expect([isTouched(group, newNode('consumer', 'a')), isTouched(group, { ...newNode('consumer', 'a'), selector: 'TRUE' })]).toEqual([false, true]);
});

test('a field that depends on another is shown beside the values it is for', () => {
  const delivery = FORMS.consumer.find(({ title }) => title === 'group.delivery')!;
  const fields = (ack: 'afterProcessing' | 'transacted') => shownFields(delivery, { ...newNode('consumer', 'a'), ack }).map(({ field }) => field);
  expect([fields('afterProcessing'), fields('transacted')]).toEqual([
    ['prefetch', 'ack', 'consumerPriority', 'exclusive'],
    ['prefetch', 'ack', 'consumerPriority', 'exclusive', 'ackEvery'],
  ]);
});

test('how messages are spaced is asked of a load that does not say it itself', () => {
  const group = FORMS.producer.find(({ title }) => title === 'group.load')!;
  const fields = (load: ProducerDoc['load']) => shownFields(group, { ...newNode('producer', 'p'), load }).map(({ field }) => field);
  expect(fields({ kind: 'ramp', from: '1/s', to: '2/s', over: '1s' })).toEqual(['load', 'arrivals']);
  expect(fields({ kind: 'users', users: 1, thinkTime: { kind: 'constant', value: '1s' }, rampUp: '0s' })).toEqual(['load']);
  expect(fields({ kind: 'replayMessages', rows: ['1s'] })).toEqual(['load']);
});
