/** Every metric once more, the slow way: from the log of what happened alone. Undefined: not to be told from it in this design. */
import { COPIED_REASONS, DROPPED_REASONS, REFUSED_REASONS } from '#core/base/reasons.ts';
import { LATENCY_BUCKETS, latencyBucketEnd, latencyBucketStart } from '#core/metrics/latencyBuckets.ts';
import type { MetricName } from '#core/metrics/names.ts';
import { RESOURCES } from '#core/metrics/resources.ts';
import { busyUsOf, conductOf, doneBy, instancesOf, latenciesOf, nearestRank, sendsOf } from './clients.ts';
import { cargoOf, type Context, isOf, onWire } from './context.ts';
import { behind, committedOf, groupsOf, logsOf, readableTo, readAgain, replicasOf } from './topics.ts';

export type Twin = (context: Context, entity: string, index: number) => number | undefined;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** One answer per kind of component. */
const by =
  (of: Partial<Record<ReturnType<Context['kindOf']>, Twin>>): Twin =>
  (context, entity, index) =>
    of[context.kindOf(entity)]?.(context, entity, index);
const queue =
  (of: (state: ReturnType<Context['queue']>) => number): Twin =>
  (context, entity) =>
    of(context.queue(context.at(entity)));
const quantile =
  (q: number): Twin =>
  (context, entity) =>
    nearestRank(latenciesOf(context, entity, context.sinceUs), q);
const count = (context: Context, entity: string, kind: 'sending' | 'sent' | 'received' | 'refused'): number =>
  context.log.all(kind).filter(({ at }) => at === context.at(entity)).length;
const bytes = (context: Context, entity: string, kind: 'sent' | 'received'): number =>
  sum(
    context.log
      .all(kind)
      .filter(({ at }) => at === context.at(entity))
      .map(({ size }) => size),
  );
const published = (context: Context, entity: string, outcome?: string) =>
  context.log.all('publish').filter((p) => p.at === context.at(entity) && (outcome === undefined || p.outcome === outcome));
const inside = (context: Context, client: string) =>
  context.log
    .all('down')
    .filter((down) => isOf(down.client, client) && (down.message.kind === 'delivery' || (down.message.kind === 'received' && down.message.open)));
/** A destination's group that is furthest behind, and a consumer's own over what it reads. */
const behindOf = (context: Context, entity: string) => {
  const own = context.consumer(entity);
  const places =
    own === undefined
      ? groupsOf(context, context.at(entity)).map((group) => [context.at(entity), group] as const)
      : [[own.sources[0]!.destination, own.group] as const];
  return places.map(([at, group]) => behind(context, at, group));
};
const lag: Twin = (context, entity) => Math.max(0, ...behindOf(context, entity).map(({ lags }) => sum(lags)));
const replicas =
  (of: (state: NonNullable<ReturnType<typeof replicasOf>>[number]) => number): Twin =>
  (context, entity) => {
    const states = replicasOf(context, context.at(entity));
    return states && sum(states.map(of));
  };
/** Wires inside a broker: from an exchange every publish of its queue came that way, from a queue its letters. */
const overWire = ({ plan, log }: Context, entity: string): readonly number[] => {
  const at = plan.destinations.findIndex((d) => entity.endsWith(`>${d.id}`));
  const from = plan.destinations.findIndex((d) => entity.startsWith(`${d.id}>`));
  if (plan.destinations[from]!.kind === 'queue')
    return log
      .all('letter')
      .filter((l) => l.from === from && l.at === at && l.isTaken)
      .map(({ size }) => size);
  return log
    .all('publish')
    .filter((p) => p.at === at)
    .map(({ message }) => message.size);
};
const isWire = ({ plan }: Context, entity: string): boolean =>
  plan.destinations.some((d) => entity.startsWith(`${d.id}>`)) && !plan.consumers.some((c) => entity.endsWith(`>${c.id}`));
const onEdge = (context: Context, entity: string) =>
  context.log
    .all('up', 'answered')
    .filter((e) => e.edge === entity)
    .map(({ message }) => cargoOf(message))
    .filter(({ records }) => records > 0);
const booked = ({ log }: Context, what: string, reason?: string): number =>
  sum(
    log
      .all('book')
      .filter((b) => b.what === what && (reason === undefined || b.reason === reason))
      .map((b) => b.count),
  );
const served = ({ log, nowUs }: Context, broker: string): number =>
  sum(
    log
      .all('serve')
      .filter((s) => s.broker === broker)
      .map(({ us, forUs }) => Math.min(forUs, nowUs - us)),
  );
