/**
 * The run as the screen knows it: volatile, never saved. Status, series and ledger are replaced by messages at most 30 times
 * a second; whoever draws them follows the frame loop, and components select the parts that change rarely.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type LimitName, LIMITS } from '#core/base/limits.ts';
import type { FrameSchema, RunEvent } from '#core/metrics/frameBatch.ts';
import type { Pace, RunJournal } from '#core/run/commands.ts';
import type { NodeDetail } from '#core/run/details.ts';
import type { EngineMessage, RunPhase, RunStatus } from '#core/run/protocol.ts';
import type { LedgerReport, RunReport, WitnessReport } from '#core/run/report.ts';
import { type ActiveFault, faultsAfter } from './activeFaults.ts';
import { Series } from './series.ts';

export interface RunFailure {
  readonly message: string;
  readonly seed: number;
  readonly event: number;
  readonly atUs: number;
  /** The scenario ran into this limit of the product: nothing is broken. */
  readonly limit?: LimitName | undefined;
}

/** A spike a person asked for, while it lasts. */
export interface ActiveSpike {
  readonly node: string;
  readonly factor: number;
  readonly untilUs: number;
}

/** Why the run on screen is not the document any more: a setting that needs a restart, or a document that does not compile. */
export type Stale = 'restart' | 'invalid';

export interface RunState {
  /** 0 before the first load. */
  readonly runId: number;
  /** 'none' before the first load and while the document does not compile. */
  readonly phase: RunPhase | 'none';
  /** The pace a person chose; it outlives the run. */
  readonly pace: Pace;
  readonly horizonUs: number;
  readonly status: RunStatus | undefined;
  readonly schema: FrameSchema | undefined;
  /** The same object for a whole run; its rows grow. */
  readonly series: Series | undefined;
  readonly ledger: LedgerReport | undefined;
  /** What was lost, doubled and out of order so far. */
  readonly witness: WitnessReport | undefined;
  readonly report: RunReport | undefined;
  /** What is inside the node that is looked at; null: nothing to see. */
  readonly inside: { readonly node: string; readonly detail: NodeDetail | null } | undefined;
  /** Oldest first, at most LIMITS.runEvents. */
  readonly events: readonly RunEvent[];
  /** Events let go, by the engine or here. */
  readonly eventsDropped: number;
  readonly failure: RunFailure | undefined;
  readonly stale: Stale | undefined;
  readonly spikes: readonly ActiveSpike[];
  /** What is broken now. */
  readonly faults: readonly ActiveFault[];
  /** What a person did to this run, by its instants: with it the run can be repeated. */
  readonly journal: RunJournal;
}

const BEFORE: Omit<RunState, 'pace'> = {
  runId: 0,
  phase: 'none',
  horizonUs: 0,
  status: undefined,
  schema: undefined,
  series: undefined,
  ledger: undefined,
  witness: undefined,
  report: undefined,
  inside: undefined,
  events: [],
  eventsDropped: 0,
  failure: undefined,
  stale: undefined,
  spikes: [],
  faults: [],
  journal: [],
};

export type RunStore = StoreApi<RunState>;

export const createRunStore = (): RunStore => createStore<RunState>(() => ({ ...BEFORE, pace: 1 }));

/** A new run takes the place of the one before; the chosen pace stays. */
export function beginRun(store: RunStore, runId: number, horizonUs: number): void {
  store.setState({ ...BEFORE, runId, horizonUs, phase: 'ready' });
}

/** The document cannot run: nothing is loaded. */
export function clearRun(store: RunStore, runId: number): void {
  store.setState({ ...BEFORE, runId, stale: 'invalid' });
}

/** Takes a message of the engine in; one of an older run changes nothing. Returns whether it was taken. */
export function acceptMessage(store: RunStore, message: EngineMessage): boolean {
  const state = store.getState();
  if (runOf(message) !== state.runId) return false;
  switch (message.kind) {
    case 'schema':
      store.setState({ schema: message.schema, series: new Series(message.schema) });
      return true;
    case 'frames': {
      state.series?.accept(message.batch);
      const { events, eventsDropped } = message.batch;
      store.setState({
        ledger: message.ledger,
        witness: message.witness,
        ...(events.length + eventsDropped > 0 ? withEvents(state, events, eventsDropped) : undefined),
      });
      return true;
    }
    case 'status':
      // A report or a failure is the last word, whichever message came first.
      store.setState({ status: message.status, phase: isOver(state.phase) ? state.phase : message.status.phase });
      return true;
    case 'input':
      store.setState({ journal: [...state.journal, message.entry] });
      return true;
    case 'inspected':
      store.setState({ inside: { node: message.node, detail: message.detail } });
      return true;
    case 'ended':
      store.setState({ report: message.report, ledger: message.report.ledger, witness: message.report.witness, phase: 'ended', spikes: [], faults: [] });
      return true;
    case 'failed': {
      const { message: text, seed, event, atUs, limit } = message;
      store.setState({ failure: { message: text, seed, event, atUs, limit }, phase: 'failed', spikes: [], faults: [] });
      return true;
    }
  }
}

const isOver = (phase: RunState['phase']): boolean => phase === 'ended' || phase === 'failed';

function runOf(message: EngineMessage): number {
  if (message.kind === 'schema') return message.schema.runId;
  return message.kind === 'frames' ? message.batch.runId : message.runId;
}

function withEvents(state: RunState, fresh: readonly RunEvent[], dropped: number): Partial<RunState> {
  const all = state.events.concat(fresh);
  const surplus = Math.max(0, all.length - LIMITS.runEvents);
  return {
    events: surplus > 0 ? all.slice(surplus) : all,
    eventsDropped: state.eventsDropped + dropped + surplus,
    spikes: fresh.reduce(spikesAfter, state.spikes),
    faults: fresh.reduce(faultsAfter, state.faults),
  };
}

/** What is spiking now, told by the engine's own events. */
function spikesAfter(spikes: readonly ActiveSpike[], event: RunEvent): readonly ActiveSpike[] {
  if (event.kind !== 'spike.started' && event.kind !== 'spike.ended') return spikes;
  const others = spikes.filter((spike) => spike.node !== event.entity);
  if (event.kind === 'spike.ended') return others;
  const { factor, forUs } = event.detail;
  return [...others, { node: event.entity, factor: Number(factor ?? 1), untilUs: event.atUs + Number(forUs ?? 0) }];
}

export const runStore = createRunStore();

/** Reads a part of the run's state; select what changes rarely. */
export function useRun<T>(selector: (state: RunState) => T): T {
  return useStore(runStore, selector);
}
