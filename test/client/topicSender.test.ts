import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import type { SendSettings } from '#core/base/workload.ts';
import type { Broker, NO_KEY as NoKey, Peer, ProduceRequest, Reply, Session } from '#core/broker/api.ts';
import { createSender } from '#core/client/sender.ts';
import { ClusterDoor, TOPIC } from '../support/clusterDoor.ts';
import { Door } from '../support/door.ts';

const NO_KEY: typeof NoKey = 0xffffffff;
const SETTINGS: SendSettings = {
  lingerUs: 0,
  batchBytes: 16_384,
  acks: -1,
  retries: 1_000_000,
  retryBackoffUs: 100_000,
  requestTimeoutUs: 30_000_000,
  maxInFlight: 5,
  bufferBytes: 33_554_432,
  deliveryTimeoutUs: 120_000_000,
  maxBlockUs: 0,
  isIdempotent: false,
  partitioner: 'murmur2',
  transaction: 0,
  confirmWindow: 0,
};

/** A broker that answers as the test says, and keeps what it was asked. */
class Scripted implements Broker {
  readonly requests: ProduceRequest[] = [];
  #peer: Peer | undefined;
  constructor(isTaking = true) {
    this.isTaking = isTaking;
  }
  isTaking: boolean;
  open(peer: Peer): Session {
    this.#peer = peer;
    return { submit: (request) => this.isTaking && request.kind === 'produce' && this.requests.push(request) > 0, close: () => {} };
  }
  answer(request: ProduceRequest, error: Extract<Reply, { kind: 'done' }>['error'] = 'none'): void {
    this.#peer!.receive({ kind: 'done', id: request.id, error });
  }
}

function scripted(settings: Partial<SendSettings> = {}) {
  const door = new Door();
  const broker = new Scripted();
  const acknowledged: number[] = [];
  const sender = createSender('topic', 1, {
    scheduler: door.kernel,
    books: door.books,
    broker,
    client: 'p',
    destination: 0,
    random: createRandom(1),
    settings: { ...SETTINGS, ...settings },
    nextPid: () => 7,
    onAcknowledged: (n) => void acknowledged.push(n),
  });
  door.books.register(sender);
  const send = (n: number, size = 100) => {
    door.books.offered(1);
    sender.send(n, NO_KEY, size, n, undefined);
  };
  /** Requests as the serials of their records. */
  const sent = () => broker.requests.map((r) => Array.from(r.parts[0]!.batch.serials.subarray(0, r.parts[0]!.batch.count)));
  return { door, broker, sender, send, sent, acknowledged };
}

/** A log that takes what it is asked in the order it is asked, but for the requests it is told to refuse. */
const logOf = (broker: Scripted, refused: ReadonlySet<number>): number[] =>
  broker.requests.flatMap((r, i) => (refused.has(i) ? [] : Array.from(r.parts[0]!.batch.serials.subarray(0, r.parts[0]!.batch.count))));

