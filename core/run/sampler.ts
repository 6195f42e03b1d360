/**
 * Reads every figure of a world at the sample's instants into rows of a frame, checks the books, and keeps what a report
 * needs of the whole run (maxima, integrals). Its events are last of their instant; it changes nothing.
 */
import { type Instant, instant } from '../base/units.ts';
import { type EventHandler, Phase } from '../kernel/scheduler.ts';
import type { Partition } from '../broker/stream/partition.ts';
import type { Column } from '../metrics/frameBatch.ts';
import type { FrameBuilder } from '../metrics/frameBuilder.ts';
import { Histogram } from '../metrics/histogram.ts';
import type { MetricName } from '../metrics/names.ts';
import type { World } from './world.ts';
import { consumerLag, sendsToExchange, topicLag } from './readings.ts';

type Reading = () => number;
const QUANTILES = [0.5, 0.95, 0.99] as const;
const LEDGER_NOTE = 1;

/** Histogram of a node: the window since the last sample, and the whole run. */
interface Latency {
  readonly window: Histogram;
  readonly total: Histogram;
  readonly values: Float64Array;
}

export class Sampler implements EventHandler {
  readonly columns: Column[] = [];
  readonly latencies = new Map<string, Latency>();
  /** Largest value seen, by column. */
  readonly maxima: Float64Array;
  /** ∫ servers dt by node, for utilisation over a run in which servers came and went, µs. */
  readonly #serverUs = new Map<string, number>();
  readonly #readings: Reading[] = [];
  readonly #world: World;
  readonly #endUs: number;
  readonly #sampleUs: number;
  #frames: FrameBuilder | undefined;
  #totals: ReturnType<World['ledger']['totals']>;
  #lastUs = 0;
  /** After each sample; told whether it is the last. */
  onSampled: (isLast: boolean) => void = () => {};

  constructor(world: World, sampleUs: number, endUs: number) {
    this.#world = world;
    this.#sampleUs = sampleUs;
    this.#endUs = endUs;
    this.#totals = world.ledger.totals();
    this.#addRun();
    this.#addBrokers();
    this.#addDestinations();
    this.#addSharedDeadLetters();
    this.#addProducers();
    this.#addConsumers();
    for (const [id, link] of world.links) {
      this.#add(id, 'records', () => link.records);
      this.#add(id, 'bytes', () => link.bytes);
      this.#add(id, 'inFlight', () => link.onWire);
    }
    for (const [id, wire] of world.wires) {
      this.#add(id, 'records', () => wire.records);
      this.#add(id, 'bytes', () => wire.bytes);
    }
    this.maxima = new Float64Array(this.columns.length);
    this.#schedule(0);
  }

  /** Where rows go; without it only maxima and checks are kept. */
  set frames(frames: FrameBuilder) {
    this.#frames = frames;
  }

