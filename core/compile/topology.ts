/**
 * Who is there and who is wired to whom: nodes sorted by id, and each edge as a link of the client that uses it,, a queue's
 * dead-letter wire, or a way out of an exchange.
 */
import { must } from '../base/assert.ts';
import { systemOf } from '../base/profiles.ts';
import type { BindingSpec } from '../base/routing.ts';
import { isDestination } from '../scenario/canConnect.ts';
import { DEFAULT_BINDINGS } from '../scenario/defaults.ts';
import { byId } from '../scenario/lookup.ts';
import type { BindingDoc, BrokerDoc, ConsumerDoc, DestinationDoc, EdgeDoc, Model, NodeId, ProducerDoc } from '../scenario/scenario.ts';
import type { DeadLetterPlan, LinkPlan, WayPlan, WirePlan } from './plan.ts';
import { us } from './units.ts';

type Entry<Doc> = readonly [NodeId, Doc];

export interface Topology {
  readonly brokers: readonly Entry<BrokerDoc>[];
  readonly destinations: readonly Entry<DestinationDoc>[];
  readonly producers: readonly Entry<ProducerDoc>[];
  readonly consumers: readonly Entry<ConsumerDoc>[];
  /** What a client sends over and what it reads over, sorted by edge id. */
  targetsOf(client: NodeId): readonly LinkPlan[];
  sourcesOf(client: NodeId): readonly LinkPlan[];
  deadLetterOf(queue: NodeId): DeadLetterPlan | null;
  waysOf(exchange: NodeId): readonly WayPlan[];
  alternateOf(exchange: NodeId): WirePlan | null;
}

export function topologyOf(model: Model): Topology {
  const nodes = byId(model.nodes);
  const destinations = nodes.filter((entry): entry is [NodeId, DestinationDoc] => isDestination(entry[1].kind));
  const indexOf = new Map(destinations.map(([id], index) => [id, index]));
  const targets = new Map<NodeId, LinkPlan[]>();
  const sources = new Map<NodeId, LinkPlan[]>();
  const deadLetters = new Map<NodeId, DeadLetterPlan>();
  const ways = new Map<NodeId, WayPlan[]>();
  const alternates = new Map<NodeId, WirePlan>();
  for (const [id, edge] of byId(model.edges)) {
    const isSending = indexOf.has(edge.to);
    if (isSending && indexOf.has(edge.from)) {
      const wire = { id, destination: must(indexOf.get(edge.to), `destination ${edge.to}`) };
      if (model.nodes[edge.from]?.kind === 'queue') deadLetters.set(edge.from, { ...wire, ...deadLetterKey(model, edge) });
      else if (edge.role === 'alternate') alternates.set(edge.from, wire);
      else ways.set(edge.from, [...(ways.get(edge.from) ?? []), { ...wire, bindings: (edge.bindings ?? DEFAULT_BINDINGS).map(bindingSpec) }]);
      continue;
    }
    const [links, client, destination] = isSending ? [targets, edge.from, edge.to] : [sources, edge.to, edge.from];
    const link = toLink(id, edge, must(indexOf.get(destination), `destination ${destination}`), isSending);
    links.set(client, [...(links.get(client) ?? []), link]);
  }
  return {
    brokers: nodes.filter((entry): entry is [NodeId, BrokerDoc] => entry[1].kind === 'broker'),
    destinations,
    producers: nodes.filter((entry): entry is [NodeId, ProducerDoc] => entry[1].kind === 'producer'),
    consumers: nodes.filter((entry): entry is [NodeId, ConsumerDoc] => entry[1].kind === 'consumer'),
    targetsOf: (client) => targets.get(client) ?? [],
    sourcesOf: (client) => sources.get(client) ?? [],
    deadLetterOf: (queue) => deadLetters.get(queue) ?? null,
    waysOf: (exchange) => ways.get(exchange) ?? [],
    alternateOf: (exchange) => alternates.get(exchange) ?? null,
  };
}

/** A share says how much is sent; what is read is always all of it. */
const toLink = (id: string, edge: EdgeDoc, destination: number, isSending: boolean): LinkPlan => ({
  id,
  destination,
  latencyUs: us(edge.latency),
  share: isSending ? edge.share : 1,
});

/** RabbitMQ sends dead letters to a queue through the exchange without a name, whose routing keys are names of queues. */
function deadLetterKey(model: Model, { from, to, deadLetterKey: key }: EdgeDoc): { readonly routingKey?: string } {
  const [queue, target] = [model.nodes[from], model.nodes[to]];
  if (target?.kind !== 'queue') return key === undefined ? {} : { routingKey: key };
  const broker = queue?.kind === 'queue' && queue.broker !== undefined ? model.nodes[queue.broker] : undefined;
  return broker?.kind === 'broker' && systemOf(broker.profile) === 'rabbitmq' ? { routingKey: target.name } : {};
}

/** In one order whatever a file's: plans are compared as text. */
const bindingSpec = ({ key, arguments: wanted, match }: BindingDoc): BindingSpec => ({
  key,
  ...(wanted === undefined ? {} : { arguments: Object.fromEntries(byId(wanted)) }),
  ...(match === undefined ? {} : { match }),
});
