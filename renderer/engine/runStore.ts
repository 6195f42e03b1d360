/**
 * The run as the screen knows it: volatile, never saved. Status, series and ledger are replaced by messages at most 30 times
 * a second; whoever draws them follows the frame loop, and components select the parts that change rarely.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type LimitName, LIMITS } from '#core/base/limits.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { FrameSchema, RunEvent } from '#core/metrics/frameBatch.ts';
import type { Pace, RunJournal } from '#core/run/commands.ts';
import type { NodeDetail } from '#core/run/details.ts';
import type { BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import type { EngineMessage, RunPhase, RunStatus } from '#core/run/protocol.ts';
import type { ObjectiveReport, RunReport } from '#core/run/report.ts';
import { faultsAfter } from './activeFaults.ts';
import { NO_RECORD, type RunRecord, recordAt, spikesAfter } from './record.ts';
import { Series } from './series.ts';
import { type DatedDesign, FIRST_TAKE, type Take, type TakeMark } from './takes.ts';

export interface RunFailure {
  readonly message: string;
  readonly seed: number;
  readonly event: number;
  readonly atUs: number;
  /** The scenario ran into this limit of the product: nothing is broken. */
  readonly limit?: LimitName | undefined;
}

/** Why the run on screen is not the document any more: a setting that needs a restart, or a document that does not compile. */
export type Stale = 'restart' | 'invalid';

/** The record's parts are those of the instant shown: the newest, or the cursor's. */
export interface RunState extends RunRecord {
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
  /** The instant in the past that is shown: that of a kept row, or 0; undefined: the newest. */
  readonly cursorUs: number | undefined;
  /** Up to the newest, wherever the cursor is. */
  readonly recorded: RunRecord;
  readonly report: RunReport | undefined;
  /** How its objectives stand, or stood at the end. */
  readonly objectives: readonly ObjectiveReport[];
  /** What is inside the node that is looked at; null: nothing to see. */
  readonly inside: { readonly node: string; readonly detail: NodeDetail | null } | undefined;
  /** The latest page of messages that was asked for. */
  readonly browsed: { readonly query: BrowseQuery; readonly page: MessagePage | null } | undefined;
  readonly failure: RunFailure | undefined;
  readonly stale: Stale | undefined;
  /** The plan at its start: with the journal it is the run. */
  readonly origin: Plan | undefined;
  /** The design as it was at the start, and after each change that took effect. */
  readonly designs: readonly DatedDesign[];
  /** Being repeated up to there, before it can go on; undefined: it is there. */
  readonly repeatingToUs: number | undefined;
  /** A recording that was opened: the hash it must come to, and whether it did. */
  readonly recording: { readonly traceHash: string; readonly isSame: boolean | undefined } | undefined;
  /** Tells this run from the others that are kept; the first is 1. */
  readonly take: TakeMark;
  /** Runs that were left for this one and can be returned to. */
  readonly otherTakes: readonly Take[];
  /** The one of them that the charts show beside this run. */
  readonly compared: number | undefined;
  /** What a person did to this run, by its instants: with it the run can be repeated. */
  readonly journal: RunJournal;
}

const BEFORE: Omit<RunState, 'pace'> = {
  ...NO_RECORD,
  runId: 0,
  phase: 'none',
  horizonUs: 0,
  status: undefined,
  schema: undefined,
  series: undefined,
  cursorUs: undefined,
  recorded: NO_RECORD,
  report: undefined,
  objectives: [],
  inside: undefined,
  browsed: undefined,
  failure: undefined,
  stale: undefined,
  origin: undefined,
  designs: [],
  repeatingToUs: undefined,
  recording: undefined,
  take: FIRST_TAKE,
  otherTakes: [],
  compared: undefined,
  journal: [],
};

export type RunStore = StoreApi<RunState>;

export const createRunStore = (): RunStore => createStore<RunState>(() => ({ ...BEFORE, pace: 1 }));

/** What a run begins with; parts of the state that outlive the run before are given too. */
export type Beginning = Pick<RunState, 'runId' | 'origin' | 'designs'> &
  Partial<Pick<RunState, 'repeatingToUs' | 'recording' | 'take' | 'otherTakes' | 'compared'>>;