  fire(now: Instant): void {
    this.#sample(now);
    this.#schedule(now);
    this.onSampled(now >= this.#endUs);
  }

  #schedule(nowUs: number): void {
    if (nowUs >= this.#endUs) return;
    this.#world.kernel.at(instant(Math.min(nowUs + this.#sampleUs, this.#endUs)), Phase.Sample, this);
  }

  #sample(now: Instant): void {
    const { ledger, kernel, consumers } = this.#world;
    for (const consumer of consumers) consumer.sweep();
    this.#world.witness.settle();
    ledger.check();
    this.#totals = ledger.totals();
    kernel.trace.note(LEDGER_NOTE, this.#totals.offered, this.#totals.consumed);
    for (const { window, total, values } of this.latencies.values()) {
      if (window.count === 0) values.fill(Number.NaN);
      else {
        window.quantiles(QUANTILES, values);
        total.merge(window);
        window.reset();
      }
    }
    const row = this.#frames?.row();
    for (let i = 0; i < this.#readings.length; i++) {
      const value = this.#readings[i]!();
      if (value > this.maxima[i]!) this.maxima[i] = value;
      if (row !== undefined) row.data[row.at + i] = value;
    }
    const elapsed = now - this.#lastUs;
    for (const consumer of consumers) this.#serverUs.set(consumer.plan.id, (this.#serverUs.get(consumer.plan.id) ?? 0) + elapsed * consumer.servers);
    this.#lastUs = now;
  }

  has(entity: string, metric: MetricName): boolean {
    return this.#index(entity, metric) >= 0;
  }
  /** The figure now. */
  value(entity: string, metric: MetricName): number {
    return this.#readings[this.#index(entity, metric)]!();
  }
  /** The largest value at any sample. */
  maximum(entity: string, metric: MetricName): number {
    return this.maxima[this.#index(entity, metric)]!;
  }
  /** Latencies of the whole run so far, the unfinished window included. */
  totalLatency(entity: string): Histogram {
    const { total, window } = this.latencies.get(entity)!;
    const all = new Histogram();
    all.merge(total);
    all.merge(window);
    return all;
  }
  /** ∫ servers dt up to now, µs. */
  serverUsOf(consumer: string): number {
    const open = this.#world.consumers.find((c) => c.plan.id === consumer)!;
    return (this.#serverUs.get(consumer) ?? 0) + (this.#world.kernel.now() - this.#lastUs) * open.servers;
  }

  #index(entity: string, metric: MetricName): number {
    return this.columns.findIndex((c) => c.entity === entity && c.metric === metric);
  }

  #add(entity: string, metric: MetricName, reading: Reading): void {
    this.columns.push({ entity, metric });
    this.#readings.push(reading);
  }

  #addLatency(entity: string, window: Histogram): void {
    const latency = { window, total: new Histogram(), values: new Float64Array(QUANTILES.length).fill(Number.NaN) };
    this.latencies.set(entity, latency);
    const names = ['latencyP50', 'latencyP95', 'latencyP99'] as const;
    names.forEach((name, i) => this.#add(entity, name, () => latency.values[i]!));
  }

  #addRun(): void {
    const { kernel } = this.#world;
    const sum = (tally: Readonly<Record<string, number>>): number => Object.values(tally).reduce((a, b) => a + b, 0);
    this.#add('', 'time', () => kernel.now());
    this.#add('', 'events', () => kernel.events);
    this.#add('', 'ledger.offered', () => this.#totals.offered);
    this.#add('', 'ledger.copied', () => sum(this.#totals.copied));
    this.#add('', 'ledger.refused', () => sum(this.#totals.refused));
    this.#add('', 'ledger.consumed', () => this.#totals.consumed);
    this.#add('', 'ledger.stored', () => this.#totals.stored);
    this.#add('', 'ledger.inFlight', () => this.#totals.inFlight);
    this.#add('', 'ledger.dropped', () => sum(this.#totals.dropped));
  }

