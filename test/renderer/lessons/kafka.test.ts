/** The chapter of Kafka: doing what each step says meets its goals, and nothing else does. */
import { expect, it } from 'vitest';
import { kafkaEnvironment } from '../../../renderer/lessons/kafka/kafkaEnvironment.ts';
import { performanceOrReliability } from '../../../renderer/lessons/kafka/performanceOrReliability.ts';
import { playLesson } from '../../support/playLesson.ts';

it('a second instance helps once there is a second partition', () => {
  const player = playLesson(kafkaEnvironment);
  player.run();
  player.next();
  player.set('sensors', 'load', { kind: 'constant', rate: '500/s' });
  player.set('processor', 'count', 2);
  player.run();
  player.next();
  player.run();
  expect(player.met()).toEqual([false]);
  player.set('stream-in', 'partitions', 2);
  player.run();
  player.next();
  player.export();
  expect(player.met()).toEqual([true]);
});

it('acks and idempotence: lost, fewer, none, and none twice', () => {
  const player = playLesson(performanceOrReliability);
  player.run();
  player.next();
  player.set('shop', 'acks', '1');
  player.run();
  player.next();
  player.run();
  expect(player.met()).toEqual([false]);
  player.set('shop', 'acks', 'all');
  player.run();
  player.next();
  player.run();
  expect(player.met()).toEqual([false, false]);
  player.set('shop', 'idempotence', 'on');
  player.run();
  player.export();
  expect(player.met()).toEqual([true, true]);
});

it('without the faults nothing is lost, and nothing is learnt', () => {
  const player = playLesson(performanceOrReliability);
  player.edit({ kind: 'setField', path: ['model', 'faults'], value: [] });
  player.run();
  expect(player.met()).toEqual([false]);
});
