/**
 * Serves the port protocol: the one engine behind a Web Worker, a Node process and an in-process test port. Frames leave at
 * most 30 times a second of host time, and never more than two unacknowledged: a slow screen slows the pictures, not time.
 */
import { LimitReached, unreachable } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import { instant } from '../base/units.ts';
import { Driver, type DriverState, type Host } from '../kernel/driver.ts';
import { asFastAsPossible, type Pacer, timesRealTime } from '../kernel/pacers.ts';
import type { Pace, RunCommand, RunInput } from './commands.ts';
import type { EnginePort, EngineRequest, RunPhase } from './protocol.ts';
import { Run } from './run.ts';
import { browse } from './browse/browse.ts';
import { inspect } from './inspect.ts';
import { Follower } from './journey/follower.ts';
import type { BrowseQuery } from './messageRows.ts';

const POST_INTERVAL_US = 33_000;
const INSPECT_INTERVAL_US = 250_000;
const PHASES: Record<DriverState, RunPhase> = { paused: 'paused', running: 'running', ended: 'ended', failed: 'failed', disposed: 'paused' };

/** The driver ties it to the present instant. */
const pacerOf = (pace: Pace): Pacer => (pace === 'max' ? asFastAsPossible() : timesRealTime(pace));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

class Hosted {
  readonly #port: EnginePort;
  readonly #host: Host;
  readonly #runId: number;
  readonly #run: Run;
  readonly #follower: Follower | undefined;
  readonly #driver: Driver<RunInput>;
  #pace: Pace = 1;
  #outstanding = 0;
  #lastPostUs = Number.NEGATIVE_INFINITY;
  #cancelFlush: (() => void) | undefined;
  /** The node whose inside is shown; '' for none. */
  #inspected = '';
  #lastInspectUs = Number.NEGATIVE_INFINITY;
  #lastJudgedUs = Number.NEGATIVE_INFINITY;
  #isReported = false;