const stored: Twin = (context) =>
  sum(
    context.plan.destinations.map((d, at) => {
      const held = context.world.destinations[at]!;
      if (d.kind === 'queue' || d.kind === 'broadcast') return context.queue(at).ready.length;
      if (d.kind === 'channel') return count(context, d.id, 'sent') - count(context, d.id, 'received');
      return held.stored;
    }),
  );
const servers = ({ plan, log }: Context, broker: string): number => {
  const all = plan.brokers.find(({ id }) => id === broker)!.servers;
  const down = log.all('told').filter(({ event }) => event.entity === broker && event.detail.fault === 'brokerCrash');
  return all - (down.at(-1)?.event.kind === 'fault.started' ? 1 : 0);
};
const concurrency = (context: Context, consumer: string): number => context.consumer(consumer)!.concurrency;
const threads = ({ plan }: Context, broker: string): number => {
  const found = plan.brokers.find(({ id }) => id === broker)!;
  return found.threads * found.servers;
};
const deadLettered: Twin = (context, entity) => {
  const { log, plan } = context;
  const broker = plan.brokers.findIndex(({ id }) => id === entity);
  const taken = log.all('letter').filter((l) => l.isTaken);
  if (broker < 0) return taken.filter((l) => l.from === context.at(entity)).length;
  return taken.filter((l) => plan.destinations[l.at]!.broker === broker && plan.destinations[l.at]!.isImplied === true).length;
};

