/**
 * The exact state at the cursor: the run is repeated up to there beside the one on screen, checked against what was recorded,
 * and asked for what no figure tells. Once the cursor rests it goes by itself. Of a long run some repeats are parked
 * along the way while nothing else is to do, so that no instant is far.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeDetail } from '#core/run/details.ts';
import type { BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import type { LedgerReport, WitnessReport } from '#core/run/report.ts';
import type { Engine } from './engine.ts';
import { type Repeatable, Replica } from './replica.ts';
import type { RunStore } from './runStore.ts';
import { sameRows } from './sameRows.ts';

/** `off`: nothing is asked for. `same`: it is there, and every sample on the way is as recorded. */
export type ExactPhase = 'off' | 'repeating' | 'halted' | 'same' | 'different' | 'failed';

export interface ExactState {
  readonly phase: ExactPhase;
  readonly atUs: number;
  /** How far the repeat is. */
  readonly nowUs: number;
  readonly traceHash: string | undefined;
  /** Samples that were compared. */
  readonly samples: number;
  readonly differsAtUs: number | undefined;
  readonly failure: string | undefined;
  readonly ledger: LedgerReport | undefined;
  readonly witness: WitnessReport | undefined;
  readonly inside: { readonly node: string; readonly detail: NodeDetail | null } | undefined;
  /** The latest page of messages that was asked for there. */
  readonly browsed: { readonly query: BrowseQuery; readonly page: MessagePage | null } | undefined;
}

const OFF: ExactState = {
  phase: 'off',
  atUs: 0,
  nowUs: 0,
  traceHash: undefined,
  samples: 0,
  differsAtUs: undefined,
  failure: undefined,
  ledger: undefined,
  witness: undefined,
  inside: undefined,
  browsed: undefined,
};

export interface ExactParts {
  readonly engine: () => Engine;
  readonly store: RunStore;
  /** Calls once after so many ms; returns what cancels it. */
  readonly after: (ms: number, fn: () => void) => () => void;
  readonly onNews: () => void;
  /** Engine events that are quickly repeated; three million unless given. */
  readonly eventsNear?: number;
}

export interface ExactControl {
  readonly store: StoreApi<ExactState>;
  /** Whose inside is asked for. */
  inspect(node: string): void;
  /** Asks for a page of messages; it comes as `browsed`. */
  browse(query: BrowseQuery): void;
  /** Stays where it is, until the cursor moves or `again`. */
  halt(): void;
  again(): void;
}

/** How long the cursor must rest. */
const REST_MS = 150;
/** How long nothing must have been asked before repeats are parked. */
const IDLE_MS = 800;
/** Engine events that are quickly repeated: about a second's worth. One repeat is parked after each so many. */
const EVENTS_NEAR = 3_000_000;
const PARKED_MAX = 3;