  constructor(port: EnginePort, host: Host, request: EngineRequest & { kind: 'load' }) {
    this.#port = port;
    this.#host = host;
    this.#runId = request.runId;
    this.#follower = request.follow === undefined ? undefined : new Follower(request.follow);
    this.#run = new Run(request.plan, request.runId, this.#follower);
    this.#driver = new Driver<RunInput>({
      kernel: this.#run.world.kernel,
      host,
      end: this.#run.end,
      apply: (input, now) => {
        const { schema } = this.#run;
        this.#run.input(input);
        if (this.#run.schema !== schema) port.post({ kind: 'schema', schema: this.#run.schema }, []);
        port.post({ kind: 'input', runId: this.#runId, entry: { atUs: now, input } }, []);
      },
      onSlice: () => {
        this.#flush(false);
        this.#tellJourney();
      },
      onEnd: () => this.#flush(true),
      onFailure: ({ error, event, atUs }) => {
        // What led to it is worth seeing.
        this.#flush(true);
        const { limit } = error instanceof LimitReached ? error : { limit: undefined };
        port.post({ kind: 'failed', runId: this.#runId, message: messageOf(error), seed: request.plan.seed, event, atUs, limit }, []);
        this.#postStatus();
      },
      pacer: pacerOf(1),
    });
    port.post({ kind: 'schema', schema: this.#run.schema }, []);
    if (request.journal !== undefined) this.#driver.replay(request.journal);
    this.#postStatus();
    if (request.untilUs !== undefined) this.#driver.runTo(instant(request.untilUs));
  }

  command(command: RunCommand): void {
    switch (command.kind) {
      case 'run':
        this.#driver.start();
        break;
      case 'pause':
        this.#driver.pause();
        break;
      case 'step':
        this.#driver.step(command.events);
        break;
      case 'runTo':
        this.#driver.runTo(instant(command.atUs));
        break;
      case 'stepMessage': {
        const before = this.#run.processed;
        this.#driver.stepUntil(
          () => this.#run.processed > before,
          () => this.#run.dueUs,
        );
        break;
      }
      case 'pace':
        this.#pace = command.pace;
        this.#driver.pace(pacerOf(command.pace));
        break;
      case 'input':
        this.#driver.post(command.input);
        break;
      default:
        unreachable(command);
    }
    this.#flush(true);
  }

  acknowledge(): void {
    this.#outstanding = Math.max(0, this.#outstanding - 1);
    this.#flush(false);
  }

  inspect(node: string): void {
    this.#inspected = node;
    this.#showInside(true);
  }

  #showInside(isUrgent: boolean): void {
    const nowUs = this.#host.monotonicUs();
    if (this.#inspected === '' || (!isUrgent && nowUs - this.#lastInspectUs < INSPECT_INTERVAL_US)) return;
    this.#lastInspectUs = nowUs;
    const detail = inspect(this.#run.world, this.#inspected) ?? null;
    this.#port.post({ kind: 'inspected', runId: this.#runId, node: this.#inspected, detail }, []);
  }

  #showObjectives(isUrgent: boolean): void {
    const nowUs = this.#host.monotonicUs();
    if (this.#run.events === 0 || (!isUrgent && nowUs - this.#lastJudgedUs < INSPECT_INTERVAL_US)) return;
    this.#lastJudgedUs = nowUs;
    const objectives = this.#run.objectives();
    if (objectives.length > 0) this.#port.post({ kind: 'objectives', runId: this.#runId, objectives }, []);
  }

  browse(query: BrowseQuery): void {
    this.#port.post({ kind: 'browsed', runId: this.#runId, query, page: browse(this.#run.world, query) }, []);
  }

  /** Of the message that is followed, when the run stands still. */
  #tellJourney(): void {
    if (this.#follower === undefined || this.#driver.state === 'running') return;
    this.#port.post({ kind: 'journey', runId: this.#runId, journey: this.#follower.journey() }, []);
  }

  /** Looking changes nothing: the run goes on as it would have. */
  report(): void {
    this.#port.post({ kind: 'reported', runId: this.#runId, report: this.#run.report(this.#run.ended) }, []);
  }

  dispose(): void {
    this.#cancelFlush?.();
    this.#driver.dispose();
  }

  /** Posts what is due; what cannot go now goes at the next slice, acknowledgement or in a moment. */
  #flush(isUrgent: boolean): void {
    const nowUs = this.#host.monotonicUs();
    const waitUs = this.#lastPostUs + POST_INTERVAL_US - nowUs;
    if (!isUrgent && waitUs > 0) return this.#flushLater(waitUs);
    if (this.#outstanding >= LIMITS.unacknowledgedFrames) {
      if (isUrgent) this.#postStatus();
      return;
    }
    this.#lastPostUs = nowUs;
    this.#showInside(isUrgent);
    this.#showObjectives(isUrgent);
    if (this.#run.hasFrames) {
      const batch = this.#run.takeFrames();
      this.#outstanding++;
      this.#port.post({ kind: 'frames', batch, ledger: this.#run.ledger(), witness: this.#run.world.witness.report() }, [batch.data.buffer]);
    }
    this.#postStatus();
    if (this.#driver.state === 'ended' && !this.#isReported && !this.#run.hasFrames) {
      this.#isReported = true;
      this.#port.post({ kind: 'ended', runId: this.#runId, report: this.#run.report() }, []);
    }
  }

  #flushLater(afterUs: number): void {
    if (this.#cancelFlush !== undefined) return;
    this.#cancelFlush = this.#host.wake(afterUs, () => {
      this.#cancelFlush = undefined;
      this.#flush(false);
    });
  }

  #postStatus(): void {
    const phase = PHASES[this.#driver.state];
    this.#port.post(
      {
        kind: 'status',
        runId: this.#runId,
        status: {
          phase: phase === 'paused' && this.#run.events === 0 ? 'ready' : phase,
          nowUs: this.#run.nowUs,
          events: this.#run.events,
          pace: this.#pace,
          achievedPace: this.#driver.achievedPace,
          traceHash: phase === 'running' ? null : this.#run.world.kernel.trace.digest(),
        },
      },
      [],
    );
  }
}

/** Serves requests that come through `port` until the port is gone. */
export function attachEngine(port: EnginePort, host: Host): void {
  let hosted: Hosted | undefined;
  let runId = Number.NEGATIVE_INFINITY;
  port.onRequest((request) => {
    if (request.kind === 'load') {
      hosted?.dispose();
      runId = request.runId;
      hosted = undefined;
      try {
        hosted = new Hosted(port, host, request);
      } catch (error) {
        port.post({ kind: 'failed', runId, message: messageOf(error), seed: request.plan.seed, event: 0, atUs: 0 }, []);
      }
    } else if (request.runId !== runId) return;
    else if (request.kind === 'command') hosted?.command(request.command);
    else if (request.kind === 'report') hosted?.report();
    else if (request.kind === 'inspect') hosted?.inspect(request.node);
    else if (request.kind === 'browse') hosted?.browse(request.query);
    else hosted?.acknowledge();
  });
}
