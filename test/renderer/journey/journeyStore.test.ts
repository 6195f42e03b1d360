/** Following from the screen: a repeat of the run in an engine of its own, up to the instant shown. */
import { describe, expect, it } from 'vitest';
import { Follower } from '#core/run/journey/follower.ts';
import { createRunStore } from '../../../renderer/engine/runStore.ts';
import { createJourneyControl, journeyStore } from '../../../renderer/journey/journeyStore.ts';
import { modelOf, node, planOf } from '../../support/design.ts';
import { FakeEngine } from '../../support/fakeEngine.ts';

const PLAN = planOf(modelOf({ p: node('producer'), q: node('queue'), c: node('consumer') }, ['p>q', 'q>c'], { horizon: '2s' }));
const journey = { ...new Follower(5).journey(), untilUs: 1_500_000 };

function setUp() {
  const engines: FakeEngine[] = [];
  const store = createRunStore();
  store.setState({ origin: PLAN, cursorUs: 1_500_000 });
  const control = createJourneyControl({
    engine: () => {
      const engine = new FakeEngine();
      engines.push(engine);
      return engine;
    },
    store,
  });
  return { engines, store, control, following: () => journeyStore.getState().following };
}

describe('a journey on screen', () => {
  it('repeats the run up to the cursor with its journal, and lets the engine go when it has the journey', () => {
    const { engines, control, following } = setUp();
    control.follow(5);
    const [engine] = engines;
    expect(engine?.requests[0]).toEqual({ kind: 'load', runId: 1, plan: PLAN, journal: [], untilUs: 1_500_000, follow: 5 });
    expect(following()).toMatchObject({ serial: 5, phase: 'repeating', journey: undefined });
    engine?.say({ kind: 'journey', runId: 1, journey });
    expect(following()).toMatchObject({ serial: 5, phase: 'there', journey, nowUs: 1_500_000 });
    expect(engine?.disposals).toBe(1);
  });

  it('keeps what it knows of a message while it follows it further, and nothing of another', () => {
    const { engines, control, following } = setUp();
    control.follow(5);
    engines[0]?.say({ kind: 'journey', runId: 1, journey });
    control.follow(5);
    expect(following()).toMatchObject({ phase: 'repeating', journey });
    control.follow(6);
    expect(engines[1]?.disposals).toBe(1);
    expect(following()).toMatchObject({ serial: 6, journey: undefined });
  });

  it('tells a failure, and ends with the run', () => {
    const { engines, store, control, following } = setUp();
    control.follow(5);
    engines[0]?.say({ kind: 'failed', runId: 1, message: 'no memory', seed: 1, event: 0, atUs: 0 });
    expect(following()).toMatchObject({ phase: 'failed', failure: 'no memory' });
    control.follow(5);
    store.setState({ origin: { ...PLAN } });
    expect(following()).toBeUndefined();
    expect(engines.every(({ disposals }) => disposals === 1)).toBe(true);
  });
});
