/** Runs a small world with its changes at their instants, as a driver would, and looks at it from outside after each stretch. */
import { patch } from '#core/compile/patch.ts';
import type { RunInput } from '#core/run/commands.ts';
import { Run } from '#core/run/run.ts';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { planOf } from '../support/design.ts';
import { BUSY_MS, type Change, type SmallWorld } from './smallWorlds.ts';
import { quietLoad } from './quietLoad.ts';

export interface Played {
  readonly run: Run;
  /** The design as the last change left it. */
  readonly model: Model;
}

/** The busy part. `watch` is called after each change took effect, and at the end. */
export function play({ model, changes, sampleUs }: SmallWorld, watch: (run: Run) => void = () => {}): Played {
  const run = new Run({ ...planOf(model), sampleUs });
  let now = model;
  for (const { atMs, change } of [...changes].sort((a, b) => a.atMs - b.atMs)) {
    advance(run, atMs * 1000);
    const next = edited(now, change);
    run.input(inputOf(now, next, change));
    now = next;
    watch(run);
  }
  advance(run, BUSY_MS * 1000);
  watch(run);
  return { run, model: now };
}

/** The rest: no more load, nothing fails, nothing is full or far away, work is quick. Whatever can still arrive does. */
export function drain({ run, model }: Played): void {
  const calm = (doc: NodeDoc): NodeDoc => {
    if (doc.kind === 'producer') return { ...doc, load: quietLoad(doc.load) };
    if (doc.kind === 'consumer') return { ...doc, failureProbability: 0, prefetch: 50, workTime: { kind: 'constant', value: '1ms' } };
    if (doc.kind === 'queue') return { ...doc, maxLength: 0 };
    return doc.kind === 'broker' ? { ...doc, costPerRequest: '0us', costPerRecord: '0us', nicBandwidth: '0B/s', diskBandwidth: '0B/s' } : doc;
  };
  const nodes = Object.fromEntries(Object.entries(model.nodes).map(([id, doc]) => [id, calm(doc)]));
  const edges = Object.fromEntries(Object.entries(model.edges).map(([id, edge]) => [id, { ...edge, latency: '0s' }]));
  run.input({ kind: 'patch', plan: planOf({ ...model, nodes, edges }) });
  advance(run, run.end);
}

function advance(run: Run, untilUs: number): void {
  while (run.advance(untilUs, 100_000) === 100_000) run.takeFrames();
  run.takeFrames();
}

function edited(model: Model, change: Change): Model {
  if (change.kind === 'edit') {
    const doc = { ...model.nodes[change.node], ...change.fields } as NodeDoc;
    return { ...model, nodes: { ...model.nodes, [change.node]: doc } };
  }
  if (change.kind !== 'latency') return model;
  return { ...model, edges: { ...model.edges, [change.edge]: { ...model.edges[change.edge]!, latency: change.latency } } };
}

function inputOf(model: Model, next: Model, change: Change): RunInput {
  if (change.kind === 'spike') return { kind: 'spike', node: change.node, factor: change.factor, forUs: change.forMs * 1000 };
  const plan = planOf(next);
  if (patch(planOf(model), plan).kind === 'restart') throw new Error(`not a live change: ${JSON.stringify(change)}`);
  return { kind: 'patch', plan };
}
