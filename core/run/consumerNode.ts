/** A consumer of the design as it runs: its instances, which come and go with `count`, and their shared work. */
import type { CrashMoment } from '../base/faults.ts';
import { createIntegerSampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';
import { type Instant, instant } from '../base/units.ts';
import { ChannelConsumer } from '../client/channelConsumer.ts';
import type { ConsumerSource, Member, MemberContext } from '../client/consumer.ts';
import { CrashPoint } from '../client/crashPoint.ts';
import { JmsConsumer } from '../client/jmsConsumer.ts';
import type { JmsSettings } from '../client/jmsSession.ts';
import { QueueConsumer } from '../client/queueConsumer.ts';
import { type HandBack, StreamConsumer } from '../client/streamConsumer.ts';
import type { Work } from '../client/work.ts';
import { WorkTimes } from '../client/workTimes.ts';
import type { ConsumerPlan, JmsPlan } from '../compile/plan.ts';
import { type EventHandler, Phase } from '../kernel/scheduler.ts';
import type { Ledger } from '../broker/ledger.ts';

export type SourceKind = 'topic' | 'queue' | 'broadcast' | 'channel';

export interface ConsumerParts {
  readonly context: Omit<MemberContext, 'sources'>;
  readonly ledger: Ledger;
  /** Work times are drawn from here, before and after an edit alike. */
  readonly workTimes: Random;
  readonly reading: Reading;
}

/** Where instances read, from when they are started. */
export interface Reading {
  /** Sources grouped by broker, for an instance: a client connects to one cluster at a time. */
  readonly clusters: readonly { readonly kind: SourceKind; readonly sources: (instance: number) => readonly ConsumerSource[] }[];
  readonly handBack: HandBack;
}

interface Instance {
  readonly members: readonly Member[];
  /** Takes the members off the books. */
  readonly forget: readonly (() => void)[];
}

export class ConsumerNode implements EventHandler {
  plan: ConsumerPlan;
  readonly work: Work;
  readonly #parts: ConsumerParts;
  #reading: Reading;
  /** Running instances by their number, each with one member per cluster. */
  readonly #running = new Map<number, Instance>();
  /** Numbers of instances that crashed and are not started again. */
  readonly #down = new Set<number>();
  /** Members of groups there ever were. */
  #members = 0;
  readonly #crashPoint = new CrashPoint<Member>();
  #stopping: Instance[] = [];
  #isStarted = false;
  /** Running instances whose channels are all closed and drained. */
  #ended = 0;
  /** Told of an instance that crashed at a moment of its work. */
  onCrash: (instance: number) => void = () => {};
  onChange: (kind: 'consumer.joined' | 'consumer.left', instances: number) => void = () => {};

  constructor(plan: ConsumerPlan, parts: ConsumerParts) {
    this.plan = plan;
    this.work = parts.context.work;
    this.#parts = parts;
    this.#reading = parts.reading;
    this.#crashPoint.onReached = (member) => {
      const number = this.#numberOf(member);
      this.crash(number);
      this.onCrash(number);
    };
  }

  start(): void {
    const { scheduler } = this.#parts.context;
    scheduler.at(instant(Math.max(this.plan.startUs, scheduler.now())), Phase.Client, this);
  }

  fire(_now: Instant): void {
    this.#isStarted = true;
    this.#resize();
  }

  /** What instances cannot take over changed: they stop, as when there are fewer, and others are started in their place. */
  replace(plan: ConsumerPlan, reading: Reading): void {
    this.#reading = reading;
    for (const [number, instance] of [...this.#running].reverse()) this.#drop(number, instance);
    this.retune(plan);
  }

  retune(plan: ConsumerPlan): void {
    for (const member of this.#groupMembers()) {
      member.goStepwise();
      member.retime((random) => createIntegerSampler(plan.workTime, random));
    }
    this.plan = plan;
    this.work.retune(createIntegerSampler(plan.workTime, this.#parts.workTimes), {
      concurrency: plan.concurrency,
      failureProbability: plan.failureProbability,
      onFailure: plan.onFailure,
    });
    for (const { members } of this.#running.values()) {
      for (const member of members) {
        if (member instanceof QueueConsumer || member instanceof JmsConsumer) member.retune(plan.prefetch);
        else if (member instanceof StreamConsumer) member.retune(plan.commitIntervalUs, plan.maxPollRecords);
        else if (member instanceof ChannelConsumer) member.retune();
      }
    }
    this.#resize();
  }

  /** What members did before the present instant is told; at the sample, also what they did at it. */
  catchUp(isIncluded = false): void {
    for (const member of this.#groupMembers()) member.catchUp(isIncluded);
  }
  /** When the next record that is worked on ahead is done. */
  get dueUs(): number {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const member of this.#groupMembers()) dueUs = Math.min(dueUs, member.dueUs);
    return dueUs;
  }
  *#groupMembers(): Iterable<StreamConsumer> {
    for (const { members } of this.#running.values()) for (const member of members) if (member instanceof StreamConsumer) yield member;
    for (const { members } of this.#stopping) for (const member of members) if (member instanceof StreamConsumer) yield member;
  }

  /** Each member of a group draws from a stream of its own, so that it can draw ahead. */
  #newTimes(): WorkTimes {
    return new WorkTimes(this.#parts.workTimes.fork(`member ${this.#members++}`), (random) => createIntegerSampler(this.plan.workTime, random));
  }

  #resize(): void {
    if (!this.#isStarted) return;
    const before = this.#running.size;
    for (const [number, instance] of [...this.#running].reverse()) if (number >= this.plan.count) this.#drop(number, instance);
    for (let number = 0; number < this.plan.count; number++) if (!this.#running.has(number) && !this.#down.has(number)) this.#add(number);
    const { size } = this.#running;
    if (size > before) this.onChange('consumer.joined', size);
    if (size >= before) return;
    this.#ended = Math.min(this.#ended, size);
    this.onChange('consumer.left', size);
  }

  #add(number: number): void {
    const { context, ledger } = this.#parts;
    const crashPoint = this.#crashPoint;
    const members = this.#reading.clusters.map(({ kind, sources }) =>
      this.#create(kind, { ...context, client: `${context.client}/${number}`, sources: sources(number), crashPoint }),
    );
    const forget = members.map((member) => ledger.register(member));
    if (this.#running.size === 0) this.work.forward.restart();
    this.#running.set(number, { members, forget });
    for (const member of members) member.start();
  }

  // --- crashes ---

  /** The instance is gone at once; with the last of them goes what they had not yet forwarded. */
  crash(number: number): void {
    if (number >= this.plan.count) return;
    this.#down.add(number);
    const instance = this.#running.get(number);
    if (instance === undefined) return;
    this.#running.delete(number);
    for (const member of instance.members) member.crash();
    for (const forget of instance.forget) forget();
    if (this.#running.size === 0) this.work.forward.crash();
    this.onChange('consumer.left', this.#running.size);
  }

  /** The next to come to `moment` crashes there: any of them, or only this instance. */
  crashAt(moment: CrashMoment, number: number | null): void {
    for (const member of this.#groupMembers()) member.goStepwise();
    this.#crashPoint.moment = moment;
    this.#crashPoint.isMeant = (member) => {
      const own = this.#numberOf(member);
      return own >= 0 && (number === null || number === own);
    };
  }

  disarm(): void {
    this.#crashPoint.moment = undefined;
  }

  restart(number: number): void {
    if (!this.#down.delete(number)) return;
    this.#resize();
  }

  #numberOf(member: Member): number {
    for (const [number, { members }] of this.#running) if (members.includes(member)) return number;
    return -1;
  }

  #create(kind: SourceKind, context: MemberContext): Member {
    const { plan } = this;
    if (kind === 'topic') return new StreamConsumer({ ...context, times: this.#newTimes() }, plan, this.#reading.handBack);
    if (kind === 'channel') return new ChannelConsumer(context);
    if (plan.jms !== null) return new JmsConsumer(context, jmsSettings(plan.jms), kind === 'broadcast', plan.prefetch);
    return new QueueConsumer(context, {
      prefetch: plan.prefetch,
      settleOnDelivery: plan.ack === 'onDelivery',
      priority: plan.consumerPriority,
      exclusive: plan.isExclusive,
    });
  }

  #drop(number: number, instance: Instance): void {
    this.#running.delete(number);
    this.#stopping.push(instance);
    for (const member of instance.members) member.stop();
  }

  /** Instances that finished stopping are forgotten, those that came to their end counted; called at each sample. */
  sweep(): void {
    this.#stopping = this.#stopping.filter(({ members, forget }) => {
      if (!members.every((m) => m.isStopped)) return true;
      for (const f of forget) f();
      return false;
    });
    const before = this.#ended;
    this.#ended = [...this.#running.values()].filter(
      ({ members }) => members.length > 0 && members.every((m) => m instanceof ChannelConsumer && m.hasEnded),
    ).length;
    if (this.#ended > before) this.onChange('consumer.left', this.count);
  }

  /** Instances that may still do something. */
  get count(): number {
    return this.#running.size - this.#ended;
  }
  /** All of its instances have nothing in hand and wait at their channels, or have ended. */
  get isParked(): boolean {
    return this.#isStarted && this.#channelMembers().every((m) => m.isParked);
  }
  /** Receives its instances wait for at a channel. */
  receivesAt(destination: number): number {
    return this.#channelMembers().reduce((n, m) => n + m.receivesAt(destination), 0);
  }
  #channelMembers(): ChannelConsumer[] {
    return [...this.#running.values(), ...this.#stopping].flatMap(({ members }) => members.filter((m) => m instanceof ChannelConsumer));
  }
  /** Its members of groups, those that are about to leave included. */
  eachStreamMember(visit: (member: StreamConsumer) => void): void {
    const look = ({ members }: Instance): void => {
      for (const member of members) if (member instanceof StreamConsumer) visit(member);
    };
    for (const instance of this.#running.values()) look(instance);
    for (const instance of this.#stopping) look(instance);
  }
  get waiting(): number {
    return this.#sum((m) => m.waiting);
  }
  /** Its instances by number, for people; those that crashed have no members. */
  get instances(): readonly { readonly number: number; readonly members: readonly Member[]; readonly isDown: boolean }[] {
    const running = [...this.#running].map(([number, { members }]) => ({ number, members, isDown: false }));
    const down = [...this.#down].map((number) => ({ number, members: [], isDown: true }));
    return [...running, ...down].sort((a, b) => a.number - b.number);
  }
  /** Copies its instances have and nobody else, those that are stopping included. */
  get inHand(): number {
    return [...this.#running.values(), ...this.#stopping].reduce((n, { members }) => members.reduce((sum, m) => sum + m.inFlight, n), 0);
  }
  /** Worker slots. */
  get servers(): number {
    return this.count * this.work.settings.concurrency;
  }
  #sum(of: (member: Member) => number): number {
    let n = 0;
    for (const { members } of this.#running.values()) for (const member of members) n += of(member);
    return n;
  }
}

const jmsSettings = (plan: JmsPlan): JmsSettings => ({
  ackMode: plan.ackMode,
  ackEvery: plan.ackEvery,
  selector: plan.selector,
  clientId: plan.clientId ?? undefined,
  durable: plan.durable ?? undefined,
  redelivery: {
    maximum: plan.maximumRedeliveries,
    delayUs: plan.redeliveryDelayUs,
    multiplier: plan.backOffMultiplier,
    maximumDelayUs: plan.maximumRedeliveryDelayUs,
  },
});
