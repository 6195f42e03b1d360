/**
 * A design that is edited while it runs: a world is brought from its plan to the next. What stays goes on as it is, draws from the same
 * streams and keeps its place; what is added begins now; what is removed stops, and what only it had leaves the books with a reason.
 * SPEC.md, R30–R39.
 */
import { align } from '../../compile/align.ts';
import { type LiveChange, type Patch, patch } from '../../compile/patch.ts';
import type { Plan } from '../../compile/plan.ts';
import type { Instant } from '../../base/units.ts';
import type { World } from '../world.ts';
import { createCluster } from './brokers.ts';
import { createConsumer, editConsumer } from './consumers.ts';
import { addDestination, connectDestination, editDestination, reconnectDestination } from './destinations.ts';
import { connectServers } from './links.ts';
import { beginProducer, createProducer, editProducer } from './producers.ts';

/** Changed settings that are told one by one. */
const TOLD_MAX = 8;

export function edit(world: World, to: Plan, now: Instant): void {
  const from = world.plan;
  const change = patch(from, to);
  const next = align(from, to);
  world.witness.restructure(next);
  world.plan = next;
  editBrokers(world, next);
  editDestinations(world, from, next);
  editClients(world, from, next, now);
  if (change.kind !== 'live') return tell(world, change);
  if (change.settings.some(({ node, field }) => node === '' && field === 'faults')) world.faults.replan(next.faults);
  for (const id of change.removed) if (!change.added.includes(id)) world.faults.repair(id);
  tell(world, change);
}

function editBrokers(world: World, next: Plan): void {
  next.brokers.forEach((plan, i) => {
    const cluster = world.clusters[i];
    if (cluster === undefined) world.clusters.push(createCluster(world, plan));
    else if (plan.isGone !== true) cluster.retune(plan);
  });
}

function editDestinations(world: World, from: Plan, next: Plan): void {
  next.destinations.forEach((plan, i) => {
    const old = from.destinations[i];
    if (old === undefined) world.destinations.push(addDestination(world, plan, i));
    else editDestination(world, old, plan, i);
  });
  const begun = new Set(next.destinations.slice(from.destinations.length).map(({ broker }) => broker));
  for (const broker of begun) connectServers(world, broker);
  next.destinations.forEach((plan, i) => {
    const old = from.destinations[i];
    if (old === undefined) connectDestination(world, plan, i);
    else reconnectDestination(world, old, plan, i);
  });
}

function editClients(world: World, from: Plan, next: Plan, now: Instant): void {
  world.registerGroups();
  next.producers.forEach((plan, i) => {
    const old = from.producers[i];
    if (old !== undefined) return editProducer(world, world.producers[i]!, old, plan, now);
    const producer = createProducer(world, plan, i);
    world.producers.push(producer);
    beginProducer(world, producer, plan, now);
  });
  next.consumers.forEach((plan, i) => {
    const known = world.consumers[i];
    if (known !== undefined) return editConsumer(world, known, plan, i);
    const consumer = createConsumer(world, plan, i);
    world.consumers.push(consumer);
    consumer.start();
  });
}

function tell(world: World, change: Patch): void {
  if (change.kind === 'same') return;
  const { added, removed, settings }: Omit<LiveChange, 'kind'> = change.kind === 'live' ? change : { added: [], removed: [], settings: [] };
  const isStructure = added.length + removed.length > 0;
  if (isStructure)
    world.onEvent('structure.changed', '', {
      ...(added.length > 0 ? { added: added.join(' ') } : {}),
      ...(removed.length > 0 ? { removed: removed.join(' ') } : {}),
    });
  if (settings.length > 0 && settings.length <= TOLD_MAX) for (const { node, field } of settings) world.onEvent('settings.changed', node, { field });
  else if (settings.length > 0 || !isStructure) world.onEvent('settings.changed', '', {});
}
