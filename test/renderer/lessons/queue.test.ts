/** The lessons about queues, done as their texts say. */
import { expect, test } from 'vitest';
import { goChannel } from '../../../renderer/lessons/queue/goChannel.ts';
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
