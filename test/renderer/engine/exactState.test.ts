/** The time machine with the real engine: scrub, the exact state of an instant, a branch from it, and back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { traceDigest } from '#core/base/traceDigest.ts';
import { compile } from '#core/compile/compile.ts';
import { patch } from '#core/compile/patch.ts';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { formatRecording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { createExactState, type ExactControl } from '../../../renderer/engine/exactState.ts';
import { recordingOf, takeOf } from '../../../renderer/engine/recordings.ts';
import { createRunController, type RunController } from '../../../renderer/engine/runController.ts';
import { createRunStore, type RunStore, showInstant } from '../../../renderer/engine/runStore.ts';
import type { Series } from '../../../renderer/engine/series.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { EngineInProcess } from '../../support/engineInProcess.ts';

const designOf = (workers: number): Scenario =>
  documentOf(
    modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '300/s' } }),
        q: node('queue'),
        c: node('consumer', { count: workers, workTime: { kind: 'exponential', mean: '5ms' } }),
      },
      ['p>q', 'q>c'],
      { horizon: '20s' },
    ),
  );

let engines: EngineInProcess[];
let store: RunStore;
let control: RunController;
let exact: ExactControl;
let design: Scenario;
let tell: () => void;
let waiting: (() => void)[];

const settle = () => {
  for (let round = 0; round < 20; round++) {
    for (const fn of waiting.splice(0)) fn();
    for (const { host } of engines) host.settle();
  }
};
const edit = (next: Scenario) => {
  design = next;
  tell();
  settle();
};
const runTo = (us: number) => {
  engines[0]!.send({ kind: 'command', runId: store.getState().runId, command: { kind: 'runTo', atUs: us } });
  settle();
};
const hashAt = (series: Series, us: number) => {
  const row = series.rowAt(us);
  return traceDigest(series.at(row, series.column('', 'traceA')), series.at(row, series.column('', 'traceB')));
};

/** Twelve seconds: a spike at 2 s, a second worker at 6 s. */
function record(): void {
  runTo(2_000_000);
  control.spike('p', 3, 2_000_000);
  runTo(6_000_000);
  edit(designOf(2));
  runTo(12_000_000);
}

let eventsNear = 3_000_000;
const begin = () => {
  engines = [];
  waiting = [];
  store = createRunStore();
  design = designOf(1);
  const engine = () => {
    engines.push(new EngineInProcess());
    return engines.at(-1)!;
  };
  control = createRunController({
    engine,
    store,
    compile,
    patch,
    design: () => design,
    restore: (earlier) => {
      design = earlier;
      tell();
    },
    onDocument: (listener) => {
      tell = () => listener(false);
      return () => {};
    },
    onNews: () => {},
  });
  exact = createExactState({
    engine,
    store,
    after: (_, fn) => {
      waiting.push(fn);
      return () => void (waiting = waiting.filter((one) => one !== fn));
    },
    onNews: () => {},
    eventsNear,
  });
  control.follow();
  settle();
};
beforeEach(() => {
  eventsNear = 3_000_000;
  begin();
});

