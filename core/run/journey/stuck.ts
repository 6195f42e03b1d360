/** What a copy waits for at this instant, in the order in which it explains: the nearest reason first. SPEC.md, FM17. */
import { unreachable } from '../../base/assert.ts';
import type { Queue } from '../../broker/queue/queue.ts';
import type { CauseKind, JourneyCause, JourneyStep } from '../journeyReport.ts';
import type { World } from '../world.ts';
import { instanceOf } from './connection.ts';
import type { Copy, RecordPlace, Where } from './copies.ts';
import type { Trail } from './trail.ts';

type Reason = readonly [CauseKind, string, JourneyStep['detail']?];
type At<K extends Where['at']> = Extract<Where, { at: K }>;

export function stuck(world: World, trail: Trail, copy: Copy): JourneyCause[] {
  const fails = copy.steps.filter(({ kind }) => kind === 'failed');
  const reasons = reasonsOf(world, trail, copy);
  if (fails.length > 1 && copy.processed === 0) reasons.push(['failsAgain', fails.at(-1)!.node, { times: fails.length }]);
  const sinceUs = copy.steps.findLast(({ wait }) => wait !== undefined)?.atUs;
  return reasons.map(([kind, node, detail = {}]) => ({
    about: 'stuck',
    kind,
    copy: copy.id,
    node,
    detail: sinceUs === undefined ? detail : { ...detail, sinceUs },
  }));
}

function reasonsOf(world: World, trail: Trail, copy: Copy): Reason[] {
  const { where } = copy;
  switch (where.at) {
    case 'sender':
      return [[where.isBlocked ? 'waitsForRoom' : 'waitsInBuffer', where.node, {}], ...downAt(world, where.edge)];
    case 'wire':
      return [['waitsOnLink', where.edge, { latencyUs: world.links.get(where.edge)?.latencyUs ?? 0 }]];
    case 'server':
      return [['waitsForServer', where.connection.server, serverLoad(world, where.destination)]];
    case 'answer':
      return [['waitsForRetry', where.node, { error: where.error, attempt: copy.attempts }]];
    case 'pending':
      return [['noMajority', trail.idOf(where.destination), {}]];
    case 'queue':
      return inQueue(world, trail, where);
    case 'client':
      return atClient(world, where);
    case 'log':
      return inLog(world, trail, copy, where);
    case 'channel':
      return [[where.isTaken ? 'noReceiver' : 'waitsForRoom', trail.idOf(where.destination), {}]];
    case 'leaving':
    case 'end':
      return [];
    default:
      return unreachable(where);
  }
}

// --- on its way in ---

function downAt(world: World, edge: string): Reason[] {
  const link = [...world.plan.producers, ...world.plan.consumers].flatMap(({ targets }) => targets).find(({ id }) => id === edge);
  if (link === undefined) return [];
  const id = world.plan.destinations[link.destination]!.id;
  const topic = world.topic(link.destination);
  const headless = topic?.partitions?.findIndex(({ leader }) => leader < 0) ?? -1;
  if (headless >= 0) return [['noLeader', id, { partition: headless }]];
  return world.serverOf(link.destination).isUp ? [] : [['serverDown', id]];
}

function serverLoad(world: World, destination: number): JourneyStep['detail'] {
  const { station } = world.serverOf(destination);
  return { waiting: station.waiting, threads: station.threads };
}

// --- in a queue ---

function inQueue(world: World, trail: Trail, { queue, slot, destination }: At<'queue'>): Reason[] {
  const id = trail.idOf(destination);
  const reasons: Reason[] = [];
  const untilUs = queue.expiresUsOf(slot);
  const wire = queue.deadLetters;
  const ahead = aheadOf(queue, slot);
  if (untilUs !== undefined) reasons.push(['ttlRuns', id, { untilUs, ...(wire === undefined ? {} : { to: trail.idOf(wire.to) }) }]);
  if (ahead > 0) reasons.push(['behindMessages', id, { ahead, ...rate(trail, queue, ahead) }]);
  const readers = queue.readers.filter(({ isActive }) => isActive);
  if (!world.serverOf(destination).isUp) reasons.push(['serverDown', id]);
  else if (readers.length === 0) reasons.push(['noConsumer', id]);
  else if (readers.every(({ consumer }) => consumer.prefetch > 0 && consumer.unsettled >= consumer.prefetch)) {
    const { prefetch, client = '' } = readers[0]!.consumer;
    reasons.push(['prefetchFull', instanceOf(client).node, { consumers: readers.length, prefetch, unacked: queue.unsettled }]);
  } else reasons.push(['consumersBusy', id, { consumers: readers.length }]);
  return reasons;
}

