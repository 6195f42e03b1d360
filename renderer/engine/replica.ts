/**
 * A run repeated by an engine of its own, up to an instant of the past: the exact state there, and its own measure of every
 * sample on the way. It stands where it arrived; further on it goes on from there, further back it begins anew.
 */
import type { Plan } from '#core/compile/plan.ts';
import type { RunJournal } from '#core/run/commands.ts';
import type { NodeDetail } from '#core/run/details.ts';
import type { BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import type { EngineMessage } from '#core/run/protocol.ts';
import type { LedgerReport, WitnessReport } from '#core/run/report.ts';
import type { Engine } from './engine.ts';
import { Series } from './series.ts';

/** What there is to repeat. */
export interface Repeatable {
  readonly origin: Plan;
  readonly journal: RunJournal;
}

export class Replica {
  readonly #makeEngine: () => Engine;
  readonly #onNews: (replica: Replica) => void;
  #engine: Engine | undefined;
  #runId = 0;
  #loaded: Repeatable | undefined;
  #isPaused = true;
  #looked = '';
  nowUs = 0;
  targetUs = 0;
  series: Series | undefined;
  traceHash: string | undefined;
  ledger: LedgerReport | undefined;
  witness: WitnessReport | undefined;
  inside: { readonly node: string; readonly detail: NodeDetail | null } | undefined;
  browsed: { readonly query: BrowseQuery; readonly page: MessagePage | null } | undefined;
  failure: string | undefined;

  constructor(makeEngine: () => Engine, onNews: (replica: Replica) => void) {
    this.#makeEngine = makeEngine;
    this.#onNews = onNews;
  }

  /** It can go on to `us` without beginning anew. */
  isOnTheWay(run: Repeatable, us: number): boolean {
    return this.failure === undefined && this.#loaded !== undefined && isSameRun(this.#loaded, run, us) && this.nowUs <= us;
  }

  /** Everything up to the target was repeated and told. */
  get isThere(): boolean {
    return this.#loaded !== undefined && this.#isPaused && this.nowUs >= this.targetUs && (this.series?.newestUs ?? 0) >= this.targetUs;
  }
  get isGoing(): boolean {
    return this.#loaded !== undefined && this.failure === undefined && !this.#isPaused;
  }

  /** Goes to the instant of a sample, or to 0. */
  seek(run: Repeatable, us: number): void {
    const goesOn = this.isOnTheWay(run, us);
    this.targetUs = us;
    this.inside = undefined;
    if (goesOn && this.nowUs === us) return this.#onNews(this);
    this.#isPaused = false;
    if (goesOn) return this.#send({ kind: 'command', runId: this.#runId, command: { kind: 'runTo', atUs: us } });
    if (this.failure !== undefined) this.dispose();
    this.#begin(run);
    this.#send({ kind: 'load', runId: this.#runId, plan: run.origin, journal: run.journal, untilUs: us });
    if (this.#looked !== '') this.#send({ kind: 'inspect', runId: this.#runId, node: this.#looked });
  }

  #begin(run: Repeatable): void {
    this.#runId++;
    this.#loaded = run;
    this.nowUs = 0;
    this.series = undefined;
    this.traceHash = undefined;
    this.failure = undefined;
  }

  /** Stays where it is. */
  halt(): void {
    if (this.isGoing) this.#send({ kind: 'command', runId: this.#runId, command: { kind: 'pause' } });
  }

  inspect(node: string): void {
    this.#looked = node;
    this.inside = undefined;
    if (this.#loaded !== undefined) this.#send({ kind: 'inspect', runId: this.#runId, node });
  }

  browse(query: BrowseQuery): void {
    if (this.#loaded !== undefined) this.#send({ kind: 'browse', runId: this.#runId, query });
  }

  dispose(): void {
    this.#engine?.dispose();
    this.#engine = undefined;
    this.#loaded = undefined;
    this.series = undefined;
    this.#isPaused = true;
  }

  #send(request: Parameters<Engine['send']>[0]): void {
    if (this.#engine === undefined) {
      this.#engine = this.#makeEngine();
      this.#engine.onMessage((message) => this.#accept(message));
    }
    this.#engine.send(request);
  }

  #accept(message: EngineMessage): void {
    const runId = message.kind === 'schema' ? message.schema.runId : message.kind === 'frames' ? message.batch.runId : message.runId;
    if (runId !== this.#runId) return;
    switch (message.kind) {
      case 'schema':
        if (this.series === undefined) this.series = new Series(message.schema);
        else this.series.adopt(message.schema);
        return;
      case 'frames':
        this.series?.accept(message.batch);
        this.ledger = message.ledger;
        this.witness = message.witness;
        this.#send({ kind: 'acknowledge', runId });
        break;
      case 'status':
        this.nowUs = message.status.nowUs;
        this.#isPaused = this.nowUs >= this.targetUs ? message.status.phase !== 'running' : message.status.phase === 'paused';
        this.traceHash = message.status.traceHash ?? undefined;
        break;
      case 'inspected':
        this.inside = { node: message.node, detail: message.detail };
        break;
      case 'browsed':
        this.browsed = { query: message.query, page: message.page };
        break;
      case 'failed':
        this.failure = message.message;
        break;
      default:
        return;
    }
    this.#onNews(this);
  }
}

/** Up to an instant two runs are one when their plans and what was done to them until then are. */
function isSameRun(a: Repeatable, b: Repeatable, us: number): boolean {
  if (a.origin !== b.origin) return false;
  if (a.journal === b.journal) return true;
  const upTo = ({ journal }: Repeatable) => journal.filter((entry) => entry.atUs <= us);
  const [ours, theirs] = [upTo(a), upTo(b)];
  return ours.length === theirs.length && ours.every((entry, i) => entry === theirs[i]);
}