export const TWINS: Readonly<Record<MetricName, Twin>> = {
  time: ({ nowUs }) => nowUs,
  traceA: ({ bareTrace }) => bareTrace.laneA,
  traceB: ({ bareTrace }) => bareTrace.laneB,
  events: ({ log }) => log.all('fired').length,
  in: by({
    topic: (c, e) => sum(logsOf(c, c.at(e)).map((log) => log.length)),
    queue: queue((q) => q.entered),
    exchange: (c, e) => published(c, e).length,
    broadcast: (c, e) => published(c, e).length,
    channel: (c, e) => count(c, e, 'sent'),
    consumer: (c, e) => (c.sourceOf(e).kind === 'topic' ? c.member(e).received : inside(c, e).length),
  }),
  out: by({
    topic: (c, e) =>
      sum(
        c.log
          .all('read')
          .filter((r) => r.at === c.at(e))
          .map((r) => r.count),
      ),
    queue: queue((q) => q.delivered),
    broadcast: queue((q) => q.delivered),
    exchange: (c, e) =>
      c.plan.destinations
        .filter((_, at) => c.plan.destinations[c.at(e)]!.kind === 'exchange' && boundTo(c, e, at))
        .reduce((n, d) => n + published(c, d.id).length, 0),
    channel: (c, e) => count(c, e, 'received'),
    producer: (c, e) => sendsOf(c, e).sent - sendsOf(c, e).refused,
    consumer: (c, e) => c.log.all('offer').filter((o) => o.client === e).length,
  }),
  bytesIn: by({
    topic: (c, e) =>
      sum(
        c.log
          .all('append')
          .filter((a) => a.at === c.at(e))
          .map((a) => a.bytes),
      ),
    queue: queue((q) => q.bytesIn),
    exchange: (c, e) => sum(published(c, e).map(({ message }) => message.size)),
    broadcast: (c, e) => sum(published(c, e).map(({ message }) => message.size)),
    channel: (c, e) => bytes(c, e, 'sent'),
    consumer: (c, e) => (c.sourceOf(e).kind === 'topic' ? c.member(e).bytesIn : sum(inside(c, e).map(({ message }) => cargoOf(message).bytes))),
  }),
  bytesOut: by({
    topic: (c, e) =>
      sum(
        c.log
          .all('read')
          .filter((r) => r.at === c.at(e))
          .map((r) => r.bytes),
      ),
    queue: queue((q) => q.bytesOut),
    broadcast: queue((q) => q.bytesOut),
    channel: (c, e) => bytes(c, e, 'received'),
  }),
  offered: (c, e) => sendsOf(c, e).offered,
  rate: ({ plan }, e) => {
    const { load } = plan.producers.find(({ id }) => id === e)!;
    return load.kind === 'constant' ? load.rate : undefined;
  },
  waiting: by({
    producer: (c, e) => sendsOf(c, e).offered - sendsOf(c, e).sent,
    channel: (c, e) => count(c, e, 'sending') - count(c, e, 'sent') - count(c, e, 'refused'),
    consumer: (c, e) => (c.sourceOf(e).kind === 'topic' ? c.member(e).buffer.length : c.consumer(e)!.jms === null ? inHand(c, e) : undefined),
    broker: ({ log }, e) => log.all('inLine').filter((l) => l.broker === e).length - log.all('serve').filter((s) => s.broker === e).length,
  }),
  inFlight: by({
    producer: (c, e) => sendsOf(c, e).unanswered,
    queue: queue((q) => q.unacked),
    broadcast: queue((q) => q.unacked),
    edge: (c, e) => onWire(c.log, e),
  }),
  depth: by({
    topic: lag,
    queue: queue((q) => q.ready.length),
    broadcast: queue((q) => q.ready.length),
    channel: (c, e) => count(c, e, 'sent') - count(c, e, 'received'),
  }),
  lag,
  lagUs: (c, e) => Math.max(0, ...behindOf(c, e).map(({ lagUs }) => lagUs)),
  logEnd: (c, e) => sum(logsOf(c, c.at(e)).map((log) => log.length)),
  committed: by({
    consumer: (c, e) => committedOf(c, c.consumer(e)!.sources[0]!.destination, c.consumer(e)!.group),
    topic: (c, e) => Math.min(...groupsOf(c, c.at(e)).map((group) => committedOf(c, c.at(e), group))),
  }),
  partitionLag: (c, e, p) => Math.max(0, ...behindOf(c, e).map(({ lags }) => lags[p]!)),
  partitionEnd: (c, e, p) => logsOf(c, c.at(e))[p]!.length,
  retained: (c, e) => sum(logsOf(c, c.at(e)).map((log) => log.length)),
  offlinePartitions: replicas(({ leader }) => (leader < 0 ? 1 : 0)),
  underReplicated: replicas((state) => (state.leader < 0 || state.isr.length < state.replicas ? 1 : 0)),
  inSyncReplicas: replicas(({ isr }) => isr.length),
  highWatermark: (c, e) => {
    const marks = readableTo(c, c.at(e));
    return marks && sum([...marks]);
  },
  leaderElections: replicas(({ elections }) => elections),
  acked: queue((q) => q.acked),
  capacityUs: queue((q) => q.roomUs),
  oldestUs: (c, e) => c.nowUs - (c.queue(c.at(e)).ready[0]?.message.createdUs ?? c.nowUs),
  confirmed: (c, e) => sendsOf(c, e).confirmed.length,
  processed: (c, e) => doneBy(c, e).length,
  goodput: (c, e) => conductOf(c, e).first,
  failed: ({ log }, e) => log.all('failed').filter((f) => f.client === e).length,
  refused: by({
    producer: (c, e) => sendsOf(c, e).refused,
    queue: (c, e) => published(c, e, 'refused').length,
    broadcast: () => 0,
    channel: (c, e) => count(c, e, 'refused'),
  }),
  dropped: by({
    topic: () => 0,
    exchange: (c, e) =>
      published(c, e, 'confirmed').filter(({ message }) => !c.log.all('publish').some((p) => p.at !== c.at(e) && p.message.serial === message.serial)).length,
    queue: (c, e) => c.queue(c.at(e)).died - (deadLettered(c, e, 0) ?? 0),
    broadcast: (c, e) => c.queue(c.at(e)).died - (deadLettered(c, e, 0) ?? 0) + unheard(c, e),
    channel: () => 0,
    consumer: (c, e) => (c.consumer(e)!.onFailure === 'drop' && c.sourceOf(e).kind !== 'queue' ? c.log.all('failed').filter((f) => f.client === e).length : 0),
  }),
  deadLettered,
  returned: by({ exchange: (c, e) => published(c, e, 'returned').length, producer: (c, e) => sendsOf(c, e).returned }),
  subscribers: (c, e) => c.queue(c.at(e)).readers.size,
  offline: (c, e) =>
    new Set(
      c.log
        .all('came')
        .filter(({ at }) => at === c.at(e))
        .map((one) => one.queue),
    ).size - c.queue(c.at(e)).readers.size,
  retried: (c, e) => sendsOf(c, e).again,
  redelivered: by({ topic: (c, e) => readAgain(c, c.at(e)), queue: queue((q) => q.redelivered), broadcast: queue((q) => q.redelivered) }),
  busyUs: by({ consumer: busyUsOf, broker: served }),
  servers: by({ consumer: (c, e) => instancesOf(c, e) * concurrency(c, e), broker: threads }),
  resourceBusyUs: (c, e, index) => (RESOURCES[index] === 'workers' ? busyUsOf(c, e) : RESOURCES[index] === 'cpu' ? served(c, e) : undefined),
  resourceServers: (c, e, index) =>
    RESOURCES[index] === 'workers' ? instancesOf(c, e) * concurrency(c, e) : RESOURCES[index] === 'cpu' ? threads(c, e) : undefined,
  members: instancesOf,
  rebalances: (c, e) =>
    Math.max(
      0,
      ...c.log.all('answered').flatMap(({ client, message }) => {
        const consumer = c.plan.consumers.find(({ id }) => isOf(client, id));
        return message.kind === 'joined' && consumer?.group === c.consumer(e)!.group ? [message.generation] : [];
      }),
    ),
  lost: lostTo,
  duplicates: (c, e) => conductOf(c, e).again,
  outOfOrder: (c, e) => conductOf(c, e).late,
  serversUp: servers,
  requests: ({ log, plan }, e) => {
    const own = plan.destinations.filter(({ broker }) => plan.brokers[broker]!.id === e).map(({ id }) => id);
    const broker = plan.brokers.find(({ id }) => id === e)!;
    // What waits for a thread is not handled yet, and servers ask one another too.
    return broker.costRequestUs > 0 || broker.servers > 1
      ? undefined
      : log.all('arrived').filter(({ edge }) => own.some((id) => edge.startsWith(`${id}>`) || edge.endsWith(`>${id}`))).length;
  },
  latencyP50: quantile(0.5),
  latencyP90: quantile(0.9),
  latencyP95: quantile(0.95),
  latencyP99: quantile(0.99),
  latencyP999: quantile(0.999),
  latencyBucket: (c, e, bucket) =>
    latenciesOf(c, e, -1).filter((us) => us >= latencyBucketStart(bucket) && us < latencyBucketEnd(Math.min(bucket, LATENCY_BUCKETS - 1))).length,
  records: (c, e) => (isWire(c, e) ? overWire(c, e).length : sum(onEdge(c, e).map(({ records }) => records))),
  bytes: (c, e) => (isWire(c, e) ? sum(overWire(c, e)) : sum(onEdge(c, e).map((cargo) => cargo.bytes))),
  'ledger.offered': (c) => booked(c, 'offered'),
  'ledger.copied': (c) => booked(c, 'copied'),
  'ledger.refused': (c) => booked(c, 'refused'),
  'ledger.consumed': (c) => booked(c, 'consumed'),
  'ledger.stored': stored,
  'ledger.inFlight': (c) =>
    booked(c, 'offered') + booked(c, 'copied') - booked(c, 'refused') - booked(c, 'consumed') - booked(c, 'dropped') - stored(c, '', 0)!,
  'ledger.dropped': (c) => booked(c, 'dropped'),
  'ledger.copiedBy': (c, _, reason) => booked(c, 'copied', COPIED_REASONS[reason]),
  'ledger.refusedBy': (c, _, reason) => booked(c, 'refused', REFUSED_REASONS[reason]),
  'ledger.droppedBy': (c, _, reason) => booked(c, 'dropped', DROPPED_REASONS[reason]),
};