function aheadOf(queue: Queue, slot: number): number {
  let ahead = 0;
  for (const ready of queue.readySlots()) {
    if (ready === slot) return ahead;
    ahead++;
  }
  return ahead;
}

/** How fast the queue gave out since the message came, and when it would be its turn at that. */
function rate(trail: Trail, queue: Queue, ahead: number): JourneyStep['detail'] {
  const mark = trail.marks.get(queue);
  const tookUs = mark === undefined ? 0 : trail.now() - mark.atUs;
  if (mark === undefined || tookUs <= 0 || queue.delivered <= mark.count) return {};
  const perUs = (queue.delivered - mark.count) / tookUs;
  return { perSec: perUs * 1e6, inUs: Math.round(ahead / perUs) };
}

// --- in the hands of a client ---

function atClient(world: World, { client, phase, from }: At<'client'>): Reason[] {
  const { node, detail } = instanceOf(client);
  if (phase === 'coming') return [['waitsOnLink', node, detail]];
  const consumer = world.consumers.find(({ plan }) => plan.id === node);
  if (phase === 'waiting') return [['behindInClient', node, { ...detail, waiting: consumer?.waiting ?? 0, concurrency: consumer?.plan.concurrency ?? 1 }]];
  if (phase === 'working') return [['isWorkedOn', node, detail]];
  return [[from?.kind === 'log' ? 'notCommitted' : 'notSettled', node, detail]];
}

// --- in a log ---

function inLog(world: World, trail: Trail, copy: Copy, { place, group }: At<'log'>): Reason[] {
  const { destination, partition, offset } = place;
  const id = trail.idOf(destination);
  const topic = world.topic(destination);
  if (topic === undefined) return [];
  const replicated = topic.partitions?.[partition];
  if (replicated !== undefined && replicated.leader < 0) return [['noLeader', id, { partition }]];
  if (topic.readableTo(partition) <= offset) {
    const inSync = replicated?.isr.length ?? 1;
    return [['notReplicated', id, { partition, inSync, replicas: replicated?.replicas.length ?? 1, highWatermark: topic.readableTo(partition) }]];
  }
  const reader = world.plan.consumers.find((c) => c.sources.some((s) => s.destination === destination) && (group === '' || c.group === group));
  if (reader === undefined) return [['noConsumer', id]];
  if (copy.processed > 0) return [['notCommitted', reader.id, { group: reader.group, commit: reader.commit }]];
  const coordinator = world.groupOf(reader, destination);
  if (coordinator.state === 'empty') return [['groupEmpty', reader.id, { group: reader.group }]];
  const reasons: Reason[] = [];
  if (coordinator.state !== 'stable')
    reasons.push(['groupRebalancing', reader.id, { group: reader.group, reason: coordinator.reason, members: coordinator.size }]);
  reasons.push(behind(world, trail, place, reader.group, coordinator.offsets.get(destination, partition), reader.id));
  return reasons;
}

function behind(
  world: World,
  trail: Trail,
  { destination, partition, offset }: RecordPlace,
  group: string,
  committed: number | undefined,
  reader: string,
): Reason {
  const log = world.topic(destination)!.logs[partition]!;
  const from = Math.max(committed ?? log.start, log.start);
  const ahead = log.count(from, offset);
  if (ahead === 0) return ['nextToFetch', reader, { group, partition, offset }];
  const mark = trail.marks.get(log);
  const tookUs = mark === undefined ? 0 : trail.now() - mark.atUs;
  const perUs = mark === undefined || tookUs <= 0 ? 0 : (from - mark.count) / tookUs;
  return [
    'behindRecords',
    reader,
    { group, partition, ahead, committed: from, offset, ...(perUs > 0 ? { perSec: perUs * 1e6, inUs: Math.round(ahead / perUs) } : {}) },
  ];
}
