/**
 * Judges a run from outside the engine: it is told which messages were sent, acknowledged and processed, by serial, and knows
 * of no broker's insides but which messages they still hold. It draws nothing and schedules nothing, so a run goes the same
 * way with or without it. What is counted, exactly, is in SPEC.md, W1–W8; the terms follow Jepsen's total-queue checker.
 */
import { LIMITS } from '../../base/limits.ts';
import { keysOfTraffic } from '../../load/traffic.ts';
import type { Plan, ProducerPlan } from '../../compile/plan.ts';
import type { KeyCountReport, TroubleReport, WitnessReport } from '../report.ts';
import type { World } from '../world.ts';
import { Conduct, StreamTally } from './conduct.ts';
import { heldCount, visitHeld } from './holdings.ts';
import { Reader } from './reader.ts';
import { reachable, type ReadingGroup, readingGroups, type Route, routesOf, withLater } from './routes.ts';
import { SerialSet } from './serialSet.ts';

type Tell = (serial: number) => unknown;

/** A route, and what had arrived before it was one: nothing was promised of that. */
interface Judged extends Route {
  readonly key: string;
  readonly before: SerialSet | undefined;
}

export class Witness {
  readonly #world: World;
  /** Once there, a group keeps its place. */
  #groups: readonly ReadingGroup[] = [];
  #routes: readonly Judged[] = [];
  /** In step with the groups. */
  readonly #readers: Reader[] = [];
  /** By broadcast, consumer and instance. */
  readonly #subscribers = new Map<string, Reader>();
  /** By destination: what its senders take for arrived. */
  readonly #acknowledged: SerialSet[] = [];
  /** By destination: from where messages came to it at any time. */
  readonly #before: Set<number>[] = [];
  readonly #conducts: Conduct[] = [];
  /** By serial: which key of which producer; 0: none. */
  #streamOf = new Uint32Array(1024);
  /** First stream of each producer. */
  readonly #firstStream: number[] = [];
  #streams = 1;
  /** For one look at a time. */
  readonly #scratch = new SerialSet();

  constructor(world: World) {
    this.#world = world;
    this.restructure(world.plan);
  }

