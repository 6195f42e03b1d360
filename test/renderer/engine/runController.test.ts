import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '#core/compile/plan.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { createRunController, type RunController } from '../../../renderer/engine/runController.ts';
import { createRunStore, type RunStore } from '../../../renderer/engine/runStore.ts';
import { emptyLedger, FakeEngine } from '../../support/fakeEngine.ts';

/** Seed stands for the document: even seeds differ by a tunable, odd ones by structure, 0 does not compile. */
const designOf = (seed: number): Scenario => ({
  format: 'spillway',
  version: 1,
  model: { seed, horizon: '60s', nodes: {}, edges: {}, faults: [], objectives: [] },
  view: { title: '', note: '', positions: {} },
});
const planOf = (seed: number): Plan => ({
  seed,
  horizonUs: 60_000_000,
  sampleUs: 100_000,
  brokers: [],
  destinations: [],
  producers: [],
  consumers: [],
  faults: [],
  objectives: [],
});

let engine: FakeEngine;
let store: RunStore;
let control: RunController;
let design: Scenario;
let restored: Scenario[];
let tell: (isAnother: boolean) => void;
let stop: () => void;

const edit = (seed: number) => {
  design = designOf(seed);
  tell(false);
};

beforeEach(() => {
  engine = new FakeEngine();
  store = createRunStore();
  design = designOf(2);
  restored = [];
  control = createRunController({
    engine: () => engine,
    store,
    compile: (m) => (m.seed === 0 ? {} : { plan: planOf(m.seed) }),
    patch: (from, to) => ({ kind: from.seed === to.seed ? 'same' : to.seed % 2 === 0 ? 'live' : 'restart' }),
    design: () => design,
    restore: (earlier) => {
      restored.push(earlier);
      design = earlier;
      tell(false);
    },
    onDocument: (listener) => {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
    onNews: () => {},
  });
  stop = control.follow();
});

describe('loading and commands', () => {
  it('loads the document at the start, paused, at the chosen pace', () => {
    expect(engine.words).toEqual(['load 1', 'pace']);
    expect(store.getState()).toMatchObject({ runId: 1, phase: 'ready', horizonUs: 60_000_000 });
  });

  it('an edit before the engine said that it runs is run too', () => {
    control.run();
    edit(3);
    expect(engine.words.slice(2)).toEqual(['run', 'load 2', 'pace', 'run']);
    control.reset();
    edit(4);
    expect(engine.words.slice(6)).toEqual(['load 3', 'pace', 'load 4', 'pace']);
  });

  it('toggles by what the engine says it is doing', () => {
    control.toggle();
    engine.status(1, 'running', 10);
    control.toggle();
    engine.status(1, 'paused', 20);
    control.step(1);
    expect(engine.words.slice(2)).toEqual(['run', 'pause', 'step']);
  });

  it('does not begin anew for a step when the run is over', () => {
    engine.say({ kind: 'ended', runId: 1, report: { ledger: emptyLedger } as never });
    control.step(1);
    control.stepMessage();
    control.stepSecond();
    expect(engine.words).toEqual(['load 1', 'pace']);
    expect(store.getState().phase).toBe('ended');
  });

  it('steps one virtual second on, whatever the pace', () => {
    engine.status(1, 'paused', 2_500_000);
    control.stepSecond();
    expect(engine.requests.at(-1)).toEqual({ kind: 'command', runId: 1, command: { kind: 'runTo', atUs: 3_500_000 } });
  });

  it('starts a new run on a fresh engine after a failure', () => {
    engine.say({ kind: 'failed', runId: 1, message: 'broken', seed: 2, event: 5, atUs: 9 });
    expect(store.getState().failure).toEqual({ message: 'broken', seed: 2, event: 5, atUs: 9 });
    control.run();
    expect(engine.words.slice(2)).toEqual(['load 2', 'pace', 'run']);
    expect(store.getState().failure).toBeUndefined();
    expect(engine.disposals).toBe(1);
    engine.status(2, 'running', 5);
    expect(store.getState().phase).toBe('running');
  });

  it('remembers the pace over a reset', () => {
    control.pace('max');
    control.reset();
    expect(engine.requests.at(-1)).toEqual({ kind: 'command', runId: 2, command: { kind: 'pace', pace: 'max' } });
  });

  it('passes a spike on as input', () => {
    control.spike('orders', 10, 5_000_000);
    expect(engine.requests.at(-1)).toEqual({
      kind: 'command',
      runId: 1,
      command: { kind: 'input', input: { kind: 'spike', node: 'orders', factor: 10, forUs: 5_000_000 } },
    });
  });
});

describe('messages', () => {
  it('acknowledges each batch of the present run and none of an older one', () => {
    engine.schema({ runId: 1, sampleUs: 100_000, rowsMax: 10, columns: [{ entity: '', metric: 'time' }] });
    engine.frames(1, [[100_000]]);
    engine.frames(1, [[200_000]]);
    expect(engine.words.filter((w) => w === 'acknowledge').length).toBe(2);
    expect(store.getState().series?.rows).toBe(2);
    control.reset();
    engine.frames(1, [[300_000]]);
    expect(engine.words.filter((w) => w === 'acknowledge').length).toBe(2);
    expect(store.getState().series).toBeUndefined();
  });

  it('keeps the events bounded and counts what it let go', () => {
    const event = { atUs: 1, kind: 'group.rebalanced', entity: 'g', detail: {} } as const;
    engine.frames(1, [[1]], Array(4_000).fill(event), 3);
    engine.frames(1, [[2]], Array(1_500).fill(event));
    expect(store.getState().events.length).toBe(5_000);
    expect(store.getState().eventsDropped).toBe(503);
  });

  it('follows spikes by their events', () => {
    const started = { atUs: 100, kind: 'spike.started', entity: 'orders', detail: { factor: 5, forUs: 900 } } as const;
    engine.frames(1, [[1]], [started]);
    expect(store.getState().spikes).toEqual([{ node: 'orders', factor: 5, untilUs: 1_000 }]);
    engine.frames(1, [[2]], [{ ...started, atUs: 1_000, kind: 'spike.ended' }]);
    expect(store.getState().spikes).toEqual([]);
  });

  it('asks for the inside of a node, in the next run too, and forgets it with the question', () => {
    control.inspect('q');
    expect(engine.requests.at(-1)).toEqual({ kind: 'inspect', runId: 1, node: 'q' });
    engine.say({ kind: 'inspected', runId: 1, node: 'q', detail: null });
    expect(store.getState().inside).toEqual({ node: 'q', detail: null });
    control.reset();
    expect(engine.requests.filter((r) => r.kind === 'inspect').at(-1)).toEqual({ kind: 'inspect', runId: 2, node: 'q' });
    control.inspect('');
    expect(engine.requests.at(-1)).toEqual({ kind: 'inspect', runId: 2, node: '' });
    expect(store.getState().inside).toBeUndefined();
  });

  it('keeps the end of a run when a late status says otherwise', () => {
    engine.say({ kind: 'ended', runId: 1, report: { ledger: emptyLedger } as never });
    engine.status(1, 'running', 60);
    expect(store.getState().phase).toBe('ended');
  });
});

describe('following the document', () => {
  const begin = () => {
    control.run();
    engine.status(1, 'running', 1_000);
    engine.requests.length = 0;
  };

  it('ignores a change of the view', () => {
    begin();
    tell(false);
    expect(engine.words).toEqual([]);
  });

  it('loads again, without a word, what has not begun', () => {
    edit(3);
    expect(engine.words.slice(2)).toEqual(['load 2', 'pace']);
    expect(store.getState().stale).toBeUndefined();
  });

  it('sends a tunable in live', () => {
    begin();
    edit(4);
    expect(engine.requests).toEqual([{ kind: 'command', runId: 1, command: { kind: 'input', input: { kind: 'patch', plan: planOf(4) } } }]);
    expect(store.getState().stale).toBeUndefined();
  });

  it('marks a structural change stale, leaves the run alone, and takes the mark back when it is undone', () => {
    begin();
    edit(3);
    expect(engine.words).toEqual([]);
    expect(store.getState().stale).toBe('restart');
    edit(2);
    expect(store.getState().stale).toBeUndefined();
    edit(3);
    control.restart(true);
    expect(engine.words).toEqual(['load 2', 'pace', 'run']);
    expect(store.getState().stale).toBeUndefined();
  });

  it('says when the document does not compile, and refuses to restart with it', () => {
    begin();
    edit(0);
    expect(store.getState()).toMatchObject({ stale: 'invalid', phase: 'running' });
    expect(control.restart(true)).toBe(false);
    expect(store.getState()).toMatchObject({ stale: 'invalid', phase: 'none' });
    expect(engine.words).toEqual(['pause']);
    edit(2);
    expect(engine.words).toEqual(['pause', 'load 3', 'pace']);
    expect(store.getState()).toMatchObject({ stale: undefined, phase: 'ready' });
  });

  it('offers a restart for any change of a run that is over', () => {
    engine.say({ kind: 'ended', runId: 1, report: { ledger: emptyLedger } as never });
    edit(4);
    expect(store.getState().stale).toBe('restart');
  });

  it('drops the run when another document is opened', () => {
    begin();
    design = designOf(8);
    tell(true);
    expect(engine.words).toEqual(['load 2', 'pace']);
  });

  it('stops when told to', () => {
    stop();
    engine.requests.length = 0;
    edit(9);
    expect(engine.words).toEqual([]);
  });
});