describe('a retry', () => {
  it('[KP8] beside another request in flight changes the order; not with one in flight', () => {
    const run = (settings: Partial<SendSettings>): number[] => {
      const { door, broker, send } = scripted(settings);
      send(1);
      send(2);
      broker.answer(broker.requests[0]!, 'not_leader_or_follower');
      if (broker.requests.length > 1) broker.answer(broker.requests[1]!);
      door.wait(1_000_000);
      for (const request of broker.requests.slice(broker.requests.length > 2 ? 2 : 1)) broker.answer(request);
      door.wait(1_000_000);
      return logOf(broker, new Set([0]));
    };
    expect(run({})).toEqual([2, 1]);
    expect(run({ maxInFlight: 1 })).toEqual([1, 2]);
  });

  it('[KP8] [I6] with idempotence what follows a failed batch is out of order, and both are sent again in order', () => {
    const door = new ClusterDoor({ latencyUs: 0 });
    let produced = 0;
    // The second batch is lost on its way; what the leader says of the third is the leader's own word.
    const broker: Broker = {
      open: (peer, hello) => {
        const session = door.cluster.servers[0]!.open(peer, hello);
        return {
          close: (reason) => session.close(reason),
          submit: (request) => {
            if (request.kind !== 'produce' || ++produced !== 2) return session.submit(request);
            door.books.dropped('connection_closed', 1);
            return true;
          },
        };
      },
    };
    const sender = createSender('topic', 1, {
      scheduler: door.kernel,
      books: door.books,
      broker,
      client: 'p',
      destination: TOPIC,
      random: createRandom(1),
      settings: { ...SETTINGS, isIdempotent: true, requestTimeoutUs: 1_000_000 },
      nextPid: () => 1,
      onAcknowledged: () => {},
    });
    door.books.register(sender);
    for (const n of [1, 2, 3, 4]) {
      door.books.offered(1);
      sender.send(n, NO_KEY, 10, n, undefined);
    }
    door.waitS(10);
    expect(door.records(0)).toEqual([1, 2, 3, 4]);
    expect([sender.unanswered, sender.waiting, sender.refused]).toEqual([0, 0, 0]);
  });

  it('[KP9] numbers its batches by records, keeps a batch’s numbers when it is sent again, and waits for the ones before it', () => {
    const { door, broker, send } = scripted({ isIdempotent: true });
    for (const n of [1, 2, 3]) send(n);
    const [a, b, c] = broker.requests as [ProduceRequest, ProduceRequest, ProduceRequest];
    expect([a, b, c].map((r) => r.parts[0]!.mark)).toEqual([0, 1, 2].map((sequence) => ({ pid: 7, epoch: 0, sequence })));
    broker.answer(a, 'not_leader_or_follower');
    broker.answer(b, 'out_of_order_sequence');
    broker.answer(c, 'out_of_order_sequence');
    door.wait(100_000);
    // One at a time, the first one first.
    expect(broker.requests.length).toBe(4);
    expect(broker.requests[3]!.parts[0]!.mark).toEqual({ pid: 7, epoch: 0, sequence: 0 });
    broker.answer(broker.requests[3]!);
    expect(broker.requests[4]!.parts[0]!.mark).toEqual({ pid: 7, epoch: 0, sequence: 1 });
  });

  it('[KP9] a log that lost what it had acknowledged refuses what follows: numbers begin again under the next epoch', () => {
    const { door, broker, send } = scripted({ isIdempotent: true });
    send(1);
    broker.answer(broker.requests[0]!);
    send(2);
    broker.answer(broker.requests[1]!, 'out_of_order_sequence');
    door.wait(100_000);
    expect(broker.requests[2]!.parts[0]!.mark).toEqual({ pid: 7, epoch: 1, sequence: 0 });
  });

  it('waits longer each time, up to a second', () => {
    const { door, broker, send } = scripted();
    send(1);
    const at: number[] = [];
    for (let i = 0; i < 6; i++) {
      at.push(door.kernel.now());
      broker.answer(broker.requests.at(-1)!, 'not_enough_replicas');
      while (broker.requests.length < i + 2) door.wait(100_000);
    }
    expect(at.map((t, i) => (i === 0 ? 0 : t - at[i - 1]!))).toEqual([0, 100_000, 200_000, 400_000, 800_000, 1_000_000]);
  });
});

