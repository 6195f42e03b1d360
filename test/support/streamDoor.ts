/** Stream consumers at a broker's door: who processed what, what was committed, and members that die. */
import { createIntegerSampler } from '#core/base/distribution.ts';
import { createRandom } from '#core/base/random.ts';
import { SECOND } from '#core/base/units.ts';
import type { Broker, Peer, Session } from '#core/broker/api.ts';
import type { LogSettings } from '#core/base/workload.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { FanOut } from '#core/client/fanOut.ts';
import { StreamConsumer, type StreamConsumerSettings } from '#core/client/streamConsumer.ts';
import { Work } from '#core/client/work.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { batchOf, Door } from './door.ts';

const TOPIC = 0;
export const WORK_US = 1_000_000;
/** The join barrier of an empty group. */
export const INITIAL_DELAY_US = 3 * SECOND;
/** Until a member that says nothing is evicted. */
export const SESSION_US = 45 * SECOND;

const DEFAULTS: StreamConsumerSettings = {
  group: 'g',
  assignor: 'range',
  offsetReset: 'earliest',
  commit: 'auto',
  commitIntervalUs: 5 * SECOND,
  maxPollRecords: 500,
  handOff: false,
  maxPollIntervalUs: 300 * SECOND,
  sessionTimeoutUs: SESSION_US,
  heartbeatIntervalUs: 3 * SECOND,
  fetchMinBytes: 1,
  fetchMaxWaitUs: SECOND / 2,
};

/** A topic, a producer, and members of the group g that come and go. */
export function streamDoor(partitions = 1, logs: Partial<LogSettings> = {}) {
  const door = new Door();
  const topic = door.add(TOPIC, new Topic(partitions, door.books, { ...LOG_DEFAULTS, ...logs }));
  topic.registerGroup('g');
  const group = () => door.broker.group('g');
  const producer = door.client();
  const produce = (partition: number, ...values: number[]) => {
    producer.ask({ kind: 'produce', destination: TOPIC, acks: 1, parts: [{ partition, batch: batchOf(values) }] });
    door.settle();
  };
  /** A consumer that writes down what it finished, and can be cut off as by a crash of its process. */
  const consumer = (settings: Partial<StreamConsumerSettings> = {}, workUs = WORK_US, concurrency = 1) => {
    const processed: number[] = [];
    let isDead = false;
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
      send: (createdUs: number) => void (isDead || processed.push(createdUs)),
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
      { concurrency, failureProbability: 0, onFailure: 'retry' },
      new Histogram(),
      new FanOut([{ sender: sink, edge: '', destination: 0, share: 1 }], random, door.books),
      random,
      () => door.kernel.now(),
    );
    const member = new StreamConsumer(
      { scheduler: door.kernel, books: door.books, work, client: 'c', sources: [{ destination: TOPIC, broker }] },
      { ...DEFAULTS, ...settings },
      (id, _destination, partition, from, count) => {
        if (group().owns(id, TOPIC, partition)) topic.handBack('g', partition, from, count);
        else door.books.dropped('subscription_ended', count);
      },
    );
    member.start();
    const crash = () => {
      isDead = true;
      for (const session of sessions) session.close('crash');
      work.settings = { ...work.settings, concurrency: 0 };
    };
    const places = () => [...member.owned].map((p) => p.partition);
    return { member, processed, crash, places };
  };
  return { door, topic, group, produce, consumer, committed: (partition = 0) => group().offsets.get(TOPIC, partition) };
}