export function createExactState(parts: ExactParts): ExactControl {
  const store = createStore<ExactState>(() => OFF);
  const replicas: Replica[] = [];
  let current: Replica | undefined;
  let looked = '';
  let cancelWait: (() => void) | undefined;

  const run = (): Repeatable | undefined => {
    const { origin, journal } = parts.store.getState();
    return origin && { origin, journal };
  };
  const wait = (ms: number, fn: () => void) => {
    cancelWait?.();
    cancelWait = parts.after(ms, () => {
      cancelWait = undefined;
      fn();
    });
  };
  const made = (): Replica => {
    const replica = new Replica(parts.engine, onNews);
    replicas.push(replica);
    return replica;
  };
  /** Where repeats should be parked: evenly along what was recorded. */
  const wanted = (): readonly number[] => {
    const { series } = parts.store.getState();
    if (series === undefined) return [];
    const events = series.newest(series.column('', 'events'));
    const count = Math.min(PARKED_MAX, Math.floor((events || 0) / (parts.eventsNear ?? EVENTS_NEAR)));
    return Array.from({ length: count }, (_, i) => series.at(Math.floor(((i + 1) * series.rows) / (count + 1)), 0));
  };
  /** The one that is nearest before an instant; else one that nobody needs where it is. */
  const best = (what: Repeatable, us: number): Replica => {
    const onTheWay = replicas.filter((one) => one.isOnTheWay(what, us));
    if (onTheWay.length > 0) return onTheWay.reduce((a, b) => (b.nowUs > a.nowUs ? b : a));
    return spare() ?? made();
  };
  const spare = (): Replica | undefined => {
    const places = wanted();
    if (current !== undefined && !places.includes(current.targetUs)) return current;
    return replicas.length > places.length ? replicas.find((one) => one !== current && !places.includes(one.targetUs)) : undefined;
  };

  const seek = () => {
    const { cursorUs } = parts.store.getState();
    const what = run();
    if (cursorUs === undefined || what === undefined) return;
    const chosen = best(what, cursorUs);
    if (current !== chosen) current?.inspect('');
    for (const other of replicas) if (other !== chosen) other.halt();
    current = chosen;
    current.inspect(looked);
    store.setState({ ...OFF, phase: 'repeating', atUs: cursorUs, nowUs: current.isOnTheWay(what, cursorUs) ? current.nowUs : 0 });
    current.seek(what, cursorUs);
    parts.onNews();
  };

  /** Parks one repeat after the other while nobody waits for anything. */
  const park = () => {
    const { phase, cursorUs } = parts.store.getState();
    const what = run();
    const isBusy = phase === 'running' || (cursorUs !== undefined && store.getState().phase === 'repeating') || replicas.some((one) => one.isGoing);
    if (what === undefined || isBusy) return;
    const free = replicas.filter((one) => cursorUs === undefined || one !== current);
    const places = wanted();
    const place = middleFirst(places).find((us) => !free.some((one) => one.isOnTheWay(what, us) && one.nowUs === us));
    if (place === undefined) return;
    const idle = free.find((one) => !places.includes(one.targetUs) || !one.isOnTheWay(what, one.targetUs)) ?? made();
    idle.seek(what, place);
  };

  function onNews(replica: Replica): void {
    if (replica !== current) {
      if (replica.isThere) wait(IDLE_MS, park);
      return;
    }
    const { phase, atUs } = store.getState();
    const { series } = parts.store.getState();
    if (phase === 'off' || phase === 'halted' || replica.targetUs !== atUs) {
      if (replica.isThere) wait(IDLE_MS, park);
      return;
    }
    const { nowUs, inside, browsed, ledger, witness, traceHash, failure } = replica;
    if (failure !== undefined) store.setState({ phase: 'failed', failure });
    else if (phase !== 'repeating') store.setState({ inside, browsed });
    else if (!replica.isThere || series === undefined) store.setState({ nowUs });
    else {
      const { samples, differsAtUs } = replica.series === undefined ? { samples: 0, differsAtUs: 0 } : sameRows(series, replica.series, atUs);
      store.setState({ phase: differsAtUs === undefined ? 'same' : 'different', nowUs, inside, ledger, witness, traceHash, samples, differsAtUs });
      // The figures have no keys; it has.
      if (differsAtUs === undefined) parts.store.setState({ ledger, witness });
      // What was told of it on the way is a moment old.
      if (looked !== '') replica.inspect(looked);
      wait(IDLE_MS, park);
    }
    parts.onNews();
  }

  const forget = () => {
    for (const replica of replicas.splice(0)) replica.dispose();
    current = undefined;
    cancelWait?.();
  };

  parts.store.subscribe((now, before) => {
    if (now.origin !== before.origin) forget();
    if (now.cursorUs !== before.cursorUs || now.runId !== before.runId) {
      store.setState(now.cursorUs === undefined ? OFF : { ...OFF, phase: 'repeating', atUs: now.cursorUs });
      current?.halt();
      if (now.cursorUs === undefined) wait(IDLE_MS, park);
      else wait(REST_MS, seek);
    } else if (now.status !== before.status && now.phase !== 'running' && now.cursorUs === undefined) wait(IDLE_MS, park);
  });

  return {
    store,
    inspect(node) {
      looked = node;
      if (parts.store.getState().cursorUs === undefined) return;
      store.setState({ inside: undefined });
      current?.inspect(node);
    },
    browse(query) {
      if (store.getState().phase === 'same' || store.getState().phase === 'different') current?.browse(query);
    },
    halt() {
      current?.halt();
      store.setState({ phase: 'halted' });
    },
    again: seek,
  };
}

/** The middle halves the longest way; of the rest, what is late is the farther. */
const middleFirst = (places: readonly number[]): readonly number[] => {
  const middle = (places.length - 1) / 2;
  return places
    .map((us, i) => ({ us, i }))
    .toSorted((a, b) => Math.abs(a.i - middle) - Math.abs(b.i - middle) || b.i - a.i)
    .map(({ us }) => us);
};
