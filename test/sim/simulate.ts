/**
 * Plays a random world twice over: first busy and broken, then healed and left alone until all has drained; looks at it from
 * outside all along, and says what was not as it must be. An empty list is a sound world.
 */
import type { FaultDoc, Model, NodeDoc } from '#core/scenario/scenario.ts';
import { Run } from '#core/run/run.ts';
import { planOf } from '../support/design.ts';
import { leftovers, violations } from './invariants.ts';
import { BUSY_S, HORIZON_S, randomWorld } from './randomWorld.ts';
import { Witness } from './witness.ts';
import { quietLoad } from './quietLoad.ts';

export interface Simulation {
  /** Instead of the world's own. */
  readonly faults?: readonly FaultDoc[] | undefined;
  /** The books are looked at after every event, not only now and then. */
  readonly everyEvent?: boolean | undefined;
  /** Breaks the engine on purpose, to see whether it is found. */
  readonly sabotage?: ((run: Run) => void) | undefined;
}
export interface Simulated {
  readonly model: Model;
  readonly events: number;
  readonly traceHash: string;
  /** What broke first; empty for a sound world. */
  readonly broken: readonly string[];
}

const SECOND_US = 1_000_000;
/** Between two looks, while busy and while draining. */
const LOOK_US = 500_000;
const REST_US = 5 * SECOND_US;

export function simulate(seed: number, { faults, everyEvent = false, sabotage }: Simulation = {}): Simulated {
  const world = randomWorld(seed);
  const model = faults === undefined ? world : { ...world, faults };
  const { run, witness } = Witness.of(() => new Run({ ...planOf(model), sampleUs: SECOND_US }));
  sabotage?.(run);
  let broken: readonly string[] = [];
  try {
    broken = play(run, model, witness, everyEvent);
  } catch (error) {
    broken = [`the engine broke at ${run.nowUs} µs: ${error instanceof Error ? error.message : String(error)}`];
  }
  return { model, events: run.events, traceHash: run.world.kernel.trace.digest(), broken };
}

function play(run: Run, model: Model, witness: Witness, everyEvent: boolean): readonly string[] {
  const look = () => {
    witness.look();
    return [...violations(run), ...witness.broken];
  };
  for (let us = LOOK_US; us <= BUSY_S * SECOND_US; us += LOOK_US) {
    const found = advance(run, us, everyEvent);
    if (found !== undefined) return [found];
    const broken = look();
    if (broken.length > 0) return broken;
  }
  run.input({ kind: 'repair', target: '' });
  run.input({ kind: 'patch', plan: planOf(calm(model)) });
  for (let us = BUSY_S * SECOND_US + REST_US; us <= HORIZON_S * SECOND_US; us += REST_US) {
    const found = advance(run, us, everyEvent);
    if (found !== undefined) return [found];
    const broken = look();
    if (broken.length > 0) return broken;
    if (leftovers(run).length === 0) break;
  }
  const left = leftovers(run);
  return left.length > 0 ? left.map((text) => `not drained by ${run.nowUs} µs: ${text}`) : witness.atRest();
}

/** Up to `us`; what was wrong with the books after an event, if that was looked at. */
function advance(run: Run, us: number, everyEvent: boolean): string | undefined {
  while (run.advance(us, everyEvent ? 1 : 10_000) > 0) {
    if (run.hasFrames) run.takeFrames();
    if (!everyEvent) continue;
    const { sources, sinks } = run.world.ledger.balance();
    if (sources !== sinks) return `the books differ by ${sources - sinks} at ${run.nowUs} µs, event ${run.events}`;
  }
  return undefined;
}

/** No more load, nothing fails, nothing is full or far away, work is quick: whatever can still arrive does. */
function calm(model: Model): Model {
  const quiet = (doc: NodeDoc): NodeDoc => {
    if (doc.kind === 'producer') return { ...doc, load: quietLoad(doc.load) };
    if (doc.kind === 'consumer') return { ...doc, failureProbability: 0, prefetch: 50, workTime: { kind: 'constant', value: '1ms' } };
    if (doc.kind === 'queue') return { ...doc, maxLength: 0 };
    return doc.kind === 'broker' ? { ...doc, costPerRequest: '0us', costPerRecord: '0us', nicBandwidth: '0B/s', diskBandwidth: '0B/s' } : doc;
  };
  const edges = Object.fromEntries(Object.entries(model.edges).map(([id, edge]) => [id, { ...edge, latency: '0s' }]));
  return { ...model, edges, nodes: Object.fromEntries(Object.entries(model.nodes).map(([id, doc]) => [id, quiet(doc)])) };
}