function boundTo({ plan }: Context, exchange: string, at: number): boolean {
  const found = plan.destinations.find(({ id }) => id === exchange)!;
  return found.kind === 'exchange' && found.ways.some(({ destination }) => destination === at);
}

/** Published while nobody had a subscription. */
function unheard(context: Context, broadcast: string): number {
  const at = context.at(broadcast);
  const first = context.log.entries.findIndex((entry) => entry.kind === 'came' && entry.at === at);
  return context.log.entries.filter((entry, i) => entry.kind === 'publish' && entry.at === at && (first < 0 || i < first)).length;
}

/** Given to it and not begun; what it had when it crashed is gone. */
function inHand(context: Context, consumer: string): number {
  const crash = context.log.entries.findLastIndex((entry) => entry.kind === 'closed' && entry.isCrash && isOf(entry.client, consumer));
  const since = new Set(context.log.entries.slice(crash + 1));
  const begun = context.log.all('work').filter((work) => work.client === consumer && since.has(work));
  return inside(context, consumer).filter((down) => since.has(down)).length - begun.length;
}

/** Entered, worked on by nobody, and not held: of a queue whose only consumer acknowledges by being delivered to, and is gone since a while. */
function lostTo(context: Context, consumer: string): number | undefined {
  const own = context.consumer(consumer)!;
  const crash = context.log.all('closed').find((c) => c.isCrash && isOf(c.client, consumer));
  if (own.ack !== 'onDelivery' || crash === undefined || crash.us > context.sinceUs) return undefined;
  const at = own.sources[0]!.destination;
  const entered = context.log
    .all('enter')
    .filter((e) => e.at === at)
    .map(({ message }) => message.serial);
  const done = new Set(doneBy(context, consumer).map(({ serial }) => serial));
  const held = new Set([...context.queue(at).held.values()].map(({ message }) => message.serial));
  return entered.filter((serial) => !done.has(serial) && !held.has(serial)).length;
}
