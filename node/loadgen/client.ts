/**
 * One client of the design, playing its part: a producer sends by its curve; a consumer's instances work on what they are given and
 * send it on. How long work takes and whether it fails is drawn as the engine draws it (core/run/assemble/consumers, core/client/work).
 */
import { createIntegerSampler } from '#core/base/distribution.ts';
import type { Random } from '#core/base/random.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import type { ConsumerPlan, LinkPlan, Plan, ProducerPlan, SendPlan } from '#core/compile/plan.ts';
import type { WiredDestination, Wiring } from '#core/compose/wiring.ts';
import type { Gauges } from './figures.ts';
import type { Outgoing } from './message.ts';
import { Pacer } from './pacer.ts';
import type { RunClock } from './runClock.ts';
import { counted, type Edge, Edges } from './sender.ts';
import { Source, streamOf, variantsOf } from './source.ts';
import type { DestinationTally, Tally } from './tally.ts';
import type { Hearer, Received, SourceSpec, Transport, Verdict } from './transports/transport.ts';
import { Workers } from './workers.ts';

/** The loop looks this often, at least and at most. */
const TICK_MS = 5;
const TICK_MS_MAX = 100;

export interface ClientParts {
  readonly plan: Plan;
  readonly wiring: Wiring;
  readonly clock: RunClock;
  readonly tally: Tally;
  /** By key of the wiring's servers. */
  readonly transportOf: (server: string) => Transport;
}

interface Place {
  readonly wired: WiredDestination;
  readonly name: string;
  readonly id: string;
  readonly partitions: number;
}

/** What both kinds of client share: the edges it sends over. */
abstract class Client {
  protected readonly parts: ClientParts;
  protected readonly random: Random;
  protected edges: Edges | undefined;

  constructor(parts: ClientParts, id: string) {
    this.parts = parts;
    this.random = streamOf(parts.plan, id);
  }

  protected placeOf(link: LinkPlan): Place | undefined {
    const { plan, wiring } = this.parts;
    const destination = plan.destinations[link.destination]!;
    const wired = wiring.destinations[destination.id];
    if (wired === undefined) return undefined;
    return { wired, name: destination.name, id: destination.id, partitions: destination.kind === 'topic' ? destination.partitions : 0 };
  }

  protected wire(targets: readonly LinkPlan[], settings: SendPlan, answered: (serial: number, isTaken: boolean) => void): void {
    const { tally, clock, transportOf } = this.parts;
    const edges = targets.flatMap((link): Edge[] => {
      const place = this.placeOf(link);
      if (place === undefined) return [];
      const counts = tally.add('sending', place.id, place.name);
      const sender = transportOf(place.wired.server).target({
        destination: place.wired,
        partitions: place.partitions,
        settings,
        random: this.random.fork(`${link.id}/partitioner`),
        events: counted(counts, clock, answered),
      });
      return [{ id: place.id, share: link.share, sender, tally: counts }];
    });
    this.edges = new Edges(edges, this.random.fork('share'));
  }

  get sending(): Gauges['sending'] {
    const { clock } = this.parts;
    const late = (oldestMs: number | undefined): number => (oldestMs === undefined ? 0 : Math.max(0, clock.nowUs() - clock.usOf(oldestMs)));
    return new Map(
      (this.edges?.edges ?? []).map(({ id, sender }) => [
        id,
        { waiting: sender.waiting, unacknowledged: sender.unacknowledged, latenessUs: late(sender.oldestMs) },
      ]),
    );
  }

  abstract readonly kind: 'producer' | 'consumer';
  abstract start(): Promise<void>;
  abstract stop(): void;
  /** Nothing is left to do. */
  abstract isDone(): boolean;
  abstract readonly rate: number | undefined;
  abstract readonly workers: Gauges['workers'];
}

export class ProducerClient extends Client {
  readonly #source: Source;
  readonly #pacer: Pacer;
  readonly kind = 'producer' as const;
  readonly workers = undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ClientParts, plan: ProducerPlan, untilUs: number) {
    super(parts, plan.id);
    const { clock } = parts;
    this.#source = new Source(plan, this.random);
    const { users } = this.#source.traffic;
    this.wire(plan.targets, plan.send, (serial, isTaken) => users?.answered(Math.round(clock.nowUs()), serial, isTaken));
    this.#pacer = new Pacer(this.#source, untilUs, ({ atUs, ...due }) => {
      const copies = this.edges!.send({ ...due, dueMs: clock.msOf(atUs) }, atUs);
      users?.sent(Math.round(clock.nowUs()), due.serial, copies);
    });
  }

  get rate(): number {
    const nowUs = this.parts.clock.nowUs();
    return nowUs < 0 || this.#pacer.isOver(nowUs) ? 0 : this.#source.traffic.profile.rate(nowUs);
  }

  start(): Promise<void> {
    const turn = (): void => {
      const { clock } = this.parts;
      const nextUs = this.#pacer.tick(clock.nowUs());
      const waitMs = Math.max(TICK_MS, Math.min(TICK_MS_MAX, clock.delayMs(nextUs - clock.nowUs())));
      this.#timer = setTimeout(turn, waitMs);
    };
    turn();
    return Promise.resolve();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  isDone(): boolean {
    return this.#pacer.isOver(this.parts.clock.nowUs()) && this.edges!.isIdle;
  }
}

/** A consumer that has been given nothing for so long, after the design's end, has nothing left. */
const QUIET_US = 3e6;

