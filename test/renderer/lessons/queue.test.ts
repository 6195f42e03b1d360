/** The lessons about queues, done as their texts say. */
import { expect, test } from 'vitest';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { goChannel } from '../../../renderer/lessons/queue/goChannel.ts';
import { messageServer } from '../../../renderer/lessons/queue/messageServer.ts';
import { oneProcess } from '../../../renderer/lessons/queue/oneProcess.ts';
import { playLesson } from '../../support/playLesson.ts';

test('a Go channel', () => {
  const play = playLesson(goChannel);
  play.run();
  expect(play.met()).toEqual([true, true]);

  play.next();
  play.set('sender', 'closeWhenDone', true);
  expect(play.met()).toEqual([true, false]);
  play.run();

  play.next();
  play.set('ch', 'capacity', 2);
  expect(play.met()).toEqual([true, false, false]);
  play.run();

  play.next();
  play.set('ch', 'capacity', 0);
  expect(play.met()).toEqual([false]);
  play.run();
  play.next();
});

test('one process, one fate', () => {
  const play = playLesson(oneProcess);
  play.run();
  play.next();
  play.set('jobs', 'unbounded', false);
  expect(play.met()).toEqual([true, false]);
  play.run();
  play.next();
});

test('the message server', () => {
  const play = playLesson(messageServer);
  play.edit({ kind: 'addNode', id: 'queue', node: { ...newNode('queue', 'Queue'), broker: 'mq' }, position: { x: 320, y: 80 } });
  expect(play.met()).toEqual([true, false]);
  play.edit({ kind: 'connect', id: 'a', edge: newEdge('shop', 'queue') });
  play.edit({ kind: 'connect', id: 'b', edge: newEdge('queue', 'billing') });

  play.next();
  play.setEdge('a', 'latency', '10ms');
  play.setEdge('b', 'latency', '10ms');
  expect(play.met()).toEqual([true, false]);
  play.run(3_000_000);

  play.next();
  play.fault({ kind: 'clientCrash', target: 'billing', forUs: 2_000_000, instance: 0, moment: 'now' });
  play.goOn(5_100_000);
  expect(play.met()).toEqual([true, false]);
  play.goOn(15_000_000);

  play.next();
  play.export();
  play.next();
});
