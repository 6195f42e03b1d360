/** Exchanges of a design as RabbitMQ declares them: their types, bindings and alternates, and where queues send their dead letters. */
import { DEFAULT_BINDINGS } from '../scenario/defaults.ts';
import { byId } from '../scenario/lookup.ts';
import type { BindingDoc, ExchangeDoc, Model, NodeId, QueueDoc } from '../scenario/scenario.ts';
import type { Placed } from './design.ts';

/** As a queue's arguments name it: the exchange without a name takes names of queues for keys. */
export interface DeadLetterTarget {
  readonly exchange: string;
  /** Undefined: letters keep theirs. */
  readonly key: string | undefined;
}

export interface ComposeBinding {
  readonly from: string;
  readonly to: string;
  readonly toKind: 'queue' | 'exchange';
  readonly binding: BindingDoc;
}

export interface ComposeRouting {
  /** By queue. */
  readonly deadLetterTo: ReadonlyMap<NodeId, DeadLetterTarget>;
  readonly bindings: readonly ComposeBinding[];
  /** By exchange: the name of its alternate. */
  readonly alternates: ReadonlyMap<NodeId, string>;
}

export function composeRouting(model: Model, queues: readonly Placed<QueueDoc>[], routers: readonly Placed<ExchangeDoc>[]): ComposeRouting {
  const queueNames = new Map(queues.map(({ id, name }) => [id, name]));
  const exchangeNames = new Map(routers.map(({ id, name }) => [id, name]));
  const deadLetterTo = new Map<NodeId, DeadLetterTarget>();
  const alternates = new Map<NodeId, string>();
  const bindings: ComposeBinding[] = [];
  for (const [, edge] of byId(model.edges)) {
    const [queue, exchange, source] = [queueNames.get(edge.to), exchangeNames.get(edge.to), exchangeNames.get(edge.from)];
    const to = queue ?? exchange;
    if (to === undefined) continue;
    if (queueNames.has(edge.from)) deadLetterTo.set(edge.from, queue === undefined ? { exchange: to, key: edge.deadLetterKey } : { exchange: '', key: queue });
    else if (source !== undefined && edge.role === 'alternate') alternates.set(edge.from, to);
    else if (source !== undefined) {
      const toKind = queue === undefined ? 'exchange' : 'queue';
      bindings.push(...(edge.bindings ?? DEFAULT_BINDINGS).map((binding) => ({ from: source, to, toKind, binding }) as const));
    }
  }
  return { deadLetterTo, bindings, alternates };
}

/** Of a queue's dead letters. */
export const deadLetterArguments = (target: DeadLetterTarget | undefined): Record<string, string> =>
  target === undefined ? {} : { 'x-dead-letter-exchange': target.exchange, ...(target.key === undefined ? {} : { 'x-dead-letter-routing-key': target.key }) };

export const BINDING_MODES = { all: 'all', any: 'any', allWithX: 'all-with-x', anyWithX: 'any-with-x' } as const;

/** The two lists of a definitions file. A broadcast is a fanout exchange, whose subscribers bind themselves. */
export function routingDefinitions(broadcasts: readonly Placed<unknown>[], routers: readonly Placed<ExchangeDoc>[], { bindings, alternates }: ComposeRouting) {
  const exchange = (name: string, type: ExchangeDoc['type'], given: Record<string, string>) =>
    ({ name, vhost: '/', type, durable: true, auto_delete: false, internal: false, arguments: given }) as const;
  const types = new Map(routers.map(({ name, doc }) => [name, doc.type]));
  return {
    exchanges: [
      ...broadcasts.map(({ name }) => exchange(name, 'fanout', {})),
      ...routers.map(({ id, name, doc }) => exchange(name, doc.type, alternates.has(id) ? { 'alternate-exchange': alternates.get(id)! } : {})),
    ],
    bindings: bindings.map(({ from, to, toKind, binding }) => ({
      source: from,
      vhost: '/',
      destination: to,
      destination_type: toKind,
      routing_key: binding.key,
      arguments: types.get(from) === 'headers' ? { ...binding.arguments, 'x-match': BINDING_MODES[binding.match ?? 'all'] } : {},
    })),
  };
}