describe('patience', () => {
  it('[KP5] a batch that others wait behind goes with what is ready', () => {
    const { broker, sent, send } = scripted({ lingerUs: 5_000, batchBytes: 400, maxInFlight: 1 });
    for (const n of [1, 2, 3, 4, 5]) send(n);
    expect(sent()).toEqual([[1, 2]]);
    broker.answer(broker.requests[0]!);
    expect(sent()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('[KP6] a record that finds the buffer full waits for room, and is refused when its time is over', () => {
    const { door, broker, sender, send } = scripted({ bufferBytes: 250, maxBlockUs: 60_000_000, maxInFlight: 1 });
    for (const n of [1, 2, 3, 4]) send(n);
    // Two records of 121 bytes fit: one is on its way, one in an open batch, two wait for room.
    expect([sender.waiting, sender.refused]).toEqual([3, 0]);
    door.wait(30_000_000 - 1);
    broker.answer(broker.requests[0]!);
    // The third joined the second's batch.
    expect([sender.waiting, sender.refused]).toEqual([1, 0]);
    door.wait(30_000_001);
    expect([sender.waiting, sender.refused]).toEqual([0, 1]);
    expect(door.books.totals()).toMatchObject({ refused: { buffer_full: 1 } });
  });

  it('[KP7] a delivery timeout ends waiting and retries together; what was never sent is dropped with its reason', () => {
    const { door, broker, sender, send } = scripted({ maxInFlight: 1, deliveryTimeoutUs: 120_000_000, requestTimeoutUs: 50_000_000 });
    send(1);
    send(2);
    door.wait(119_999_999);
    expect([broker.requests.length, sender.refused]).toEqual([3, 0]);
    door.wait(31_000_000);
    expect([sender.refused, sender.waiting, sender.unanswered]).toEqual([2, 0, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { delivery_timeout: 1 } });
  });

  it('[KP6] [KP7] what waits for room comes in as what is too old goes out, each once', () => {
    const { door, broker, sender, send } = scripted({
      batchBytes: 0,
      bufferBytes: 250,
      maxBlockUs: 200_000_001,
      deliveryTimeoutUs: 40_000_000,
      requestTimeoutUs: 30_000_000,
    });
    broker.isTaking = false;
    for (let n = 1; n <= 9; n++) send(n);
    expect([sender.waiting, sender.refused]).toEqual([9, 0]);
    door.wait(40_000_000);
    expect([sender.waiting, sender.refused, sender.inFlight]).toEqual([7, 2, 7]);
    door.wait(160_000_000);
    expect([sender.waiting, sender.refused, sender.inFlight]).toEqual([0, 9, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { delivery_timeout: 9 }, refused: {} });
    expect(door.books.totals().difference).toBe(0);
  });

  it('[KP7] what was given up may be in the log all the same', () => {
    const door = new ClusterDoor();
    const deaf: Broker = {
      open: (peer, hello) => door.cluster.servers[0]!.open({ receive: () => {}, drained: () => {}, closed: (reason) => peer.closed(reason) }, hello),
    };
    const sender = createSender('topic', 1, {
      scheduler: door.kernel,
      books: door.books,
      broker: deaf,
      client: 'p',
      destination: TOPIC,
      random: createRandom(1),
      settings: { ...SETTINGS, retries: 0, requestTimeoutUs: 1_000_000 },
      onAcknowledged: () => {},
    });
    door.books.register(sender);
    door.books.offered(1);
    sender.send(1, NO_KEY, 10, 1, undefined);
    door.waitS(2);
    expect([sender.refused, door.records(0)]).toEqual([1, [1]]);
  });
});

describe('a producer that starts anew', () => {
  it('[KP10] has another id: what its program sends again is there twice', () => {
    const door = new ClusterDoor();
    let pid = 0;
    const sender = createSender('topic', 1, {
      scheduler: door.kernel,
      books: door.books,
      broker: door.cluster.servers[0]!,
      client: 'p',
      destination: TOPIC,
      random: createRandom(1),
      settings: { ...SETTINGS, isIdempotent: true },
      nextPid: () => ++pid,
      onAcknowledged: () => {},
    });
    door.books.register(sender);
    const send = () => {
      door.books.offered(1);
      sender.send(1, NO_KEY, 10, 1, undefined);
      door.waitS(1);
    };
    send();
    sender.crash!();
    sender.restart!();
    send();
    expect(door.records(0)).toEqual([1, 1]);
  });
});
