import { describe, expect, it } from 'vitest';
import { DAY, duration, SECOND } from '#core/base/units.ts';
import { INITIAL_DELAY_US as DELAY_US, SESSION_US, streamDoor, WORK_US } from '../support/streamDoor.ts';

const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('stream consumer', () => {
  it('[U1] [KC3] a crash between processing and commit repeats what was processed: at least once', () => {
    for (const commit of ['auto', 'afterProcessing'] as const) {
      const { door, produce, consumer, committed } = streamDoor();
      produce(0, ...TEN);
      const first = consumer({ commit, commitIntervalUs: 60 * SECOND });
      door.wait(DELAY_US + 6 * WORK_US + WORK_US / 2);
      expect(first.processed).toEqual([0, 1, 2, 3, 4, 5]);
      first.crash();
      expect(committed()).toBeUndefined();
      const second = consumer({ commit });
      door.wait(SESSION_US + 20 * WORK_US);
      expect(second.processed).toEqual(TEN);
    }
  });

  it('[U2] [KC4] a commit before processing skips what a crash left undone: at most once', () => {
    const { door, produce, consumer, committed } = streamDoor();
    produce(0, ...TEN);
    const first = consumer({ commit: 'beforeProcessing' });
    door.wait(DELAY_US + 6 * WORK_US + WORK_US / 2);
    expect(first.processed).toEqual([0, 1, 2, 3, 4, 5]);
    expect(committed()).toBe(10);
    first.crash();
    const second = consumer({ commit: 'beforeProcessing' });
    door.wait(SESSION_US + 10 * WORK_US);
    produce(0, 10);
    door.wait(5 * WORK_US);
    expect(second.processed).toEqual([10]);
  });

  it('[U3] [KC3] commits on a timer, inside polling, the offsets of what earlier polls returned', () => {
    const { door, produce, consumer, committed } = streamDoor();
    produce(0, ...TEN);
    consumer({ commit: 'auto', commitIntervalUs: duration(3.5 * SECOND), maxPollRecords: 2 });
    door.wait(DELAY_US + 3.2 * SECOND);
    expect(committed()).toBeUndefined();
    // Polls begin at 0, 2, 4 … s: the first one after 3.5 s is the one at 4 s, and it commits the two polls before it.
    door.wait(duration(SECOND));
    expect(committed()).toBe(4);
  });

  it('[U4] [KG1] [KC2] members share the partitions, and each partition keeps its order', () => {
    const { door, produce, consumer } = streamDoor(3);
    const five = Array.from({ length: 5 }, () => consumer({}, 10_000));
    door.wait(DELAY_US + SECOND);
    for (let i = 0; i < 30; i++) produce(i % 3, i);
    door.wait(10 * SECOND);
    const busy = five.filter((c) => c.processed.length > 0);
    expect([busy.length, five.length - busy.length]).toEqual([3, 2]);
    for (const { processed } of busy) {
      expect(new Set(processed.map((n) => n % 3)).size).toBe(1);
      expect(processed).toEqual([...processed].sort((a, b) => a - b));
    }
  });

  it('[U5] a member that stops finishes its poll, commits, and the next one goes on without a gap or a repeat', () => {
    const { door, topic, produce, consumer } = streamDoor();
    produce(0, ...TEN);
    const first = consumer({ maxPollRecords: 3 });
    door.wait(DELAY_US + 4 * WORK_US);
    first.member.stop();
    expect(first.member.isStopped).toBe(false);
    door.wait(10 * WORK_US);
    expect(first.member.isStopped).toBe(true);
    expect(first.processed).toEqual([0, 1, 2, 3, 4, 5]);
    const second = consumer();
    door.wait(DELAY_US + 20 * WORK_US);
    expect(second.processed).toEqual([6, 7, 8, 9]);
    expect([topic.stored, door.books.totals().copied.redelivery]).toEqual([0, undefined]);
  });

  it('[U6] a joining member takes over after the others finished their polls; nothing is lost or repeated', () => {
    const { door, topic, produce, consumer } = streamDoor(2);
    for (let i = 0; i < 40; i++) produce(i % 2, i);
    const first = consumer({ maxPollRecords: 5 }, 200_000);
    door.wait(DELAY_US + SECOND);
    const second = consumer({ maxPollRecords: 5 }, 200_000);
    door.wait(60 * SECOND);
    expect(second.processed.length).toBeGreaterThan(5);
    expect([...first.processed, ...second.processed].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(topic.stored).toBe(0);
  });

  it('[U33] [KR3] a member behind the log’s start jumps to it, or skips to the end, as it is told to', () => {
    const HOUR_US = 3_600 * SECOND;
    const goesOn = { earliest: [20, 21, 22], latest: [22] };
    for (const offsetReset of ['earliest', 'latest'] as const) {
      const { door, topic, produce, consumer } = streamDoor(1, { retentionUs: HOUR_US, segmentUs: HOUR_US });
      produce(0, ...TEN);
      const first = consumer({ commit: 'afterProcessing', maxPollRecords: 5 }, 1_000);
      door.wait(DELAY_US + SECOND);
      expect(first.processed).toEqual(TEN);
      first.member.stop();
      door.wait(2 * HOUR_US);
      for (let i = 10; i < 20; i++) produce(0, i);
      // Nobody reads these in time.
      door.wait(2 * HOUR_US);
      produce(0, 20, 21);
      expect([topic.logs[0]!.start, topic.logs[0]!.end]).toEqual([20, 22]);
      const second = consumer({ offsetReset }, 1_000);
      door.wait(DELAY_US + SECOND);
      produce(0, 22);
      door.wait(SECOND);
      expect(second.processed).toEqual(goesOn[offsetReset]);
      expect(door.books.totals().dropped).toEqual({ retention: 10, ...(offsetReset === 'latest' ? { offset_reset: 2 } : {}) });
      // The first ten were read before they were deleted.
      expect([topic.stored, topic.retained]).toEqual([0, 3]);
    }
  });

  it('[U32] [KC5] what is handed to workers is committed by the next poll, done or not: a crash loses it', () => {
    const play = (handOff: boolean) => {
      const { door, produce, consumer, committed } = streamDoor();
      produce(0, ...TEN);
      const first = consumer({ handOff, commitIntervalUs: SECOND }, 10 * SECOND, 10);
      door.wait(DELAY_US + 5 * SECOND);
      produce(0, 10);
      door.wait(SECOND);
      const upTo = committed();
      first.crash();
      expect(first.processed).toEqual([]);
      const second = consumer({}, 1_000);
      door.wait(SESSION_US + 10 * SECOND);
      return { upTo, done: second.processed };
    };
    expect(play(true)).toEqual({ upTo: 10, done: [10] });
    expect(play(false)).toEqual({ upTo: undefined, done: [...TEN, 10] });
  });

  it('[KC6] a new group that begins at the latest sees only what comes after it joined', () => {
    const { door, produce, consumer } = streamDoor();
    produce(0, 1, 2, 3, 4, 5);
    const late = consumer({ offsetReset: 'latest' }, 1_000);
    door.wait(DELAY_US + SECOND);
    produce(0, 6, 7);
    door.wait(SECOND);
    expect(late.processed).toEqual([6, 7]);
  });

  it('[M11] [KC7] a group that was away for eight days begins as a new one; after six it goes on', () => {
    const play = (days: number) => {
      const { door, produce, consumer } = streamDoor(1, { retentionUs: 30 * DAY });
      produce(0, 1, 2);
      const first = consumer({}, 1_000);
      door.wait(DELAY_US + SECOND);
      first.member.stop();
      door.wait(days * DAY);
      produce(0, 3);
      const second = consumer({ offsetReset: 'latest' }, 1_000);
      door.wait(DELAY_US + SECOND);
      produce(0, 4);
      door.wait(SECOND);
      return second.processed;
    };
    expect([play(8), play(6)]).toEqual([[4], [3, 4]]);
  });
});
