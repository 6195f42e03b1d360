/** An engine that does as it is told: keeps every request, and sends what a test wants sent. */
import type { FrameBatch, FrameSchema, RunEvent } from '#core/metrics/frameBatch.ts';
import type { EngineMessage, EngineRequest, RunPhase } from '#core/run/protocol.ts';
import type { LedgerReport } from '#core/run/report.ts';
import type { Engine } from '../../renderer/engine/engine.ts';

export const emptyLedger: LedgerReport = {
  offered: 0,
  copied: {},
  refused: {},
  consumed: 0,
  stored: 0,
  inFlight: 0,
  dropped: {},
  difference: 0,
  checks: 0,
  imbalances: 0,
};

export class FakeEngine implements Engine {
  readonly requests: EngineRequest[] = [];
  readonly #listeners = new Set<(message: EngineMessage) => void>();

  send(request: EngineRequest): void {
    this.requests.push(request);
  }

  onMessage(listener: (message: EngineMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  disposals = 0;

  dispose(): void {
    this.disposals++;
    this.#listeners.clear();
  }

  say(message: EngineMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  status(runId: number, phase: RunPhase, nowUs = 0): void {
    this.say({ kind: 'status', runId, status: { phase, nowUs, events: 0, pace: 1, achievedPace: null, traceHash: null } });
  }

  frames(runId: number, rows: readonly (readonly number[])[], events: readonly RunEvent[] = [], eventsDropped = 0): void {
    const columns = rows[0]?.length ?? 1;
    const batch: FrameBatch = { runId, rows: rows.length, columns, data: Float64Array.from(rows.flat()), events, eventsDropped };
    this.say({ kind: 'frames', batch, ledger: emptyLedger, witness: { messages: 0, unwatched: 0, readers: [] } });
  }

  schema(schema: FrameSchema): void {
    this.say({ kind: 'schema', schema });
  }

  /** Requests as short words: 'load 1', 'run', 'acknowledge'. */
  get words(): string[] {
    return this.requests.map((r) => (r.kind === 'load' ? `load ${r.runId}` : r.kind === 'command' ? r.command.kind : r.kind));
  }
}