  /**
   * The design is about to be edited. What had arrived at a place from where messages go another way from now on, or where others read,
   * is looked at for the last time; parts that are added are watched from the beginning. SPEC.md, W8.
   */
  restructure(next: Plan): void {
    this.settle();
    for (let d = this.#acknowledged.length; d < next.destinations.length; d++) this.#acknowledged.push(new SerialSet());
    for (let c = this.#conducts.length; c < next.consumers.length; c++) this.#conducts.push(new Conduct());
    for (const producer of next.producers.slice(this.#firstStream.length)) this.#firstStream.push(this.#newStreams(producer));
    for (const [from] of next.destinations.entries()) for (const to of reachable(next, from)) (this.#before[to] ??= new Set()).add(from);
    const groups = withLater(this.#groups, readingGroups(next));
    const routes = routesOf(next, groups).map((route) => this.#judged(route));
    for (const route of this.#routes) if (!routes.includes(route)) this.#countLost(route, this.#conducts[route.owner]!.lostBefore);
    while (this.#readers.length < groups.length) this.#readers.push(this.#newReader());
    this.#groups = groups;
    this.#routes = routes;
  }

  #judged(route: Route): Judged {
    const key = `${route.destination} ${route.groups.join()} ${route.through.join()}`;
    return this.#routes.find((known) => known.key === key) ?? { ...route, key, before: copyOf(this.#acknowledged[route.destination]!) };
  }

  /** First of as many streams as there are keys; 0: none. */
  #newStreams(producer: ProducerPlan): number {
    const count = keysOfTraffic(producer);
    if (this.#streams + count > LIMITS.witnessedKeys) return 0;
    const first = this.#streams;
    this.#streams += count;
    return first;
  }

  /** What a producer tells of each message with a key. */
  keyed(producer: number): (serial: number, key: number) => void {
    const first = this.#firstStream[producer]!;
    if (first === 0) return () => {};
    return (serial, key) => {
      if (serial >= this.#streamOf.length && !this.#grow(serial)) return;
      this.#streamOf[serial] = first + key;
    };
  }

  /** What senders to a destination tell of each message they were told has arrived. */
  arrived(destination: number): Tell {
    const set = this.#acknowledged[destination]!;
    return (serial) => {
      if (serial <= LIMITS.witnessedMessages) set.add(serial);
    };
  }

  /** The same of the first `count` messages of a batch. */
  allArrived(destination: number): (serials: Uint32Array, count: number) => void {
    const set = this.#acknowledged[destination]!;
    return (serials, count) => set.addThese(serials, count);
  }

  #readerOf(consumer: number, destination: number): Reader {
    return this.#readers[this.#groups.findIndex((g) => g.destination === destination && g.consumers.includes(consumer))]!;
  }

  /** What a consumer tells of several messages of a topic it has processed, from an index on: in the order of their ends. */
  allProcessed(consumer: number, destination: number): (serials: Uint32Array, from: number, count: number) => void {
    const group = this.#readerOf(consumer, destination);
    return (serials, from, count) => group.processedAll(serials, from, count, consumer);
  }

  /** What an instance of a consumer tells of each message from a destination that it has processed. */
  processed(consumer: number, destination: number, instance: number): Tell {
    const group = this.#readerOf(consumer, destination);
    const isWatched = (serial: number): boolean => serial <= LIMITS.witnessedMessages;
    if (this.#world.plan.destinations[destination]!.kind !== 'broadcast') return (serial) => isWatched(serial) && group.processed(serial, consumer);
    const own = instance < LIMITS.witnessedSubscribers ? this.#subscriber(`${destination}/${consumer}/${instance}`) : undefined;
    return (serial) => {
      if (!isWatched(serial)) return;
      group.seen.add(serial);
      own?.processed(serial, consumer);
    };
  }

  #subscriber(name: string): Reader {
    const reader = this.#subscribers.get(name) ?? this.#newReader();
    this.#subscribers.set(name, reader);
    return reader;
  }

  #newReader(): Reader {
    return new Reader(this.#conducts, () => ({ of: this.#streamOf, count: this.#streams }));
  }

  /** Judges what was told so far: before figures are read. */
  settle(): void {
    for (const reader of this.#readers) reader.settle();
    for (const reader of this.#subscribers.values()) reader.settle();
  }

  #grow(serial: number): boolean {
    if (serial > LIMITS.witnessedMessages) return false;
    const wider = new Uint32Array(Math.min(LIMITS.witnessedMessages + 1, Math.max(serial + 1, this.#streamOf.length * 4)));
    wider.set(this.#streamOf);
    this.#streamOf = wider;
    return true;
  }

  /** The text of a message's key; null without one, or where keys are not watched. */
  keyOf(serial: number): string | null {
    const stream = this.#streamOf[serial] ?? 0;
    return stream === 0 ? null : this.#keyText(stream);
  }

  #keyText(stream: number): string {
    return `key${stream - this.#firstStream[this.#producerOf(stream)]!}`;
  }
  #producerOf(stream: number): number {
    return this.#firstStream.findLastIndex((first) => first > 0 && first <= stream);
  }

  conduct(consumer: number): Conduct {
    return this.#conducts[consumer]!;
  }

  /** Looks for what is lost. While a run goes on, a consumer with too much stored for it keeps the figure of the look before. */
  look(isThorough: boolean): void {
    this.settle();
    this.#conducts.forEach((conduct, consumer) => {
      const routes = this.#routes.filter(({ owner }) => owner === consumer);
      const held = isThorough ? 0 : routes.reduce((n, route) => n + heldCount(this.#world, route, this.#groupsOf(route)[0]!), 0);
      if (held > LIMITS.witnessLook) return;
      const lost = new StreamTally();
      lost.absorb(conduct.lostBefore);
      for (const route of routes) this.#countLost(route, lost);
      // With more on its way less is certain; what was certain before still is, as good as always.
      if (isThorough || lost.count > conduct.lost.count) conduct.lost = lost;
    });
    if (!isThorough) return;
    for (const conduct of this.#conducts) conduct.recovered = 0;
    this.#groups.forEach((group, i) => (this.#conducts[group.owner]!.recovered += this.#recovered(group, i)));
  }

  /** Arrived, not processed, and nowhere any more. */
  #countLost(route: Judged, into: StreamTally): void {
    const destination = this.#world.destinations[route.destination]!;
    // It promises no more than the last message of each key.
    if (destination.kind === 'topic' && destination.isCompacted) return;
    const missing = this.#scratch;
    missing.become(
      [this.#acknowledged[route.destination]!],
      [...route.groups.map((i) => this.#readers[i]!.seen), ...(route.before === undefined ? [] : [route.before])],
    );
    if (missing.count === 0) return;
    const unnamed = visitHeld(this.#world, route, this.#groupsOf(route), (serial) => missing.delete(serial));
    let left = missing.count - unnamed;
    missing.each((serial) => {
      if (left-- > 0) into.add(this.#streamOf[serial] ?? 0, this.#streams, serial);
    });
  }

  #groupsOf(route: Route): readonly ReadingGroup[] {
    return route.groups.map((i) => this.#groups[i]!);
  }

  /** Processed though no sender was ever told that it had arrived; those that may still be told are not counted. */
  #recovered({ destination }: ReadingGroup, group: number): number {
    const { producers, consumers } = this.#world;
    const before = [...this.#before[destination]!];
    const unsure = [...producers.map((p) => p.fanOut), ...consumers.map((c) => c.work.forward)].reduce((n, fanOut) => n + fanOut.sum('unanswered'), 0);
    const never = this.#scratch;
    never.become(
      [this.#readers[group]!.seen],
      before.map((d) => this.#acknowledged[d]!),
    );
    return Math.max(0, never.count - unsure);
  }

  report(): WitnessReport {
    const { plan, messages } = this.#world;
    return {
      messages,
      unwatched: Math.max(0, messages - LIMITS.witnessedMessages),
      readers: plan.consumers.map(({ id }, i) => {
        const { lost, duplicates, outOfOrder, recovered } = this.#conducts[i]!;
        return { node: id, lost: this.#trouble(lost), duplicates: this.#trouble(duplicates), outOfOrder: this.#trouble(outOfOrder), recovered };
      }),
    };
  }

  #trouble(tally: StreamTally): TroubleReport {
    const { count, example } = tally;
    return { count, ...(example === 0 ? {} : { example }), ...(tally.worst === 0 ? {} : { worst: this.worst(tally) }) };
  }

  /** The key most affected; the tally's worst stream must be one. */
  worst({ worst, worstCount }: StreamTally): KeyCountReport {
    return { key: this.#keyText(worst), producer: this.#world.plan.producers[this.#producerOf(worst)]!.id, count: worstCount };
  }
}

/** Undefined while there is nothing in it. */
function copyOf(set: SerialSet): SerialSet | undefined {
  if (set.count === 0) return undefined;
  const copy = new SerialSet();
  copy.become([set], []);
  return copy;
}
