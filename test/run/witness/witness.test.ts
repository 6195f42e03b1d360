import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { Run } from '#core/run/run.ts';
import { Witness } from '#core/run/witness/witness.ts';
import { World } from '#core/run/world.ts';
import { finish, modelOf, node, nodeOf, planOf, reportOf } from '../../support/design.ts';
import { drain, play } from '../../sim/playWorld.ts';
import { smallWorlds } from '../../sim/smallWorlds.ts';

afterEach(() => vi.restoreAllMocks());

const keyed = node('producer', { keys: { kind: 'roundRobin', count: 3 } });
const burst = (n: number) =>
  node('producer', {
    arrivals: 'even',
    load: {
      kind: 'steps',
      steps: [
        { rate: `${n}/s`, for: '1s' },
        { rate: '0/s', for: '1s' },
      ],
    },
  });
const work = (fields: Partial<ReturnType<typeof node<'consumer'>>> = {}) => node('consumer', { workTime: { kind: 'constant', value: '1ms' }, ...fields });

/** A witness of a design in which nothing runs by itself: it is told by the test. */
const witnessOf = (model: Model): Witness => new World(planOf(model)).witness;

describe('duplicates and order', () => {
  const design = () => modelOf({ p: keyed, q: node('queue'), c: work() }, ['p>q', 'q>c']);

  it('[W1] [W2] agree with brute force over any order of processing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 }), (order) => {
        const witness = witnessOf(design());
        const sent = witness.keyed(0);
        for (let serial = 1; serial <= 12; serial++) sent(serial, serial % 3);
        const processed = witness.processed(0, 0, 0);
        for (const serial of order) processed(serial);
        witness.settle();
        const firsts = order.filter((serial, i) => order.indexOf(serial) === i);
        const late = firsts.filter((serial, i) => firsts.slice(0, i).some((earlier) => earlier > serial && earlier % 3 === serial % 3));
        expect(witness.conduct(0).duplicates.count).toBe(order.length - firsts.length);
        expect(witness.conduct(0).outOfOrder.count).toBe(late.length);
      }),
      { seed: 3 },
    );
  });

  it('[W2] messages without a key, of other keys and of other producers have no order', () => {
    const witness = witnessOf(modelOf({ p: keyed, r: keyed, s: node('producer'), q: node('queue'), c: work() }, ['p>q', 'r>q', 's>q', 'q>c']));
    witness.keyed(0)(1, 0);
    witness.keyed(1)(2, 0);
    witness.keyed(0)(3, 1);
    const processed = witness.processed(0, 0, 0);
    for (const serial of [4, 3, 2, 1]) processed(serial);
    witness.settle();
    expect(witness.conduct(0).outOfOrder.count).toBe(0);
  });

  it('names the key most affected, and its producer', () => {
    const witness = witnessOf(modelOf({ a: keyed, b: keyed, q: node('queue'), c: work() }, ['a>q', 'b>q', 'q>c']));
    const sent = witness.keyed(1);
    for (let serial = 1; serial <= 6; serial++) sent(serial, serial % 2);
    const processed = witness.processed(0, 0, 0);
    for (const serial of [1, 2, 3, 4, 5, 6, 1, 2, 4, 6]) processed(serial);
    witness.settle();
    expect(witness.report().readers[0]!.duplicates).toEqual({ count: 4, example: 1, worst: { key: 'key0', producer: 'b', count: 3 } });
  });

  it('[W1] consumers of one queue, and of one group, are one reader; groups and subscribers are readers of their own', () => {
    const groups = modelOf({ p: keyed, t: node('topic'), a: work({ group: 'x' }), b: work({ group: 'x' }), c: work({ group: 'y' }) }, [
      'p>t',
      't>a',
      't>b',
      't>c',
    ]);
    const seen = (model: Model, calls: readonly [consumer: number, instance: number][]): number[] => {
      const witness = witnessOf(model);
      for (const [consumer, instance] of calls) witness.processed(consumer, 0, instance)(7);
      witness.settle();
      return planOf(model).consumers.map((_, i) => witness.conduct(i).duplicates.count);
    };
    expect(
      seen(groups, [
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
    ).toEqual([0, 1, 0]);
    const queue = modelOf({ p: keyed, q: node('queue'), a: work({ count: 2 }), b: work() }, ['p>q', 'q>a', 'q>b']);
    expect(
      seen(queue, [
        [0, 0],
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([1, 1]);
    const broadcast = modelOf({ p: keyed, d: node('broadcast'), a: work({ count: 2 }), b: work() }, ['p>d', 'd>a', 'd>b']);
    expect(
      seen(broadcast, [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ]),
    ).toEqual([1, 0]);
  });

  it('[W6] watches as many messages as its limit, and says how many came after', () => {
    const world = new World(planOf(design()));
    const { witness } = world;
    const processed = witness.processed(0, 0, 0);
    const last = LIMITS.witnessedMessages;
    for (const serial of [last, last, last + 1, last + 1]) processed(serial);
    witness.settle();
    expect(witness.conduct(0).duplicates.count).toBe(1);
    vi.spyOn(world, 'messages', 'get').mockReturnValue(last + 5);
    expect(witness.report()).toMatchObject({ messages: last + 5, unwatched: 5 });
  });
});

describe('loss', () => {
  const lossOf = (model: Model, id = 'c') => nodeOf(reportOf(model), id);

  it('[W3] what is stored or being worked on when the run ends is not lost', () => {
    const slow = work({ workTime: { kind: 'constant', value: '3s' }, prefetch: 5, offsetReset: 'earliest' });
    expect(lossOf(modelOf({ p: burst(50), q: node('queue'), c: slow }, ['p>q', 'q>c']))).toMatchObject({ lost: 0, duplicates: 0 });
    expect(lossOf(modelOf({ p: burst(50), t: node('topic'), c: slow }, ['p>t', 't>c']))).toMatchObject({ lost: 0 });
    expect(lossOf(modelOf({ p: burst(50), h: node('channel', { capacity: 9 }), c: slow }, ['p>h', 'h>c']))).toMatchObject({ lost: 0 });
  });

  it('[W3] what was acknowledged and pushed out, rejected, or expired is lost; what was refused is not', () => {
    const late = work({ startAt: '5s' });
    const dropping = node('queue', { maxLength: 10, overflow: 'dropHead' });
    const rejecting = node('queue', { maxLength: 10, overflow: 'reject' });
    const impatient = { ...burst(50), retries: 0 };
    expect(lossOf(modelOf({ p: burst(50), q: dropping, c: late }, ['p>q', 'q>c'])).lost).toBe(40);
    expect(lossOf(modelOf({ p: impatient, q: rejecting, c: late }, ['p>q', 'q>c'])).lost).toBe(0);
    expect(lossOf(modelOf({ p: burst(50), q: node('queue', { messageTtl: '100ms' }), c: late }, ['p>q', 'q>c'])).lost).toBe(50);
    const failing = work({ failureProbability: 1, onFailure: 'drop' });
    expect(lossOf(modelOf({ p: burst(50), q: node('queue'), c: failing }, ['p>q', 'q>c'])).lost).toBe(50);
    expect(
      lossOf(modelOf({ p: burst(50), t: node('topic'), c: { ...failing, offsetReset: 'earliest', commit: 'afterProcessing' } }, ['p>t', 't>c'])).lost,
    ).toBe(50);
  });

  it('[W3] a dead letter is not lost while it lies in the other queue, nor once it was processed there', () => {
    const failing = work({ failureProbability: 1, onFailure: 'drop' });
    const nodes = { p: burst(50), b: node('broker'), q: node('queue', { broker: 'b' }), d: node('queue', { broker: 'b' }), c: failing };
    expect(lossOf(modelOf(nodes, ['p>q', 'q>c', 'q>d'])).lost).toBe(0);
    expect(lossOf(modelOf({ ...nodes, e: work() }, ['p>q', 'q>c', 'q>d', 'd>e'])).lost).toBe(0);
    const full = { ...nodes, d: node('queue', { broker: 'b', maxLength: 20, overflow: 'reject' as const }) };
    expect(lossOf(modelOf(full, ['p>q', 'q>c', 'q>d'])).lost).toBe(30);
  });

  it('[W3] a reader that comes late loses what a broadcast, and a topic read from its end, gave before', () => {
    const late = work({ startAt: '5s', offsetReset: 'latest' });
    expect(lossOf(modelOf({ p: burst(50), d: node('broadcast'), c: late }, ['p>d', 'd>c'])).lost).toBe(50);
    expect(lossOf(modelOf({ p: burst(50), t: node('topic'), c: late }, ['p>t', 't>c'])).lost).toBe(50);
    expect(lossOf(modelOf({ p: burst(50), t: node('topic'), c: { ...late, offsetReset: 'earliest' } }, ['p>t', 't>c'])).lost).toBe(0);
  });

  it('[W4] a sender that asks for no answer takes what it sent for arrived', () => {
    const late = work({ startAt: '5s' });
    const p = { ...burst(50), acks: '0' as const };
    expect(lossOf(modelOf({ p, q: node('queue', { maxLength: 10 }), c: late }, ['p>q', 'q>c']))).toMatchObject({ lost: 40, recovered: 0 });
  });

  it('[W5] what was processed and never acknowledged is told apart', () => {
    // Every answer comes after the client gave up: the messages are there, and their sender does not know.
    const p = { ...burst(50), requestTimeout: '10ms', retries: 0 };
    const found = lossOf(modelOf({ p, t: node('topic'), c: work({ offsetReset: 'earliest' }) }, [['p>t', { latency: '20ms' }], 't>c']));
    expect(found).toMatchObject({ recovered: 50, lost: 0, duplicates: 0 });
  });

  it('[W3] equals what was told to senders without what was processed, in random worlds that have drained', () => {
    fc.assert(
      fc.property(smallWorlds, (small) => {
        vi.restoreAllMocks();
        const arrived = new Map<number, Set<number>>();
        const processed = new Map<string, Set<number>>();
        record(arrived, processed);
        const looked: number[][] = [];
        const lostNow = (run: Run) => {
          run.world.witness.look(true);
          looked.push(run.world.plan.consumers.map((_, i) => run.world.witness.conduct(i).lost.count));
        };
        const played = play(small, lostNow);
        drain(played);
        lostNow(played.run);
        expect(looked.at(-1)).toEqual(bruteLoss(played.run, arrived, processed));
        // Nothing was said to be lost that came after all, but by another way.
        if (played.run.world.plan.consumers.some(({ targets }) => targets.length > 0)) return;
        for (const earlier of looked) earlier.forEach((lost, c) => expect(lost).toBeLessThanOrEqual(looked.at(-1)![c]!));
      }),
      { seed: 20_261_125, numRuns: Number(process.env['SIM_RUNS'] ?? 40), endOnFailure: true },
    );
  }, 600_000);
});

const { arrived: tellArrived, allArrived: tellAllArrived, processed: tellProcessed, allProcessed: tellAllProcessed } = Witness.prototype;

/** Writes down all that the witness is told, in plain sets. */
function record(arrived: Map<number, Set<number>>, processed: Map<string, Set<number>>): void {
  const setIn = <K>(map: Map<K, Set<number>>, key: K): Set<number> => {
    const set = map.get(key) ?? new Set();
    map.set(key, set);
    return set;
  };
  vi.spyOn(Witness.prototype, 'arrived').mockImplementation(function (this: Witness, destination) {
    const tell = tellArrived.call(this, destination);
    const set = setIn(arrived, destination);
    return (serial) => {
      set.add(serial);
      tell(serial);
    };
  });
  vi.spyOn(Witness.prototype, 'allArrived').mockImplementation(function (this: Witness, destination) {
    const tell = tellAllArrived.call(this, destination);
    const set = setIn(arrived, destination);
    return (serials, count) => {
      for (const serial of serials.subarray(0, count)) set.add(serial);
      tell(serials, count);
    };
  });
  vi.spyOn(Witness.prototype, 'allProcessed').mockImplementation(function (this: Witness, consumer, destination) {
    const tell = tellAllProcessed.call(this, consumer, destination);
    const set = setIn(processed, `${consumer}/${destination}`);
    return (serials, from, count) => {
      for (const serial of serials.subarray(from, from + count)) set.add(serial);
      tell(serials, from, count);
    };
  });
  vi.spyOn(Witness.prototype, 'processed').mockImplementation(function (this: Witness, consumer, destination, instance) {
    const tell = tellProcessed.call(this, consumer, destination, instance);
    const set = setIn(processed, `${consumer}/${destination}`);
    return (serial) => {
      set.add(serial);
      tell(serial);
    };
  });
}

/**
 * By consumer: what arrived at a destination it is the first reader of, and no one of its group processed; and what arrived at
 * one that nobody reads, and no one processed anywhere it may go.
 */
function bruteLoss(run: Run, arrived: Map<number, Set<number>>, processed: Map<string, Set<number>>): number[] {
  const { consumers, destinations } = run.world.plan;
  const reads = (consumer: number, destination: number) => consumers[consumer]!.sources.some((s) => s.destination === destination);
  const all = consumers.map((_, i) => i);
  const lost = consumers.map(() => 0);
  const count = (owner: number, destination: number, readers: number[]) => {
    const places = placesOf(run, destination);
    const held = heldAt(run, places, owner);
    const isDone = (serial: number) =>
      held.has(serial) ||
      places.some((at) => all.some((i) => (at !== destination || readers.includes(i)) && processed.get(`${i}/${at}`)?.has(serial) === true));
    lost[owner]! += [...(arrived.get(destination) ?? [])].filter((serial) => !isDone(serial)).length;
  };
  destinations.forEach(({ kind }, destination) => {
    const readers = all.filter((i) => reads(i, destination));
    for (const owner of readers) {
      const shares = readers.filter((i) => (kind === 'broadcast' ? i === owner : kind === 'topic' ? consumers[i]!.group === consumers[owner]!.group : true));
      if (shares[0] === owner) count(owner, destination, shares);
    }
    const beyond = placesOf(run, destination).flatMap((place) => all.filter((i) => reads(i, place)));
    if (readers.length === 0 && beyond.length > 0) count(beyond[0]!, destination, []);
  });
  return lost;
}

/** Where a message may go from there inside its broker, nearest first. */
function placesOf({ world }: Run, from: number): number[] {
  const places = [from];
  for (const at of places) {
    const place = world.plan.destinations[at]!;
    const wires = place.kind === 'exchange' ? [...place.ways, place.alternate] : place.kind === 'queue' ? [place.deadLetter] : [];
    for (const wire of wires) if (wire !== null && !places.includes(wire.destination)) places.push(wire.destination);
  }
  return places;
}

function heldAt({ world }: Run, places: readonly number[], consumer: number): Set<number> {
  const held = new Set<number>();
  for (const at of places) {
    const place = world.destinations[at]!;
    if (place.kind === 'queue') place.pool.each((serial) => held.add(serial));
    if (place.kind === 'topic') uncommitted(world, consumer, at).forEach((serial) => held.add(serial));
  }
  return held;
}

/** What a group may read again, since it never said that it is done with it. */
function uncommitted(world: World, consumer: number, destination: number): number[] {
  const topic = world.destinations[destination]!;
  if (topic.kind !== 'topic') return [];
  const { offsets } = world.groupOf(world.plan.consumers[consumer]!, destination);
  const reading = topic.registerGroup(world.plan.consumers[consumer]!.group);
  return topic.logs.flatMap((log, partition) => {
    const found: number[] = [];
    for (let offset = offsets.get(destination, partition) ?? reading.beganAt(partition); offset < log.end; offset++) {
      const { serials, start } = log.read(offset, 1, 1, destination, partition);
      found.push(serials[start]!);
    }
    return found;
  });
}

describe('the watch', () => {
  const messy = () =>
    modelOf({ p: burst(200), q: node('queue', { maxLength: 10 }), c: work({ count: 3, prefetch: 1, workTime: { kind: 'exponential', mean: '40ms' } }) }, [
      'p>q',
      'q>c',
    ]);

  it('[W7] tells once of each kind of trouble, with the key', () => {
    const model = messy();
    const events = eventsOf({ ...model, nodes: { ...model.nodes, p: { ...burst(200), keys: { kind: 'uniform', count: 2 }, name: 'p' } } });
    expect(events.map(({ kind }) => kind)).toEqual(['order.broken', 'loss.began']);
    expect(events.every(({ entity, detail }) => entity === 'c' && Number(detail['messages']) > 0 && String(detail['key']).startsWith('key'))).toBe(true);
  });

  it('[I17] changes nothing of the run: the trace is the same without it', () => {
    const watched = reportOf(messy());
    vi.spyOn(Witness.prototype, 'arrived').mockReturnValue(() => {});
    vi.spyOn(Witness.prototype, 'processed').mockReturnValue(() => {});
    vi.spyOn(Witness.prototype, 'look').mockReturnValue();
    const unwatched = reportOf(messy());
    expect(nodeOf(watched, 'c').lost).toBeGreaterThan(0);
    expect(nodeOf(unwatched, 'c').lost).toBe(0);
    expect(unwatched.traceHash).toBe(watched.traceHash);
  });
});

function eventsOf(model: Model) {
  const run = new Run(planOf(model));
  finish(run);
  return run.takeFrames().events.filter(({ kind }) => kind === 'loss.began' || kind === 'order.broken' || kind === 'duplicates.began');
}