/** A new run takes the place of the one before; the chosen pace stays. */
export function beginRun(store: RunStore, beginning: Beginning): void {
  store.setState({ ...BEFORE, ...beginning, horizonUs: beginning.origin?.horizonUs ?? 0, phase: 'ready' });
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
      // Another schema of the same run: its structure changed.
      state.series?.adopt(message.schema);
      store.setState({ schema: message.schema, series: state.series ?? new Series(message.schema) });
      return true;
    case 'frames': {
      state.series?.accept(message.batch);
      const { events, eventsDropped } = message.batch;
      const { ledger, witness } = message;
      keep(store, { ledger, witness, ...(events.length + eventsDropped > 0 ? withEvents(state.recorded, events, eventsDropped) : undefined) });
      return true;
    }
    case 'status':
      // A report or a failure is the last word, whichever message came first.
      store.setState({ status: message.status, phase: isOver(state.phase) ? state.phase : message.status.phase, ...arrival(state, message.status) });
      return true;
    case 'objectives':
      store.setState({ objectives: message.objectives });
      return true;
    case 'reported':
      return true;
    case 'input':
      store.setState({ journal: [...state.journal, message.entry] });
      return true;
    case 'inspected':
      store.setState({ inside: { node: message.node, detail: message.detail } });
      return true;
    case 'browsed':
      store.setState({ browsed: { query: message.query, page: message.page } });
      return true;
    // Told by engines that follow a message, which are others.
    case 'journey':
      return true;
    case 'ended':
      store.setState({ report: message.report, objectives: message.report.objectives, phase: 'ended' });
      keep(store, { ledger: message.report.ledger, witness: message.report.witness, spikes: [], faults: [] });
      return true;
    case 'failed': {
      const { message: text, seed, event, atUs, limit } = message;
      store.setState({ failure: { message: text, seed, event, atUs, limit }, phase: 'failed' });
      keep(store, { spikes: [], faults: [] });
      return true;
    }
  }
}

/** A repeated run is at its instant, and what it measured on the way was told. */
function arrival({ repeatingToUs, series, recording }: RunState, { phase, nowUs, traceHash }: RunStatus): Partial<RunState> | undefined {
  if (repeatingToUs === undefined || phase === 'running' || nowUs < repeatingToUs) return undefined;
  const lastSampleUs = Math.floor(repeatingToUs / (series?.schema.sampleUs ?? 1)) * (series?.schema.sampleUs ?? 1);
  return (series?.newestUs ?? 0) < lastSampleUs
    ? undefined
    : { repeatingToUs: undefined, recording: recording && { ...recording, isSame: traceHash === recording.traceHash } };
}

const isOver = (phase: RunState['phase']): boolean => phase === 'ended' || phase === 'failed';

function runOf(message: EngineMessage): number {
  if (message.kind === 'schema') return message.schema.runId;
  return message.kind === 'frames' ? message.batch.runId : message.runId;
}

/** Takes news into the record; what is shown changes with it unless a cursor stands in the past. */
function keep(store: RunStore, news: Partial<RunRecord>): void {
  const { recorded, cursorUs } = store.getState();
  const next = { ...recorded, ...news };
  store.setState(cursorUs === undefined ? { recorded: next, ...news } : { recorded: next });
}

function withEvents(record: RunRecord, fresh: readonly RunEvent[], dropped: number): Partial<RunRecord> {
  const all = record.events.concat(fresh);
  const surplus = Math.max(0, all.length - LIMITS.runEvents);
  return {
    events: surplus > 0 ? all.slice(surplus) : all,
    eventsDropped: record.eventsDropped + dropped + surplus,
    spikes: fresh.reduce(spikesAfter, record.spikes),
    faults: fresh.reduce(faultsAfter, record.faults),
  };
}

/** Shows the kept row at or before an instant, as if it were now; from the newest on, the newest. Returns whether anything changed. */
export function showInstant(store: RunStore, us: number | undefined): boolean {
  const { series, recorded, cursorUs } = store.getState();
  if (series === undefined || series.rows === 0) return false;
  const row = us === undefined ? -1 : series.rowAt(us);
  const atUs = us === undefined || us >= series.newestUs ? undefined : row < 0 ? 0 : series.at(row, 0);
  if (atUs === cursorUs) return false;
  series.show(atUs);
  store.setState({ cursorUs: atUs, ...(atUs === undefined ? recorded : recordAt(recorded, series, atUs)) });
  return true;
}

export const runStore = createRunStore();

/** Reads a part of the run's state; select what changes rarely. */
export function useRun<T>(selector: (state: RunState) => T): T {
  return useStore(runStore, selector);
}
