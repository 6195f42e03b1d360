/**
 * Between the document, the engine and the run store: compiles and loads, passes commands on, acknowledges frames, and
 * follows the document. An edit of a running model goes in live where `patch` allows it, else the run is marked stale and a
 * restart is offered; a run that has not begun is quietly loaded again. A change of the view is no change.
 */
import type { FaultSpec } from '#core/base/faults.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { Pace, RunCommand, RunInput, RunJournal } from '#core/run/commands.ts';
import type { BrowseQuery } from '#core/run/messageRows.ts';
import type { RunReport } from '#core/run/report.ts';
import type { Model, Scenario } from '#core/scenario/scenario.ts';
import type { Engine } from './engine.ts';
import { acceptMessage, type Beginning, beginRun, clearRun, type RunState, type RunStore, showInstant } from './runStore.ts';
import type { RecordedTake } from './recordings.ts';
import { designAt, FIRST_TAKE, type Take, upTo, withTake } from './takes.ts';

export interface RunControllerParts {
  /** Called when the first plan is loaded, and again after a failure. */
  readonly engine: () => Engine;
  readonly store: RunStore;
  readonly compile: (model: Model) => { readonly plan?: Plan | undefined };
  /** What an edit means; `aligned`: the next plan as the run then has it, with what is gone. */
  readonly patch: (from: Plan, to: Plan) => { readonly kind: 'same' | 'live' | 'restart'; readonly aligned?: Plan };
  /** The document; its model has a new identity when it changed. */
  readonly design: () => Scenario;
  /** Makes the document's model that of an earlier design, as one edit that can be undone. */
  readonly restore: (design: Scenario) => void;
  /** Tells of any change of the document; `isAnother` when a different one was opened. */
  readonly onDocument: (listener: (isAnother: boolean) => void) => () => void;
  /** Something on screen may have changed. */
  readonly onNews: () => void;
}

export interface RunController {
  /** Compiles the document and loads it at t = 0; runs it at once when asked. False when it does not compile. */
  restart(autostart: boolean): boolean;
  run(): void;
  pause(): void;
  toggle(): void;
  /** Fires `events` kernel events and pauses. */
  step(events: number): void;
  /** Runs until one more message is processed, and pauses. */
  stepMessage(): void;
  /** Runs one virtual second, whatever the pace, and pauses. */
  stepSecond(): void;
  pace(pace: Pace): void;
  /** Back to t = 0, paused. */
  reset(): void;
  /** Multiplies a producer's rate for a while. */
  spike(node: string, factor: number, forUs: number): void;
  /** Breaks something, now. */
  fault(fault: FaultSpec): void;
  /** Ends all that is wrong with a node or an edge; '' for everything. */
  repair(target: string): void;
  /** A run of its own from the cursor on: as the run was there, and free to be changed. */
  branch(): void;
  /** Takes up one of the other runs where it was left. */
  returnTo(id: number): void;
  /** Repeats a recorded run to its end, whose document was opened. */
  replay(recorded: RecordedTake): void;
  /** Shows one of the other runs in the charts too; undefined for none. */
  compare(id: number | undefined): void;
  /** What was measured up to now; undefined when nothing is loaded, or another run took its place meanwhile. */
  report(): Promise<RunReport | undefined>;
  /** Whose inside is looked at from now on, in later runs too; '' for nobody's. */
  inspect(node: string): void;
  /** Asks for a page of messages; it comes as `browsed`. */
  browse(query: BrowseQuery): void;
  /** Follows the document from now on, beginning with what it is. Returns what stops it. */
  follow(): () => void;
}