describe('the exact state at the cursor', () => {
  it('is that of the recorded run: the same hash, every sample the same, and an inside', () => {
    record();
    exact.inspect('q');
    showInstant(store, 7_654_321);
    exact.inspect('q');
    settle();
    const { cursorUs, series } = store.getState();
    const found = exact.store.getState();
    expect(found).toMatchObject({ phase: 'same', atUs: cursorUs, samples: series!.rowAt(cursorUs!) + 1, differsAtUs: undefined });
    expect(found.traceHash).toBe(hashAt(series!, cursorUs!));
    expect(found.inside).toMatchObject({ node: 'q', detail: { kind: 'queue', consumers: { total: 2 } } });
    expect(found.inside?.detail).toMatchObject({ ready: series!.latest(series!.column('q', 'depth')) });
    expect(engines.length).toBe(2);
  });

  it('goes on from where it is, and begins anew only to go back', () => {
    record();
    const loads = () => engines[1]!.requests.filter(({ kind }) => kind === 'load').length;
    for (const [us, expected] of [
      [3_000_000, 1],
      [8_000_000, 1],
      [1_000_000, 2],
      [0, 3],
    ] as const) {
      showInstant(store, us);
      settle();
      expect(exact.store.getState()).toMatchObject({ phase: 'same', atUs: us });
      expect(loads()).toBe(expected);
    }
  });

  it('says when the repeat is not what was recorded, and from when on', () => {
    record();
    const { series } = store.getState();
    const column = series!.column('c', 'processed');
    series!.values(column)[series!.rowAt(4_000_000)]! += 1;
    showInstant(store, 3_000_000);
    settle();
    expect(exact.store.getState().phase).toBe('same');
    showInstant(store, 9_000_000);
    settle();
    expect(exact.store.getState()).toMatchObject({ phase: 'different', differsAtUs: 4_000_000 });
  });

  it('is near everywhere in a long run: repeats are parked along it, and go on from there', () => {
    eventsNear = 5_000;
    begin();
    record();
    settle();
    /** Where each engine was sent, and how. */
    const ways = () =>
      engines.slice(1).map(({ requests }) =>
        requests.flatMap((r) => {
          if (r.kind === 'load') return [{ how: 'load', us: r.untilUs! }];
          return r.kind === 'command' && r.command.kind === 'runTo' ? [{ how: 'runTo', us: r.command.atUs }] : [];
        }),
      );
    const parked = ways().map((way) => Math.round(way.at(-1)!.us / 1_000_000));
    expect(parked.toSorted((a, b) => a - b)).toEqual([3, 6, 9]);
    showInstant(store, 10_000_000);
    settle();
    expect(exact.store.getState()).toMatchObject({ phase: 'same', atUs: 10_000_000 });
    expect(ways()[parked.indexOf(9)]).toContainEqual({ how: 'runTo', us: 10_000_000 });
    showInstant(store, undefined);
    settle();
    expect(engines.length).toBeLessThanOrEqual(5);
  });

  it('can be stopped and taken up, and ends with the past', () => {
    record();
    showInstant(store, 9_000_000);
    for (const fn of waiting.splice(0)) fn();
    exact.halt();
    settle();
    expect(exact.store.getState().phase).toBe('halted');
    exact.again();
    settle();
    expect(exact.store.getState().phase).toBe('same');
    showInstant(store, undefined);
    expect(exact.store.getState().phase).toBe('off');
  });
});

describe('a run whose structure changed', () => {
  const wider = (): Scenario => {
    const { nodes, edges, ...rest } = designOf(2).model;
    const added = modelOf({ audit: node('queue'), auditor: node('consumer', { workTime: { kind: 'constant', value: '2ms' } }) }, ['p>audit', 'audit>auditor']);
    return documentOf({ ...rest, nodes: { ...nodes, ...added.nodes }, edges: { ...edges, ...added.edges } });
  };
  /** A queue and its reader come at 4 s; the first reader goes at 8 s. */
  const change = () => {
    runTo(4_000_000);
    edit(wider());
    runTo(8_000_000);
    const { nodes, edges, ...rest } = wider().model;
    const { c: _, ...left } = nodes;
    const { 'q-c': __, ...wires } = edges;
    edit(documentOf({ ...rest, nodes: left, edges: wires }));
    runTo(12_000_000);
    expect(store.getState()).toMatchObject({ stale: undefined, journal: [{ atUs: 4_000_001 }, { atUs: 8_000_001 }] });
  };

  it('has figures of each part while it was there, and the exact state before and after', () => {
    change();
    const { series } = store.getState();
    const done = series!.column('auditor', 'processed');
    for (const us of [3_000_000, 4_100_000, 11_000_000, 6_000_000]) {
      exact.inspect('audit');
      showInstant(store, us);
      settle();
      expect(exact.store.getState()).toMatchObject({ phase: 'same', atUs: us, traceHash: hashAt(series!, us) });
      expect(exact.store.getState().inside?.detail?.kind).toBe(us < 4_000_000 ? undefined : 'queue');
      expect(Number.isNaN(series!.latest(done))).toBe(us < 4_000_000);
    }
    expect(series!.newest(done)).toBeGreaterThan(2_000);
  });

  it('branches off before and after the change with the structure of then, and is recorded', () => {
    change();
    const { traceHash } = store.getState().status!;
    const text = formatRecording(recordingOf(store.getState())!);
    showInstant(store, 3_000_000);
    control.branch();
    settle();
    expect(Object.keys(design.model.nodes)).toEqual(['p', 'q', 'c']);
    control.returnTo(1);
    settle();
    expect(store.getState().status?.traceHash).toBe(traceHash);
    expect(Object.keys(design.model.nodes)).not.toContain('c');
    showInstant(store, 6_000_000);
    control.branch();
    settle();
    expect(Object.keys(design.model.nodes)).toEqual(['p', 'q', 'c', 'audit', 'auditor']);
    control.replay(takeOf(parseRecording(text).recording!).take!);
    settle();
    expect(store.getState().recording).toEqual({ traceHash, isSame: true });
  });
});

