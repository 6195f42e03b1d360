/** What a recomputation may look at: the log up to now, the plan, and where the run stands. */
import type { Delivery, Reply, Request } from '#core/broker/api.ts';
import type { ConsumerPlan, DestinationPlan, Plan } from '#core/compile/plan.ts';
import type { World } from '#core/run/world.ts';
import type { EventLog } from './eventLog.ts';
import { MemberState } from './members.ts';
import { QueueState } from './queues.ts';

export class Context {
  readonly log: EventLog;
  readonly plan: Plan;
  readonly world: World;
  readonly nowUs: number;
  /** The sample before. */
  readonly sinceUs: number;
  /** The same run without taps, at the same instant: its trace. */
  readonly bareTrace: { readonly laneA: number; readonly laneB: number };
  readonly #queues = new Map<number, QueueState>();
  readonly #members = new Map<string, MemberState>();
  readonly #known = new Map<string, unknown>();

  constructor(log: EventLog, world: World, sinceUs: number, bareTrace: Context['bareTrace']) {
    this.log = log;
    this.world = world;
    this.plan = world.plan;
    this.nowUs = world.kernel.now();
    this.sinceUs = sinceUs;
    this.bareTrace = bareTrace;
  }

  at(entity: string): number {
    return this.plan.destinations.findIndex(({ id }) => id === entity);
  }
  destination(entity: string): DestinationPlan | undefined {
    return this.plan.destinations[this.at(entity)];
  }
  consumer(entity: string): ConsumerPlan | undefined {
    return this.plan.consumers.find(({ id }) => id === entity);
  }
  kindOf(entity: string): DestinationPlan['kind'] | 'producer' | 'consumer' | 'broker' | 'edge' {
    if (this.plan.producers.some(({ id }) => id === entity)) return 'producer';
    if (this.consumer(entity) !== undefined) return 'consumer';
    if (this.plan.brokers.some(({ id }) => id === entity)) return 'broker';
    return this.destination(entity)?.kind ?? 'edge';
  }
  /** What a consumer reads. */
  sourceOf(entity: string): DestinationPlan {
    return this.plan.destinations[this.consumer(entity)!.sources[0]!.destination]!;
  }

  queue(at: number): QueueState {
    let state = this.#queues.get(at);
    if (state === undefined) this.#queues.set(at, (state = QueueState.of(this.log, at, this.nowUs)));
    return state;
  }
  /** Computed once per sample, however many metrics ask. */
  once<T>(name: string, compute: () => T): T {
    if (!this.#known.has(name)) this.#known.set(name, compute());
    return this.#known.get(name) as T;
  }
  member(consumer: string): MemberState {
    let state = this.#members.get(consumer);
    if (state === undefined) this.#members.set(consumer, (state = MemberState.of(this.log, consumer, this.consumer(consumer)!.onFailure !== 'drop')));
    return state;
  }
}

export const isOf = (client: string, entity: string): boolean => client === entity || client.startsWith(`${entity}/`);

/** Serials of what a request sends. */
export function serialsIn(request: Request): number[] {
  if (request.kind === 'publish') return [request.serial];
  return request.kind === 'produce' ? request.parts.flatMap(({ batch }) => [...batch.serials]) : [];
}

/** Records and value bytes a message has in it, whoever owns them. */
export function cargoOf(message: Request | Reply | Delivery): { readonly records: number; readonly bytes: number } {
  switch (message.kind) {
    case 'produce':
      return { records: message.parts.reduce((n, { batch }) => n + batch.count, 0), bytes: message.parts.reduce((n, { batch }) => n + batch.bytes, 0) };
    case 'fetched':
      return { records: message.slices.reduce((n, { count }) => n + count, 0), bytes: message.slices.reduce((n, { bytes }) => n + bytes, 0) };
    case 'publish':
    case 'delivery':
      return { records: 1, bytes: message.size };
    case 'received':
      return message.open ? { records: 1, bytes: message.size } : { records: 0, bytes: 0 };
    default:
      return { records: 0, bytes: 0 };
  }
}

/** What an edge's wire holds of records sent one way: those that left one end and have not come to the other; a session that ends loses its own. */
export function onWire(log: EventLog, edge: string): number {
  const held = new Map<string, number>();
  const add = (key: string, by: number) => held.set(key, (held.get(key) ?? 0) + by);
  for (const entry of log.entries) {
    if (!('edge' in entry) || entry.edge !== edge) continue;
    if (entry.kind === 'up') add(`${entry.session} up`, cargoOf(entry.message).records);
    else if (entry.kind === 'arrived') add(`${entry.session} up`, -cargoOf(entry.message).records);
    else if (entry.kind === 'answered') add(`${entry.session} down`, cargoOf(entry.message).records);
    else if (entry.kind === 'down') add(`${entry.session} down`, -cargoOf(entry.message).records);
    else if (entry.kind === 'closed') {
      held.delete(`${entry.session} up`);
      held.delete(`${entry.session} down`);
    }
  }
  return [...held.values()].reduce((a, b) => a + b, 0);
}
