/** A world at an instant as a report: plain data in the plan's order. */
import { ENGINE } from '../base/engineVersion.ts';
import type { Broadcast } from '../broker/broadcast/broadcast.ts';
import type { Destination } from '../broker/brokerNode.ts';
import type { Exchange } from '../broker/exchange/exchange.ts';
import type { Queue } from '../broker/queue/queue.ts';
import type { Histogram } from '../metrics/histogram.ts';
import { deadlocked } from './deadlock.ts';
import type { Drains } from './drains.ts';
import { judge } from './objectives.ts';
import { sendsToExchange } from './readings.ts';
import type { LatencyReport, NodeReport, ObjectiveReport, RunReport } from './report.ts';
import type { Sampler } from './sampler.ts';
import type { World } from './world.ts';

const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999];

function latencyReport(total: Histogram): LatencyReport | undefined {
  if (total.count === 0) return undefined;
  const [p50Us, p90Us, p95Us, p99Us, p999Us] = QUANTILES.map((q) => total.quantile(q)) as [number, number, number, number, number];
  return { count: total.count, meanUs: total.mean, p50Us, p90Us, p95Us, p99Us, p999Us, maxUs: total.max };
}

const perSecond = (count: number, us: number): number => (us === 0 ? 0 : (count * 1_000_000) / us);
const part = (busyUs: number, serverUs: number): number => (serverUs === 0 ? 0 : busyUs / serverUs);

/** A last report looks for what is lost; one in between says what was found so far, and so changes nothing of what comes. */
export function report(world: World, sampler: Sampler, drains: Drains, endedAtUs: number, isLast: boolean): RunReport {
  if (isLast) world.witness.look(true);
  const nodes = nodeReports(world, sampler, drains, endedAtUs).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    engine: ENGINE,
    seed: world.plan.seed,
    horizonUs: world.plan.horizonUs,
    endedAtUs,
    events: world.kernel.events,
    traceHash: world.kernel.trace.digest(),
    nodes,
    edges: [...world.links, ...world.wires].map(([id, { records, bytes }]) => ({ id, records, bytes })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    ledger: world.ledger.totals(),
    witness: world.witness.report(),
    objectives: judge(world.plan.objectives, nodes),
  };
}

/** How the run's objectives stand now, on the figures so far. */
export const objectivesSoFar = (world: World, sampler: Sampler, drains: Drains, nowUs: number): ObjectiveReport[] =>
  world.plan.objectives.length === 0 ? [] : judge(world.plan.objectives, nodeReports(world, sampler, drains, nowUs));

function nodeReports(world: World, sampler: Sampler, drains: Drains, us: number): NodeReport[] {
  const { brokers, destinations, producers, consumers } = world.plan;
  const removed = new Set([...brokers, ...destinations, ...producers, ...consumers].flatMap(({ id, isGone }) => (isGone === true ? [id] : [])));
  return [
    ...brokerReports(world, us),
    ...destinationReports(world, sampler, drains, us),
    ...producerReports(world, sampler, us),
    ...consumerReports(world, sampler, us),
  ].map((node) => (removed.has(node.id) ? { ...node, isRemoved: true } : node));
}

function brokerReports(world: World, us: number): NodeReport[] {
  return world.plan.brokers.flatMap(({ id }, i) => {
    if (id === '') return [];
    const { requests, busyUs, threads } = world.clusters[i]!;
    const utilisation = part(busyUs, us * threads);
    return [{ id, kind: 'broker', in: requests, out: requests, refused: 0, dropped: 0, throughput: perSecond(requests, us), utilisation }];
  });
}

/** What dies in it goes somewhere. */
const isWired = (d: Destination): d is Queue | Broadcast =>
  (d.kind === 'queue' && d.deadLetters !== undefined) || (d.kind === 'broadcast' && d.createDeadLetters !== undefined);

const lagSeconds = (sampler: Sampler, id: string) => ({ lagSecondsEndUs: sampler.value(id, 'lagUs'), lagSecondsMaxUs: sampler.maximum(id, 'lagUs') });

function destinationReports(world: World, sampler: Sampler, drains: Drains, us: number): NodeReport[] {
  const asleep = deadlocked(world);
  return world.plan.destinations.map(({ id, kind }, i) => {
    const d = world.destinations[i]!;
    if (d.kind === 'exchange') return exchangeReport(id, d, us);
    const deadlock = asleep.get(i);
    const isTopic = d.kind === 'topic';
    const depthEnd = sampler.value(id, 'depth');
    const drain = drains.of(id);
    return {
      id,
      kind,
      in: isTopic ? d.appended : d.accepted,
      out: d.delivered,
      refused: isTopic ? 0 : d.refused,
      dropped: d.dropped,
      ...(isWired(d) ? { deadLettered: d.deadLettered } : {}),
      ...(d.kind === 'channel' ? {} : { redelivered: d.redelivered }),
      depthEnd,
      depthMax: Math.max(depthEnd, sampler.maximum(id, 'depth')),
      ...(isTopic ? { lagEnd: depthEnd, lagMax: Math.max(depthEnd, sampler.maximum(id, 'lag')), ...lagSeconds(sampler, id) } : {}),
      ...(drain === undefined ? {} : { drain }),
      ...(deadlock === undefined ? {} : { deadlock }),
      throughput: perSecond(d.delivered, us),
    };
  });
}

/** It keeps nothing, so it has no depth. */
function exchangeReport(id: string, { accepted, delivered, dropped, returned }: Exchange, us: number): NodeReport {
  return { id, kind: 'exchange', in: accepted, out: delivered, refused: 0, dropped, returned, throughput: perSecond(delivered, us) };
}

function producerReports(world: World, sampler: Sampler, us: number): NodeReport[] {
  return world.plan.producers.map(({ id, targets }, i) => {
    const { fanOut } = world.producers[i]!;
    const refused = fanOut.sum('refused');
    const out = fanOut.offered - fanOut.sum('waiting') - refused;
    const latency = latencyReport(sampler.totalLatency(id));
    return {
      id,
      kind: 'producer',
      in: 0,
      out,
      offered: fanOut.offered,
      refused,
      dropped: 0,
      ...(sendsToExchange(world, targets) ? { returned: fanOut.sum('returned') } : {}),
      retried: fanOut.sum('retried'),
      throughput: perSecond(out, us),
      ...(latency === undefined ? {} : { latency }),
    };
  });
}

function consumerReports(world: World, sampler: Sampler, us: number): NodeReport[] {
  return world.plan.consumers.map(({ id }, i) => {
    const consumer = world.consumers[i]!;
    const { work } = consumer;
    const latency = latencyReport(sampler.totalLatency(id));
    const hasLag = sampler.has(id, 'lag');
    const { lost, duplicates, outOfOrder, recovered } = world.witness.conduct(i);
    return {
      id,
      kind: 'consumer',
      in: work.received,
      out: work.forward.offered,
      processed: work.processed,
      failed: work.failed,
      refused: work.forward.sum('refused'),
      dropped: work.dropped,
      lost: lost.count,
      duplicates: duplicates.count,
      outOfOrder: outOfOrder.count,
      recovered,
      ...(hasLag
        ? { lagEnd: sampler.value(id, 'lag'), lagMax: sampler.maximum(id, 'lag'), ...lagSeconds(sampler, id), rebalances: sampler.value(id, 'rebalances') }
        : {}),
      throughput: perSecond(work.processed, us),
      goodput: perSecond(Math.max(0, work.processed - duplicates.count), us),
      utilisation: part(work.busyUs, sampler.serverUsOf(id)),
      ...(latency === undefined ? {} : { latency }),
    };
  });
}
