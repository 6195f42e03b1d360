/**
 * One run of a plan: a world, its sampler and its frames, advanced by whoever owns time — a driver in the app, a loop on
 * the command line. Same plan, seed and inputs at the same instants: same trace hash, everywhere.
 */
import { LIMITS } from '../base/limits.ts';
import { type Instant, instant } from '../base/units.ts';
import type { Plan } from '../compile/plan.ts';
import type { FrameBatch, FrameSchema } from '../metrics/frameBatch.ts';
import { FrameBuilder } from '../metrics/frameBuilder.ts';
import type { RunInput } from './commands.ts';
import { DeadlockWatch } from './deadlock.ts';
import { Drains } from './drains.ts';
import { ObjectiveWatch } from './objectiveWatch.ts';
import { Notices } from './notices.ts';
import type { LedgerReport, ObjectiveReport, RunReport } from './report.ts';
import { objectivesSoFar, report } from './reporting.ts';
import { Runaways } from './runaways.ts';
import { Sampler } from './sampler.ts';
import { WitnessNotices } from './witness/notices.ts';
import { World } from './world.ts';
import type { WorldWatch } from './worldWatch.ts';

/** Rare events one batch of frames carries; more are counted. */
const EVENTS_PER_BATCH = 500;

export class Run {
  /** Another one once the design has other parts. */
  schema: FrameSchema;
  readonly world: World;
  readonly #sampler: Sampler;
  readonly #drains: Drains;
  readonly #frames: FrameBuilder;
  readonly #end: Instant;

  /** `isStepwise`: as World has it. */
  constructor(plan: Plan, runId = 0, watch?: WorldWatch, isStepwise = false) {
    this.world = new World(plan, watch, isStepwise);
    this.#end = instant(plan.horizonUs);
    this.#sampler = new Sampler(this.world, plan.sampleUs, plan.horizonUs);
    this.#drains = new Drains(this.world, this.#sampler);
    const { columns, cuts } = this.#sampler;
    this.#frames = new FrameBuilder(runId, columns.length, EVENTS_PER_BATCH);
    this.#sampler.frames = this.#frames;
    this.schema = {
      runId,
      columns: [...columns],
      sampleUs: plan.sampleUs,
      rowsMax: Math.min(LIMITS.seriesRows, Math.ceil(plan.horizonUs / plan.sampleUs)) + 1,
      cuts,
    };
    this.world.onEvent = (kind, entity, detail) => {
      const event = { atUs: this.nowUs, kind, entity, detail };
      this.#frames.event(event);
      watch?.event(event);
    };
    const notices = new Notices(this.world);
    const deadlocks = new DeadlockWatch(this.world);
    const runaways = new Runaways(this.world);
    const troubles = new WitnessNotices(this.world);
    let objectives = this.#watchObjectives();
    let judged = JSON.stringify(plan.objectives);
    this.world.onEdited = () => {
      this.#widen();
      notices.list();
      if (JSON.stringify(this.world.plan.objectives) === judged) return;
      judged = JSON.stringify(this.world.plan.objectives);
      objectives = this.#watchObjectives();
    };
    this.#sampler.onSampled = (isLast) => {
      this.#drains.look();
      notices.look();
      deadlocks.look();
      runaways.look();
      troubles.look(isLast);
      objectives.look(isLast);
      // The last word of a run.
      if (isLast) this.world.onEvent('run.ended', '', {});
    };
  }

  #watchObjectives(): ObjectiveWatch {
    const { objectives, horizonUs, sampleUs } = this.world.plan;
    return new ObjectiveWatch(
      objectives.map(({ metric }) => metric),
      horizonUs / sampleUs,
      () => this.objectives(),
      ({ node, text }) => this.world.onEvent('objective.missed', node, { objective: text }),
    );
  }

  /** Parts that were added have figures. */
  #widen(): void {
    if (!this.#sampler.restructured()) return;
    this.#frames.widen(this.#sampler.columns.length);
    const { columns, cuts } = this.#sampler;
    this.schema = { ...this.schema, columns: [...columns], cuts };
  }

  get end(): Instant {
    return this.#end;
  }
  get nowUs(): number {
    return this.world.kernel.now();
  }
  get events(): number {
    return this.world.kernel.events;
  }
  /** Messages that consumers have processed. */
  get processed(): number {
    this.catchUp();
    return this.world.consumers.reduce((n, { work }) => n + work.processed, 0);
  }
  get ended(): boolean {
    return this.nowUs >= this.#end && this.world.kernel.next() > this.#end;
  }

  /** Fires at most `maxEvents` events up to and including `untilUs`; returns how many. Time never passes the horizon. */
  advance(untilUs: number, maxEvents: number): number {
    const until = instant(Math.min(untilUs, this.#end));
    const fired = this.world.kernel.run(until, maxEvents);
    if (fired < maxEvents && this.nowUs < until) this.world.kernel.advanceTo(until);
    return fired;
  }

  /** Before anybody looks: clients that are behind have done what they did up to now; at an instant that is not over, up to before it. */
  catchUp(): void {
    this.world.catchUp(this.world.kernel.next() > this.nowUs);
  }

  /** When a consumer that works ahead is done with the next record; Infinity if none does. */
  get dueUs(): number {
    return this.world.consumers.reduce((least, { dueUs }) => Math.min(least, dueUs), Number.POSITIVE_INFINITY);
  }

  /** Applies an input now; the caller closed this instant and journals it (kernel/driver). */
  input(input: RunInput): void {
    this.world.apply(input, this.world.kernel.now());
  }

  /** `isLast`: nobody goes on with this run, or it is over. */
  report(isLast = true): RunReport {
    this.catchUp();
    return report(this.world, this.#sampler, this.#drains, this.nowUs, isLast);
  }

  /** How the objectives stand on what was measured so far. */
  objectives(): readonly ObjectiveReport[] {
    return objectivesSoFar(this.world, this.#sampler, this.#drains, this.nowUs);
  }

  ledger(): LedgerReport {
    this.catchUp();
    return this.world.ledger.totals();
  }

  get hasFrames(): boolean {
    return !this.#frames.isEmpty;
  }

  /** Rows and events since the last call. */
  takeFrames(): FrameBatch {
    return this.#frames.take();
  }
}
