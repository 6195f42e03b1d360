/**
 * The cost station of a broker: c threads serving sessions first come, first served. A session's jobs run one at a time
 * and in order, as Kafka mutes a connection until its request is handled and a RabbitMQ channel is one process.
 * With all costs zero every job is done at once, without an event: live is the simulation at zero cost. SPEC.md, C1–C4.
 */
import { Int32Ring } from '../base/ring.ts';
import { duration, type Instant } from '../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';

export interface ServiceCosts {
  threads: number;
  costRequestUs: number;
  costRecordUs: number;
  costByteUs: number;
}

/** One session's line of jobs. The station only orders lines; what a job is, its owner knows. */
export interface ServiceLine {
  /** Index of this line in the station, given by `attach`. */
  line: number;
  /** Service time in µs of the job at the head. */
  headCostUs(): number;
  /** What the head job has to wait for on top of it, however slow the threads: the disk. Asked once, when its service begins. */
  headWaitUs(): number;
  /** The head job's service is over: remove it and do it. True if another job waits. */
  finishHead(): boolean;
}

export class Station implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #lines: ServiceLine[] = [];
  readonly #waiting = new Int32Ring(16);
  readonly #costs: ServiceCosts;
  #busy = 0;
  #busyUs = 0;
  #busySince = 0;
  /** How many times as long as usual a job takes that begins now, as while the disk is slow [C6]. */
  slowdown = 1;
  #isPaused = false;
  /** Jobs may have to wait for the disk. */
  waitsForDisk = false;
  /** Lines whose service ended in a pause. */
  #overdue: number[] = [];

  constructor(scheduler: Scheduler, costs: ServiceCosts) {
    this.#scheduler = scheduler;
    this.#costs = costs;
  }

  get isFree(): boolean {
    return this.#costs.costRequestUs === 0 && this.#costs.costRecordUs === 0 && this.#costs.costByteUs === 0 && !this.#isPaused && !this.waitsForDisk;
  }
  get isPaused(): boolean {
    return this.#isPaused;
  }
  get threads(): number {
    return this.#costs.threads;
  }
  /** Busy time summed over threads up to now, µs. */
  get busyUs(): number {
    return this.#busyUs + this.#busy * (this.#scheduler.now() - this.#busySince);
  }
  get waiting(): number {
    return this.#waiting.length;
  }

  costUs(requests: number, records: number, bytes: number): number {
    const c = this.#costs;
    return requests * c.costRequestUs + records * c.costRecordUs + bytes * c.costByteUs;
  }

  /** New costs hold for jobs that start from now on. */
  retune(costs: ServiceCosts): void {
    Object.assign(this.#costs, costs);
    this.#startWaiting();
  }

  /** Nothing begins and nothing ends until it resumes, as in a long garbage collection [C5]. */
  pause(): void {
    this.#isPaused = true;
  }
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const line of this.#overdue.splice(0)) this.#finish(line);
    this.#startWaiting();
  }

  attach(line: ServiceLine): void {
    line.line = this.#lines.length;
    this.#lines.push(line);
  }

  /** The line got its first job. */
  enter(line: ServiceLine): void {
    this.#waiting.push(line.line);
    this.#startWaiting();
  }

  fire(_now: Instant, lineIndex: number): void {
    if (this.#isPaused) this.#overdue.push(lineIndex);
    else this.#finish(lineIndex);
  }

  #finish(lineIndex: number): void {
    this.#account();
    this.#busy--;
    const line = this.#lines[lineIndex]!;
    if (line.finishHead()) this.#waiting.push(lineIndex);
    this.#startWaiting();
  }

  #startWaiting(): void {
    while (!this.#isPaused && this.#busy < this.#costs.threads && this.#waiting.length > 0) {
      const line = this.#lines[this.#waiting.shift()]!;
      this.#account();
      this.#busy++;
      const cost = Math.round(line.headCostUs() * this.slowdown + (this.waitsForDisk ? line.headWaitUs() : 0));
      this.#scheduler.after(duration(cost), Phase.Engine, this, line.line);
    }
  }

  #account(): void {
    const now = this.#scheduler.now();
    this.#busyUs += this.#busy * (now - this.#busySince);
    this.#busySince = now;
  }
}