  #addBrokers(): void {
    this.#world.plan.brokers.forEach(({ id }, i) => {
      if (id === '') return;
      const cluster = this.#world.clusters[i]!;
      this.#add(id, 'requests', () => cluster.requests);
      this.#add(id, 'busyUs', () => cluster.busyUs);
      this.#add(id, 'servers', () => cluster.threads);
      this.#add(id, 'waiting', () => cluster.waiting);
      this.#add(id, 'serversUp', () => cluster.up);
    });
  }

  #addDestinations(): void {
    this.#world.plan.destinations.forEach(({ id }, i) => {
      const d = this.#world.destinations[i]!;
      this.#add(id, 'in', () => (d.kind === 'topic' ? d.appended : d.accepted));
      this.#add(id, 'out', () => d.delivered);
      this.#add(id, 'bytesIn', () => d.bytesIn);
      this.#add(id, 'bytesOut', () => d.bytesOut);
      if (d.kind === 'topic') {
        const lag = topicLag(this.#world, i, d);
        this.#add(id, 'depth', lag);
        this.#add(id, 'lag', lag);
        this.#add(id, 'retained', () => d.retained);
        this.#add(id, 'redelivered', () => d.redelivered);
        this.#add(id, 'dropped', () => d.dropped);
        this.#addReplicas(id, d.partitions);
        return;
      }
      if (d.kind === 'exchange') {
        this.#add(id, 'dropped', () => d.dropped);
        this.#add(id, 'returned', () => d.returned);
        return;
      }
      this.#add(id, 'depth', () => d.stored);
      if (d.kind === 'channel') {
        this.#add(id, 'waiting', () => d.blockedSenders);
        this.#add(id, 'refused', () => d.refused);
        this.#add(id, 'dropped', () => d.dropped);
      } else {
        this.#add(id, 'inFlight', () => d.unsettled);
        this.#add(id, 'redelivered', () => d.redelivered);
        this.#add(id, 'refused', () => d.refused);
        this.#add(id, 'dropped', () => d.dropped);
        const isWired = d.kind === 'queue' ? d.deadLetters !== undefined : d.createDeadLetters !== undefined;
        if (isWired) this.#add(id, 'deadLettered', () => d.deadLettered);
      }
      if (d.kind === 'broadcast') {
        this.#add(id, 'subscribers', () => d.subscribers);
        this.#add(id, 'offline', () => d.offline);
      }
    });
  }

  /** What a server has of its own accord has no place in the design: its broker shows how much came to it. */
  #addSharedDeadLetters(): void {
    this.#world.plan.destinations.forEach(({ broker, isImplied }, i) => {
      const d = this.#world.destinations[i]!;
      if (isImplied === true && d.kind === 'queue') this.#add(this.#world.plan.brokers[broker]!.id, 'deadLettered', () => d.accepted);
    });
  }

  #addReplicas(id: string, partitions: readonly Partition[] | undefined): void {
    if (partitions === undefined) return;
    const total = (of: (partition: Partition) => number) => () => partitions.reduce((n, partition) => n + of(partition), 0);
    this.#add(
      id,
      'offlinePartitions',
      total(({ leader }) => (leader < 0 ? 1 : 0)),
    );
    this.#add(
      id,
      'underReplicated',
      total(({ isUnderReplicated }) => (isUnderReplicated ? 1 : 0)),
    );
    this.#add(
      id,
      'inSyncReplicas',
      total(({ isr }) => isr.length),
    );
    this.#add(
      id,
      'highWatermark',
      total(({ highWatermark }) => highWatermark),
    );
    this.#add(
      id,
      'leaderElections',
      total(({ epoch }) => epoch),
    );
  }

  #addProducers(): void {
    this.#world.plan.producers.forEach(({ id, targets }, i) => {
      const producer = this.#world.producers[i]!;
      const { fanOut } = producer;
      this.#add(id, 'offered', () => fanOut.offered);
      this.#add(id, 'out', () => fanOut.offered - fanOut.sum('waiting') - fanOut.sum('refused'));
      this.#add(id, 'rate', () => producer.rate(this.#world.kernel.now()));
      this.#add(id, 'waiting', () => fanOut.sum('waiting'));
      this.#add(id, 'inFlight', () => fanOut.sum('unanswered'));
      this.#add(id, 'retried', () => fanOut.sum('retried'));
      if (sendsToExchange(this.#world, targets)) this.#add(id, 'returned', () => fanOut.sum('returned'));
      this.#add(id, 'refused', () => fanOut.sum('refused'));
      this.#addLatency(id, producer.latency);
    });
  }

  #addConsumers(): void {
    this.#world.plan.consumers.forEach((plan, i) => {
      const { id } = plan;
      const consumer = this.#world.consumers[i]!;
      const { work } = consumer;
      this.#add(id, 'in', () => work.received);
      this.#add(id, 'out', () => work.forward.offered);
      this.#add(id, 'bytesIn', () => work.bytesIn);
      this.#add(id, 'processed', () => work.processed);
      this.#add(id, 'failed', () => work.failed);
      this.#add(id, 'dropped', () => work.dropped);
      this.#add(id, 'waiting', () => consumer.waiting);
      this.#add(id, 'busyUs', () => work.busyUs);
      this.#add(id, 'servers', () => consumer.servers);
      this.#add(id, 'members', () => consumer.count);
      const conduct = this.#world.witness.conduct(i);
      this.#add(id, 'lost', () => conduct.lost.count);
      this.#add(id, 'duplicates', () => conduct.duplicates.count);
      this.#add(id, 'outOfOrder', () => conduct.outOfOrder.count);
      const lag = consumerLag(this.#world, consumer);
      if (lag !== undefined) {
        this.#add(id, 'lag', lag);
        const coordinator = this.#world.groupOf(plan, plan.sources[0]!.destination);
        this.#add(id, 'rebalances', () => coordinator.generation);
      }
      this.#addLatency(id, work.latency);
    });
  }
}