export function createRunController(parts: RunControllerParts): RunController {
  const { store } = parts;
  let engine: Engine | undefined;
  let loaded: Plan | undefined;
  let looked = '';
  /** Designs that were sent into the run and have not taken effect yet, oldest first. */
  let sent: Scenario[] = [];

  const connect = (): Engine => {
    if (engine !== undefined) return engine;
    const created = parts.engine();
    created.onMessage((message) => {
      const wasRepeating = store.getState().repeatingToUs !== undefined;
      if (!acceptMessage(store, message)) return;
      if (message.kind === 'frames') created.send({ kind: 'acknowledge', runId: message.batch.runId });
      if (message.kind === 'input' && message.entry.input.kind === 'patch' && !wasRepeating) tookEffect(message.entry.atUs);
      // What was edited while the run was being repeated goes in now.
      if (wasRepeating && store.getState().repeatingToUs === undefined) onModel();
      parts.onNews();
    });
    engine = created;
    return created;
  };
  /** It was told to run, whether or not that has been heard of yet. */
  let isToRun = false;
  const command = (c: RunCommand) => {
    if (c.kind !== 'pace' && c.kind !== 'input') isToRun = c.kind === 'run';
    connect().send({ kind: 'command', runId: store.getState().runId, command: c });
  };
  const isOver = () => ['ended', 'failed'].includes(store.getState().phase);
  /** A run that can go on: loaded, and neither over nor broken. */
  const isOpen = () => ['ready', 'running', 'paused'].includes(store.getState().phase) && store.getState().repeatingToUs === undefined;

  const restart = (autostart: boolean, keepsTakes = true): boolean => {
    const runId = store.getState().runId + 1;
    // What broke may be the host itself: the next run gets a fresh one.
    if (store.getState().phase === 'failed') {
      engine?.dispose();
      engine = undefined;
    }
    loaded = parts.compile(parts.design().model).plan;
    if (loaded === undefined) {
      if (engine !== undefined && isOpen()) command({ kind: 'pause' });
      clearRun(store, runId);
      parts.onNews();
      return false;
    }
    begin({ runId, origin: loaded, designs: [{ atUs: 0, scenario: parts.design() }], ...(keepsTakes ? takesAfter(store.getState()) : {}) });
    if (autostart) command({ kind: 'run' });
    parts.onNews();
    return true;
  };

  /** Loads a run; one that is to be repeated goes to its instant at once. */
  const begin = (beginning: Beginning & { readonly origin: Plan }, journal?: RunJournal) => {
    const { runId, origin, repeatingToUs: untilUs } = beginning;
    sent = [];
    isToRun = false;
    beginRun(store, beginning);
    connect().send({ kind: 'load', runId, plan: origin, ...(untilUs === undefined ? {} : { journal, untilUs }) });
    command({ kind: 'pace', pace: store.getState().pace });
    if (looked !== '') connect().send({ kind: 'inspect', runId, node: looked });
  };

  const tookEffect = (atUs: number) => {
    const scenario = sent.shift();
    if (scenario !== undefined) store.setState({ designs: [...store.getState().designs, { atUs, scenario }] });
  };

  /** Repeats a run up to an instant, with the document as it was there, and stands there. */
  const repeat = (
    take: Pick<Take, 'id' | 'branch' | 'origin' | 'journal' | 'designs'>,
    untilUs: number,
    others: readonly Take[],
    compared: number | undefined,
    recording?: RunState['recording'],
  ) => {
    const design = designAt(take.designs, untilUs)?.scenario;
    const { id, branch, origin } = take;
    loaded = upTo(take.journal, untilUs).reduce(
      (plan, { input }) => (input.kind === 'patch' ? (parts.patch(plan, input.plan).aligned ?? input.plan) : plan),
      origin,
    );
    const designs = upTo(take.designs, untilUs);
    begin(
      { runId: store.getState().runId + 1, origin, designs, repeatingToUs: untilUs, take: { id, branch }, otherTakes: others, compared, recording },
      upTo(take.journal, untilUs),
    );
    if (design !== undefined) parts.restore(design);
    parts.onNews();
  };
  const isLoaded = () => isOpen() || (store.getState().repeatingToUs === undefined && restart(false));

  /** Whatever goes on goes on from the newest: the past is left. */
  const go = (c: RunCommand) => {
    if (!isLoaded()) return;
    showInstant(store, undefined);
    command(c);
    parts.onNews();
  };

  /** A run that is over has no next step, and is not to be lost for one. */
  const step = (c: RunCommand) => {
    if (!isOver()) go(c);
  };
  /** What a person does is done now: the past is left to see it. */
  const act = (input: RunInput) => {
    if (isOpen()) go({ kind: 'input', input });
  };

  const run = () => go({ kind: 'run' });
  const pause = () => void (store.getState().phase === 'running' && command({ kind: 'pause' }));

  const onModel = () => {
    const { phase, status, repeatingToUs } = store.getState();
    if (repeatingToUs !== undefined) return;
    const hasBegun = phase !== 'none' && (phase !== 'ready' || (status?.nowUs ?? 0) > 0);
    if (loaded === undefined || !hasBegun) return void restart(isToRun);
    const next = parts.compile(parts.design().model).plan;
    if (next === undefined) return store.setState({ stale: 'invalid' });
    const { kind, aligned = next } = parts.patch(loaded, next);
    if (kind === 'restart' || (kind === 'live' && !isOpen())) return store.setState({ stale: 'restart' });
    if (kind === 'live') {
      loaded = aligned;
      sent.push(parts.design());
      command({ kind: 'input', input: { kind: 'patch', plan: next } });
    }
    store.setState({ stale: undefined });
  };

  return {
    restart: (autostart) => restart(autostart),
    run,
    pause,
    toggle: () => (store.getState().phase === 'running' ? pause() : run()),
    step: (events) => step({ kind: 'step', events }),
    stepMessage: () => step({ kind: 'stepMessage' }),
    stepSecond: () => step({ kind: 'runTo', atUs: (store.getState().status?.nowUs ?? 0) + 1_000_000 }),
    pace(pace) {
      store.setState({ pace });
      if (isOpen()) command({ kind: 'pace', pace });
    },
    reset: () => void restart(false),
    spike: (node, factor, forUs) => act({ kind: 'spike', node, factor, forUs }),
    fault: (fault) => act({ kind: 'fault', fault }),
    repair: (target) => act({ kind: 'repair', target }),
    branch() {
      const left = takeNow(store.getState());
      const { cursorUs, otherTakes } = store.getState();
      if (left === undefined || cursorUs === undefined) return;
      const others = withTake(otherTakes, left);
      const id = Math.max(...others.map((take) => take.id)) + 1;
      repeat({ ...left, id, branch: { of: left.id, atUs: cursorUs } }, cursorUs, others, left.id);
    },
    returnTo(id) {
      const { otherTakes } = store.getState();
      const taken = otherTakes.find((take) => take.id === id);
      if (taken === undefined) return;
      const left = takeNow(store.getState());
      repeat(taken, taken.endUs, withTake(otherTakes, left, id), left?.id);
    },
    replay({ traceHash, endUs, ...take }) {
      repeat({ ...take, ...FIRST_TAKE }, endUs, [], undefined, { traceHash, isSame: undefined });
    },
    compare: (id) => store.setState({ compared: id }),
    report() {
      const { report, runId } = store.getState();
      if (report !== undefined || engine === undefined) return Promise.resolve(report);
      const asked = engine;
      return new Promise((resolve) => {
        const forget = asked.onMessage((message) => {
          if (message.kind === 'reported' && message.runId === runId) resolve(message.report);
          else if (store.getState().runId === runId && message.kind !== 'failed') return;
          else resolve(undefined);
          forget();
        });
        asked.send({ kind: 'report', runId });
      });
    },
    inspect(node) {
      if (node === looked) return;
      looked = node;
      store.setState({ inside: undefined });
      engine?.send({ kind: 'inspect', runId: store.getState().runId, node });
    },
    browse: (query) => engine?.send({ kind: 'browse', runId: store.getState().runId, query }),
    follow() {
      let known = parts.design().model;
      restart(false);
      return parts.onDocument((isAnother) => {
        const model = parts.design().model;
        if (isAnother) restart(false, false);
        else if (model !== known) onModel();
        known = model;
      });
    },
  };
}

/** The run as it can be returned to; undefined before there is anything of it. */
function takeNow({ take, origin, journal, designs, series, status }: RunState): Take | undefined {
  if (origin === undefined || series === undefined || series.rows === 0) return undefined;
  return { ...take, origin, journal, designs, series, endUs: status?.nowUs ?? series.newestUs };
}

/** A run from the start, where there were branches, is one more of the runs one can return to. */
function takesAfter(state: RunState): Pick<RunState, 'take' | 'otherTakes' | 'compared'> {
  const { take, otherTakes, compared } = state;
  if (otherTakes.length === 0) return { take: FIRST_TAKE, otherTakes, compared: undefined };
  const left = takeNow(state);
  const others = withTake(otherTakes, left);
  return {
    take: { id: Math.max(take.id, ...others.map(({ id }) => id)) + (left === undefined ? 0 : 1), branch: undefined },
    otherTakes: others,
    compared: left?.id ?? compared,
  };
}
