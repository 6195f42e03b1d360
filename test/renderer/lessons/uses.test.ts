/** The chapter of uses: doing what each step says meets its goals, and nothing else does. */
import { describe, expect, it } from 'vitest';
import { asynchronousProcessing } from '../../../renderer/lessons/uses/asynchronousProcessing.ts';
import { dataSynchronisation } from '../../../renderer/lessons/uses/dataSynchronisation.ts';
import { decoupling } from '../../../renderer/lessons/uses/decoupling.ts';
import { peakShaving } from '../../../renderer/lessons/uses/peakShaving.ts';
import { retryCompensation } from '../../../renderer/lessons/uses/retryCompensation.ts';
import { streamProcessing } from '../../../renderer/lessons/uses/streamProcessing.ts';
import { add, remove, runWithSpike, wire } from '../../support/buildLesson.ts';
import { type LessonPlayer, playLesson } from '../../support/playLesson.ts';

/** The last step, whatever it asks for besides: all of it is met. */
const exported = (player: LessonPlayer): boolean => {
  player.export();
  return player.met().every(Boolean);
};

describe('asynchronous processing', () => {
  it('puts mail and SMS behind the answer', () => {
    const player = playLesson(asynchronousProcessing);
    player.run();
    player.next();
    add(player, 'queue', 'queue');
    wire(player, 'registration>queue', 'queue>notifier');
    player.set('registration', 'workTime', { kind: 'constant', value: '20ms' });
    player.run();
    player.next();
    runWithSpike(player, 'users');
    player.next();
    expect(exported(player)).toBe(true);
  });

  it('is not done by leaving the mails out', () => {
    const player = playLesson(asynchronousProcessing);
    player.run();
    player.next();
    player.set('registration', 'workTime', { kind: 'constant', value: '20ms' });
    player.run();
    expect(player.met()).toEqual([false, true, false]);
  });

  it('needs the spike for the peak', () => {
    const player = playLesson(asynchronousProcessing);
    player.run();
    player.next();
    add(player, 'queue', 'queue');
    wire(player, 'registration>queue', 'queue>notifier');
    player.set('registration', 'workTime', { kind: 'constant', value: '20ms' });
    player.run();
    player.next();
    player.run();
    expect(player.met()).toEqual([false, false]);
  });
});

describe('data synchronisation', () => {
  it('catches up, breaks the order, and keeps it with one active reader', () => {
    const player = playLesson(dataSynchronisation);
    player.run();
    player.next();
    player.set('search', 'count', 4);
    player.run();
    player.next();
    player.run();
    expect(player.met()).toEqual([false]);
    player.set('for-search', 'singleActive', true);
    player.run();
    player.next();
    expect(exported(player)).toBe(true);
  });

  it('wants a stand-in, so that one instance alone is not enough', () => {
    const player = playLesson(dataSynchronisation);
    player.run();
    player.next();
    player.set('search', 'count', 4);
    player.run();
    player.next();
    player.set('search', 'count', 1);
    player.run();
    expect(player.met()).toEqual([false]);
  });
});

describe('retry and compensation', () => {
  it('brings back what failed', () => {
    const player = playLesson(retryCompensation);
    player.run();
    player.next();
    player.set('bookkeeper', 'onFailure', 'retry');
    player.set('accounting', 'deliveryLimit', 1);
    wire(player, 'accounting>wait');
    player.run();
    player.next();
    player.set('wait', 'messageTtl', '5s');
    wire(player, 'wait>again', 'again>bookkeeper');
    player.run();
    player.next();
    expect(exported(player)).toBe(true);
  });

  it('sees what a circle loses', () => {
    const player = playLesson(retryCompensation);
    player.run();
    player.next();
    player.set('bookkeeper', 'onFailure', 'retry');
    player.set('accounting', 'deliveryLimit', 1);
    wire(player, 'accounting>wait');
    player.run();
    player.next();
    player.set('wait', 'messageTtl', '5s');
    wire(player, 'wait>accounting');
    player.run();
    expect(player.met()[1]).toBe(false);
  });
});

describe('peak shaving', () => {
  it('takes the peak, drains sooner, refuses when too small, and is sized', () => {
    const player = playLesson(peakShaving);
    runWithSpike(player, 'shoppers');
    player.next();
    player.set('workers', 'count', 8);
    runWithSpike(player, 'shoppers');
    player.next();
    player.set('orders', 'maxLength', 5000);
    runWithSpike(player, 'shoppers');
    player.next();
    player.set('orders', 'maxLength', 20_000);
    runWithSpike(player, 'shoppers');
    expect(exported(player)).toBe(true);
  });

  it('is not done without the spike, nor with workers for the whole peak', () => {
    const player = playLesson(peakShaving);
    player.run();
    expect(player.met()).toEqual([false, false]);
    runWithSpike(player, 'shoppers');
    player.next();
    player.set('workers', 'count', 20);
    runWithSpike(player, 'shoppers');
    expect(player.met()).toEqual([false]);
  });
});

describe('stream processing', () => {
  it('shares the work, and lets a third group read from the first line', () => {
    const player = playLesson(streamProcessing);
    player.run();
    player.next();
    player.set('analysis', 'count', 4);
    player.run();
    expect(player.met()[0]).toBe(false);
    player.set('logs', 'partitions', 4);
    player.run();
    player.next();
    add(player, 'third', 'consumer', { startAt: '20s', offsetReset: 'latest' });
    wire(player, 'logs>third');
    player.run();
    expect(player.met()[0]).toBe(false);
    player.set('third', 'offsetReset', 'earliest');
    player.run();
    player.next();
    expect(exported(player)).toBe(true);
  });
});

describe('decoupling', () => {
  it('puts an exchange between, and adds a department behind it', () => {
    const player = playLesson(decoupling);
    player.run();
    player.next();
    add(player, 'x', 'exchange', { type: 'fanout' });
    wire(player, 'shop>x', 'x>for-billing', 'x>for-shipping');
    remove(player, [], ['shop-for-billing', 'shop-for-shipping']);
    player.run();
    player.next();
    add(player, 'for-points', 'queue');
    add(player, 'points', 'consumer', { prefetch: 10 });
    wire(player, 'x>for-points', 'for-points>points');
    player.run();
    player.next();
    expect(exported(player)).toBe(true);
  });

  it('takes a broadcast too, but no third wire from the service', () => {
    const player = playLesson(decoupling);
    player.run();
    player.next();
    add(player, 'b', 'broadcast');
    wire(player, 'shop>b', 'b>billing', 'b>shipping');
    remove(player, ['for-billing', 'for-shipping']);
    player.run();
    player.next();
    add(player, 'for-points', 'queue');
    add(player, 'points', 'consumer', { prefetch: 10 });
    wire(player, 'shop>for-points', 'for-points>points');
    player.run();
    expect(player.met()).toEqual([false]);
  });
});
