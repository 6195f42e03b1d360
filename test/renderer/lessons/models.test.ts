/** The lessons about the two models, done as their texts say. */
import { expect, test } from 'vitest';
import { newEdge } from '#core/scenario/defaults.ts';
import { durableSubscription } from '../../../renderer/lessons/models/durableSubscription.ts';
import { pointToPoint } from '../../../renderer/lessons/models/pointToPoint.ts';
import { publishSubscribe } from '../../../renderer/lessons/models/publishSubscribe.ts';
import { playLesson } from '../../support/playLesson.ts';

const SECOND = 1_000_000;

test('point to point', () => {
  const play = playLesson(pointToPoint);
  play.run(4 * SECOND);

  play.next();
  play.edit({ kind: 'connect', id: 'second', edge: newEdge('orders', 'b') });
  expect(play.met()).toEqual([true, false, false]);
  play.goOn(15 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('publish and subscribe', () => {
  const play = playLesson(publishSubscribe);
  play.run(4 * SECOND);

  play.next();
  play.set('archive', 'startAt', '4s');
  expect(play.met()).toEqual([true, false]);
  play.run(6 * SECOND);

  play.next();
  play.fault({ kind: 'clientCrash', target: 'app', forUs: 2 * SECOND, instance: 0, moment: 'now' });
  expect(play.met()).toEqual([false, false]);
  play.goOn(10 * SECOND);

  play.next();
  play.export();
  play.next();
});

test('durable subscription', () => {
  const play = playLesson(durableSubscription);
  play.run();

  play.next();
  play.set('archive', 'subscription', 'durable');
  expect(play.met()).toEqual([true, false, false]);
  play.run();

  play.next();
  play.export();
  play.next();
});
