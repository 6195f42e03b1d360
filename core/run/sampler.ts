/**
 * Reads every figure of a world at the sample's instants into rows of a frame, checks the books, and keeps what a report
 * needs of the whole run (maxima, integrals). Its events are last of their instant; it changes nothing.
 */
import { type Instant, instant } from '../base/units.ts';
import { type EventHandler, Phase } from '../kernel/scheduler.ts';
import { LIMITS } from '../base/limits.ts';
import type { Column, ColumnCut } from '../metrics/frameBatch.ts';
import type { FrameBuilder } from '../metrics/frameBuilder.ts';
import { Histogram, placesOf } from '../metrics/histogram.ts';
import { LATENCY_BUCKETS, latencyBucketOf } from '../metrics/latencyBuckets.ts';
import type { MetricName } from '../metrics/names.ts';
import type { World } from './world.ts';
import { addConsumers, addProducers } from './figures/clientFigures.ts';
import { addBrokers, addDestinations, addSharedDeadLetters } from './figures/destinationFigures.ts';
import { ColumnRoom } from './figures/columnRoom.ts';
import type { Add, AddLatency, Latency } from './figures/figures.ts';
import { Progress } from './figures/progress.ts';
import { addRun } from './figures/runFigures.ts';
import { addWires } from './figures/wireFigures.ts';

type Reading = () => number;
const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999] as const;
const QUANTILE_NAMES = ['latencyP50', 'latencyP90', 'latencyP95', 'latencyP99', 'latencyP999'] as const;
/** Which latency bucket a bucket of a histogram belongs to. */
const PLACES = placesOf(latencyBucketOf);
const LEDGER_NOTE = 1;

/** What a node's columns show of its latencies. */
interface Shown extends Latency {
  /** Of the window. */
  readonly quantiles: Float64Array;
  /** Counts since the start; empty where there is no room for them. */
  readonly buckets: Float64Array;
}

export class Sampler implements EventHandler {
  readonly columns: Column[] = [];
  readonly latencies = new Map<string, Shown>();
  /** Largest value seen, by column. */
  maxima = new Float64Array(0);
  /** ∫ servers dt by node, for utilisation over a run in which servers came and went, µs. */
  readonly #serverUs = new Map<string, number>();
  readonly #readings: Reading[] = [];
  readonly #places = new Map<string, number>();
  readonly #progress: Progress;
  readonly #partitionRoom = new ColumnRoom(LIMITS.partitionColumns);
  readonly #latencyRoom = new ColumnRoom(LIMITS.latencyColumns);
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
    this.#progress = new Progress(world);
    this.#list();
    this.#schedule(0);
  }

  /** Parts came or went. What there was keeps its columns, new parts get theirs behind them. Returns whether there are more. */
  restructured(): boolean {
    const before = this.columns.length;
    this.#list();
    return this.columns.length > before;
  }

  #list(): void {
    const world = this.#world;
    addRun(world, this.#add, () => this.#totals);
    addBrokers(world, this.#add);
    addDestinations(world, this.#add, this.#progress, this.#partitionRoom);
    addSharedDeadLetters(world, this.#add);
    addConsumers(world, this.#add, this.#addLatency, this.#progress);
    addProducers(world, this.#add, this.#addLatency);
    addWires(world, this.#add);
    const maxima = new Float64Array(this.columns.length);
    maxima.set(this.maxima);
    this.maxima = maxima;
  }

  /** Where rows go; without it only maxima and checks are kept. */
  set frames(frames: FrameBuilder) {
    this.#frames = frames;
  }

  /** What there was no room for. */
  get cuts(): readonly ColumnCut[] {
    return [...this.#partitionRoom.cuts, ...this.#latencyRoom.cuts];
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
    this.#world.catchUp(true);
    for (const consumer of consumers) consumer.sweep();
    this.#world.witness.settle();
    ledger.check();
    this.#totals = ledger.totals();
    kernel.trace.note(LEDGER_NOTE, this.#totals.offered, this.#totals.consumed);
    this.#progress.refresh(now);
    for (const latency of this.latencies.values()) closeWindow(latency);
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
    return this.#columnOf(entity, metric) !== undefined;
  }
  /** The figure now. */
  value(entity: string, metric: MetricName): number {
    this.#progress.refresh(this.#world.kernel.now());
    return this.#readings[this.#columnOf(entity, metric)!]!();
  }
  /** What reads the figure whenever it is called, after a sample. */
  reading(entity: string, metric: MetricName): () => number {
    const index = this.#columnOf(entity, metric)!;
    return () => this.#readings[index]!();
  }
  /** The largest value at any sample. */
  maximum(entity: string, metric: MetricName): number {
    return this.maxima[this.#columnOf(entity, metric)!]!;
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

  #columnOf(entity: string, metric: MetricName): number | undefined {
    return this.#places.get(keyOf(entity, metric));
  }

  readonly #add: Add = (entity, metric, reading, index) => {
    const key = keyOf(entity, metric, index);
    const known = this.#places.get(key);
    if (known !== undefined) {
      this.#readings[known] = reading;
      return;
    }
    this.#places.set(key, this.columns.length);
    this.columns.push(index === undefined ? { entity, metric } : { entity, metric, index });
    this.#readings.push(reading);
  };

  readonly #addLatency: AddLatency = (entity, window) => {
    const known = this.latencies.get(entity);
    const latency = known ?? {
      window,
      total: new Histogram(),
      quantiles: new Float64Array(QUANTILES.length).fill(Number.NaN),
      buckets: new Float64Array(this.#latencyRoom.takeAll(entity, 'latencyBucket', LATENCY_BUCKETS) ? LATENCY_BUCKETS : 0),
    };
    this.latencies.set(entity, latency);
    QUANTILE_NAMES.forEach((name, i) => this.#add(entity, name, () => latency.quantiles[i]!));
    latency.buckets.forEach((_, i) => this.#add(entity, 'latencyBucket', () => latency.buckets[i]!, i));
    return latency;
  };
}

const keyOf = (entity: string, metric: MetricName, index?: number): string => `${metric} ${entity} ${index ?? ''}`;

/** The window's figures; then it begins anew. */
function closeWindow({ window, total, quantiles, buckets }: Shown): void {
  if (window.count === 0) return void quantiles.fill(Number.NaN);
  window.quantiles(QUANTILES, quantiles);
  if (buckets.length > 0) window.addTo(buckets, PLACES);
  total.merge(window);
  window.reset();
}
