import { describe, expect, it } from 'vitest';
import { createIntegerSampler } from '#core/base/distribution.ts';
import { createRandom } from '#core/base/random.ts';
import { duration, SECOND } from '#core/base/units.ts';
import type { Broker, Peer, Session } from '#core/broker/api.ts';
import { LOG_DEFAULTS, type LogSettings } from '#core/broker/log/partitionLog.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { FanOut } from '#core/client/fanOut.ts';
import { StreamConsumer, type StreamConsumerSettings } from '#core/client/streamConsumer.ts';
import { Work } from '#core/client/work.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { batchOf, Door } from '../support/door.ts';

const TOPIC = 0;
const WORK_US = 1_000_000;
/** The join barrier of an empty group. */
const DELAY_US = 3 * SECOND;
/** Until a member that says nothing is evicted. */
const SESSION_US = 45 * SECOND;

function streamDoor(partitions = 1, logs: Partial<LogSettings> = {}) {
  const door = new Door();
  const topic = door.add(TOPIC, new Topic(partitions, door.books, { ...LOG_DEFAULTS, ...logs }));
  topic.registerGroup('g');
  const producer = door.client();
  const produce = (partition: number, ...values: number[]) => {
    producer.ask({ kind: 'produce', destination: TOPIC, acks: 1, parts: [{ partition, batch: batchOf(values) }] });
    door.settle();
  };
  /** A consumer that writes down what it finished, and can be cut off as by a crash of its process. */
  const consumer = (settings: Partial<StreamConsumerSettings> = {}, workUs = WORK_US) => {
    const processed: number[] = [];
    const sessions: Session[] = [];
    const far = across(door.broker, new Link({ latencyUs: 0 }), door.kernel, door.linkBooks);
    const broker: Broker = {
      open: (peer: Peer, hello) => {
        const session = far.open(peer, hello);
        sessions.push(session);
        return session;
      },
    };
    const random = createRandom(1);
    const sink = {
      send: (createdUs: number) => void processed.push(createdUs),
      waiting: 0,
      unanswered: 0,
      retried: 0,
      refused: 0,
      stored: 0,
      inFlight: 0,
      retune: () => {},
    };
    const work = new Work(
      createIntegerSampler({ kind: 'constant', value: workUs }, random),
      { concurrency: 1, failureProbability: 0, onFailure: 'retry' },
      new Histogram(),
      new FanOut([{ sender: sink, share: 1 }], random, door.books),
      random,
      () => door.kernel.now(),
    );
    const member = new StreamConsumer(
      { scheduler: door.kernel, books: door.books, work, client: 'c', sources: [{ destination: TOPIC, broker }] },
      { group: 'g', assignor: 'range', offsetReset: 'earliest', commit: 'auto', commitIntervalUs: 5 * SECOND, maxPollRecords: 500, ...settings },
      (_member, _destination, partition, from, count) => topic.registerGroup('g').handBack(partition, from, count),
    );
    member.start();
    const crash = () => {
      for (const session of sessions) session.close('crash');
      work.settings = { ...work.settings, concurrency: 0 };
    };
    return { member, processed, crash };
  };
  return { door, topic, produce, consumer, committed: (partition = 0) => door.broker.group('g').offsets.get(TOPIC, partition) };
}

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

  it('[KR3] a member behind the log’s start jumps to it, or skips to the end, as it is told to', () => {
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
});