describe('a recording', () => {
  it('is repeated to the same hash, with the design at its end, and can be scrubbed and gone on with', () => {
    record();
    const text = formatRecording(recordingOf(store.getState())!);
    const { traceHash } = store.getState().status!;
    const before = store.getState().series!;
    control.restart(false);
    settle();
    design = designOf(1);
    const take = takeOf(parseRecording(text).recording!).take!;
    expect(take.traceHash).toBe(traceHash);
    control.replay(take);
    settle();
    expect(store.getState()).toMatchObject({ phase: 'paused', recording: { traceHash, isSame: true }, status: { nowUs: 12_000_000, traceHash } });
    expect(design.model).toEqual(designOf(2).model);
    expect([...store.getState().series!.values(5)]).toEqual([...before.values(5)]);
    expect(formatRecording(recordingOf(store.getState())!)).toBe(text);
    control.replay({ ...take, traceHash: '0000000000000000' });
    settle();
    expect(store.getState().recording?.isSame).toBe(false);
  });

  it('keeps two changes of one instant apart', () => {
    runTo(3_000_000);
    design = designOf(2);
    tell();
    design = designOf(3);
    tell();
    runTo(4_000_000);
    const { inputs } = recordingOf(store.getState())!;
    expect(inputs.map(({ atUs }) => atUs)).toEqual([3_000_001, 3_000_001]);
    expect(inputs.map((input) => input.kind === 'design' && input.scenario)).toEqual([designOf(2), designOf(3)]);
  });
});

describe('a branch', () => {
  const valuesOf = (series: Series, until: number) =>
    series.schema.columns.map((_, c) => [...series.values(c)].filter((__, row) => series.at(row, 0) <= until));

  it('is the run up to the cursor, with the design it had, and goes its own way from there', () => {
    record();
    const original = store.getState().series!;
    showInstant(store, 5_000_000);
    control.branch();
    expect(store.getState()).toMatchObject({ repeatingToUs: 5_000_000, take: { id: 2, branch: { of: 1, atUs: 5_000_000 } }, compared: 1 });
    settle();
    expect(store.getState()).toMatchObject({ phase: 'paused', repeatingToUs: undefined, cursorUs: undefined, status: { nowUs: 5_000_000 }, stale: undefined });
    expect(design.model).toEqual(designOf(1).model);
    expect(store.getState().journal.map(({ input }) => input.kind)).toEqual(['spike']);
    expect(valuesOf(store.getState().series!, 5_000_000)).toEqual(valuesOf(original, 5_000_000));
    expect(store.getState().status?.traceHash).toBe(hashAt(original, 5_000_000));
    edit(designOf(4));
    runTo(12_000_000);
    const processed = (series: Series) => series.newest(series.column('c', 'processed'));
    expect(processed(store.getState().series!)).toBeGreaterThan(processed(original));
    expect(store.getState().designs.map(({ atUs }) => atUs)).toEqual([0, 5_000_001]);
  });

  it('can be left for the original, which is then as it was, and taken up again', () => {
    record();
    const { traceHash } = store.getState().status!;
    showInstant(store, 5_000_000);
    control.branch();
    settle();
    runTo(9_000_000);
    const branchHash = store.getState().status!.traceHash;
    control.returnTo(1);
    settle();
    expect(store.getState()).toMatchObject({ take: { id: 1, branch: undefined }, compared: 2, status: { nowUs: 12_000_000, traceHash } });
    expect(design.model).toEqual(designOf(2).model);
    expect(traceHash).not.toBe(branchHash);
    control.returnTo(2);
    settle();
    expect(store.getState()).toMatchObject({ take: { id: 2 }, status: { nowUs: 9_000_000, traceHash: branchHash } });
    control.restart(false);
    expect(store.getState()).toMatchObject({ take: { id: 3, branch: undefined }, compared: 2 });
    expect(store.getState().otherTakes.map(({ id }) => id)).toEqual([1, 2]);
    control.restart(false);
    expect(store.getState().take.id).toBe(3);
  });

  it('takes in an edit that was made while the run was being repeated once it is there', () => {
    record();
    showInstant(store, 5_000_000);
    control.branch();
    design = designOf(3);
    tell();
    expect(store.getState().journal).toEqual([]);
    settle();
    runTo(5_500_000);
    expect(store.getState().journal.map(({ atUs, input }) => [atUs, input.kind])).toEqual([
      [2_000_001, 'spike'],
      [5_000_001, 'patch'],
    ]);
  });
});
