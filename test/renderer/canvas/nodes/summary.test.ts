import { expect, test } from 'vitest';
import { newNode } from '../../../../core/scenario/defaults.ts';
import type { NodeDoc } from '../../../../core/scenario/scenario.ts';
import { summaryOf } from '../../../../renderer/canvas/nodes/summary.ts';
import { translate, showLanguage, showWindowTexts } from '../../../../renderer/i18n/i18n.ts';

await showLanguage('en');
await showWindowTexts();

const said = (doc: NodeDoc, broker?: string) => summaryOf(doc, broker, translate);

test.each<[string, NodeDoc, [string, string]]>([
  [
    'a spike',
    { ...newNode('producer', 'p'), load: { kind: 'spike', base: '300/s', peak: '6k/s', at: '15s', rise: '1s', hold: '10s', fall: '1s' } },
    ['300/s → 6k/s spike', '1KiB each'],
  ],
  ['workers of a group', { ...newNode('consumer', 'c'), count: 2, concurrency: 3, group: 'g', failureProbability: 0.015 }, ['6 × 5ms', 'group g · 1.5% fail']],
  [
    'a durable subscription that selects',
    { ...newNode('consumer', 'c'), subscription: 'durable', subscriptionName: 'inbox', selector: 'vip' },
    ['1 × 5ms', 'durable: inbox · vip'],
  ],
  ['a time that varies', { ...newNode('consumer', 'c'), workTime: { kind: 'exponential', mean: '8ms' } }, ['1 × ~8ms', '']],
  [
    'a queue that gives up',
    { ...newNode('queue', 'q'), messageTtl: '5s', deliveryLimit: 3 },
    ['expires after 5s · given back 3 times at most', 'no broker cost'],
  ],
  ['a bounded queue', { ...newNode('queue', 'q'), maxLength: 100, overflow: 'reject' }, ['at most 100 · rejects when full', 'no broker cost']],
  ['an unbounded channel', { ...newNode('channel', 'c'), unbounded: true, capacity: 5 }, ['unbounded', 'at most 512MiB of memory']],
  ['a rendezvous', newNode('channel', 'c'), ['rendezvous', '']],
  ['one thread', { ...newNode('broker', 'b'), threads: 1, costPerRequest: '50us' }, ['1 thread', '50us/req']],
])('%s', (_, doc, expected) => {
  expect(said(doc)).toEqual(expected);
});

test('a topic names its broker', () => {
  expect(said(newNode('topic', 't'), 'kafka1')).toEqual(['1 partition', 'on kafka1']);
  expect(said({ ...newNode('topic', 't'), partitions: 12, replicationFactor: 3 }, 'kafka1')).toEqual(['12 partitions × 3 copies', 'on kafka1']);
});

test('a broker names whose rules it follows', () => {
  expect(said({ ...newNode('broker', 'b'), profile: 'kafka-4.1' })).toEqual(['Kafka 4.1 · 8 threads', '60us/req']);
});
