/** The lessons about the five concepts, done as their texts say. */
import { expect, test } from 'vitest';
import { newEdge } from '#core/scenario/defaults.ts';
import { broker } from '../../../renderer/lessons/concepts/broker.ts';
import { consumer } from '../../../renderer/lessons/concepts/consumer.ts';
import { message } from '../../../renderer/lessons/concepts/message.ts';
import { producer } from '../../../renderer/lessons/concepts/producer.ts';
import { topic } from '../../../renderer/lessons/concepts/topic.ts';
import { playLesson } from '../../support/playLesson.ts';

const SECOND = 1_000_000;
const rate = (text: string) => ({ kind: 'constant', rate: text });

test('broker', () => {
  const play = playLesson(broker);
  play.edit({ kind: 'setBroker', nodes: ['orders'], broker: 'mq' });
  expect(play.met()).toEqual([true, false]);
  play.run(3 * SECOND);

  play.next();
  play.set('shop', 'load', rate('500/s'));
  expect(play.met()).toEqual([true, false]);
  play.goOn(10 * SECOND);

  play.next();
  play.set('mq', 'threads', 4);
  expect(play.met()).toEqual([true, false]);
  play.goOn(20 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('producer', () => {
  const play = playLesson(producer);
  play.set('shop', 'load', rate('80/s'));
  play.run(4 * SECOND);

  play.next();
  play.spike('shop', 10, 10 * SECOND);
  expect(play.met()).toEqual([false, false]);
  play.goOn(8 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('consumer', () => {
  const play = playLesson(consumer);
  play.run(3 * SECOND);

  play.next();
  play.set('packer', 'count', 3);
  expect(play.met()).toEqual([true, false]);
  play.goOn(12 * SECOND);

  play.next();
  play.fault({ kind: 'clientCrash', target: 'packer', forUs: 2 * SECOND, instance: null, moment: 'beforeProcessing' });
  play.goOn(15 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('topic', () => {
  const play = playLesson(topic);
  play.edit({ kind: 'connect', id: 'a', edge: newEdge('returns', 'events') });
  play.run(4 * SECOND);

  play.next();
  play.edit({ kind: 'connect', id: 'b', edge: newEdge('events', 'stats') });
  expect(play.met()).toEqual([true, false]);
  play.goOn(8 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('message', () => {
  const play = playLesson(message);
  play.set('shop', 'size', { kind: 'constant', value: '64KiB' });
  expect(play.met()).toEqual([true, false]);
  play.run(8 * SECOND);

  play.next();
  play.set('shop', 'size', { kind: 'constant', value: '1KiB' });
  play.set('shop', 'keys', { kind: 'uniform', count: 100 });
  play.run();
  expect(play.met()).toEqual([true, false]);
  play.set('shop', 'keys', { kind: 'single' });
  expect(play.met()).toEqual([true, false]);
  play.run();

  play.next();
  play.set('europe', 'selector', "region = 'eu'");
  expect(play.met()).toEqual([true, false]);
  play.run();

  play.next();
  play.export();
  play.next();
});