export class ConsumerClient extends Client {
  readonly #plan: ConsumerPlan;
  readonly #untilUs: number;
  readonly #variants: ReadonlyMap<string, MessageProperties>;
  readonly #failure: Random;
  readonly #sources: readonly { readonly place: Place; readonly tally: DestinationTally }[];
  readonly #all: Workers[] = [];
  #lastUs = 0;
  #isStopped = false;
  readonly kind = 'consumer' as const;
  readonly rate = undefined;

  constructor(parts: ClientParts, plan: ConsumerPlan, untilUs: number) {
    super(parts, plan.id);
    this.#plan = plan;
    this.#untilUs = untilUs;
    this.#variants = variantsOf(parts.plan);
    this.#failure = this.random.fork('failure');
    this.wire(plan.targets, plan.send, () => {});
    this.#sources = plan.sources.flatMap((link) => {
      const place = this.placeOf(link);
      return place === undefined ? [] : [{ place, tally: parts.tally.add('reading', place.id, place.name) }];
    });
  }

  get workers(): Gauges['workers'] {
    return { all: this.#plan.count * this.#plan.concurrency, busy: this.#all.reduce((sum, { busy }) => sum + busy, 0) };
  }

  /**
   * All instances connect at once, each to every server it reads from. A group forms from the design's beginning on, as in the simulation;
   * a subscription takes no time there, so one that is wanted from the beginning is made before it.
   */
  async start(): Promise<void> {
    const { clock } = this.parts;
    const isEarly = this.#plan.startUs === 0 && this.#sources.every(({ place }) => place.wired.kind !== 'topic');
    if (!isEarly) await new Promise<void>((resolve) => void setTimeout(resolve, clock.delayMs(this.#plan.startUs - clock.nowUs())));
    if (this.#isStopped) return;
    const servers = new Set(this.#sources.map(({ place }) => place.wired.server));
    const times = this.random.fork('workTime');
    const shared = createIntegerSampler(this.#plan.workTime, times);
    const readings: Promise<void>[] = [];
    let members = 0;
    for (let instance = 0; instance < this.#plan.count; instance++) {
      for (const server of servers) {
        const isGroup = this.#sources.some(({ place }) => place.wired.server === server && place.wired.kind === 'topic');
        // A member of a group draws from a stream of its own (core/run/consumerNode).
        const sampler = isGroup ? createIntegerSampler(this.#plan.workTime, times.fork(`member ${members++}`)) : shared;
        readings.push(
          this.#read(
            server,
            instance,
            this.#newWorkers(() => sampler.next()),
          ),
        );
      }
    }
    await Promise.all(readings);
  }

  #newWorkers(drawUs: () => number): Workers {
    const { clock } = this.parts;
    const workers = new Workers({
      concurrency: this.#plan.concurrency,
      drawUs,
      nowUs: () => clock.nowUs(),
      after: (us, act) => void setTimeout(act, clock.delayMs(us)),
    });
    this.#all.push(workers);
    return workers;
  }

  #read(server: string, instance: number, workers: Workers): Promise<void> {
    const sources: SourceSpec[] = this.#sources
      .filter(({ place }) => place.wired.server === server)
      .map(({ place, tally }) => ({ destination: place.wired, hears: this.#hearer(workers, tally) }));
    return this.parts.transportOf(server).read({ sources, plan: this.#plan, instance });
  }

  #hearer(workers: Workers, tally: DestinationTally): Hearer {
    const attempt = (received: Received, nowUs: number, done: (verdict: Verdict) => void): void =>
      workers.work(() => done(this.#finish(received, nowUs, tally)));
    return {
      take: (received, settle) => attempt(received, this.#receive(received, tally), settle),
      keep: (received) =>
        new Promise((resolve) => {
          const sinceUs = this.#receive(received, tally);
          const again = (): void =>
            attempt(received, sinceUs, (verdict) => {
              if (verdict === 'processed' || verdict === 'rejected') resolve();
              else again();
            });
          again();
        }),
      backlog: (count) => tally.setBacklog(count),
    };
  }

  #receive({ isRedelivered }: Received, tally: DestinationTally): number {
    this.#lastUs = this.parts.clock.nowUs();
    tally.add('received');
    if (isRedelivered) tally.add('redelivered');
    return this.#lastUs;
  }

  /** The end of one attempt. */
  #finish({ told, size }: Received, sinceUs: number, tally: DestinationTally): Verdict {
    const { clock } = this.parts;
    const properties = told === undefined ? undefined : this.#variants.get(told.variant);
    const { failureProbability: p, onFailure } = this.#plan;
    this.#lastUs = clock.nowUs();
    if (properties?.poison === true || (p > 0 && this.#failure.unit() < p)) {
      tally.add('failed');
      if (onFailure === 'drop') tally.add('dropped');
      return onFailure === 'drop' ? 'rejected' : onFailure === 'fail' ? 'failed' : 'again';
    }
    const dueMs = told?.dueMs ?? clock.msOf(sinceUs);
    tally.add('processed');
    tally.latency.record(this.#lastUs - clock.usOf(dueMs));
    const message: Outgoing = { dueMs, key: told?.key, size, serial: told?.serial ?? 0, variant: told?.variant ?? '', properties };
    this.edges!.send(message, this.#lastUs);
    return 'processed';
  }

  stop(): void {
    this.#isStopped = true;
  }

  isDone(): boolean {
    const nowUs = this.parts.clock.nowUs();
    const isIdle = this.#all.every(({ busy, waiting }) => busy + waiting === 0);
    return nowUs >= this.#untilUs && isIdle && nowUs - this.#lastUs >= QUIET_US && this.edges!.isIdle;
  }
}
