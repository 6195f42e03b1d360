/**
 * What a model means, beyond its shape: errors keep it from running, warnings only tell. Pure and quick enough to run on
 * every edit. Issues come in the order of sorted ids, so a file's key order changes nothing.
 */
import { LIMITS } from '../base/limits.ts';
import { type System, systemOf } from '../base/profiles.ts';
import { bindingRefusal, deadLetterRefusal, isDeadLetterWire, isSource, kindsRefusal, mixed } from './canConnect.ts';
import { checkExchanges } from './checkExchanges.ts';
import { checkFault } from './checkFaults.ts';
import { checkEdgeFields, checkModelFields, checkNodeFields } from './checkFields.ts';
import { checkBurstChanges } from './checkLoad.ts';
import { checkObjective } from './checkObjectives.ts';
import { checkQueues } from './checkQueues.ts';
import { type Issue, issue } from './issues.ts';
import { checkJms, isSharedDeadLetters } from './jms.ts';
import { byId, nodeOf } from './lookup.ts';
import { edgesOnLoops } from './loops.ts';
import type { BrokerDoc, ConsumerDoc, DestinationKind, EdgeDoc, EdgeId, Model, NodeDoc, NodeId, NodeKind, TopicDoc } from './scenario.ts';

export function validate(model: Model): Issue[] {
  const nodes = byId(model.nodes);
  const edges = byId(model.edges);
  const overfull = [
    ...limit('nodes', nodes.length, LIMITS.nodes),
    ...limit('edges', edges.length, LIMITS.edges),
    ...limit('faults', model.faults.length, LIMITS.faults),
  ];
  if (overfull.length > 0) return overfull;
  const issues = [
    ...checkModelFields(model),
    ...nodes.flatMap(([id, node]) => [...checkName(id, node), ...checkNodeFields(node, at(id)), ...checkPlacement(model, id, node)]),
    ...nodes.flatMap(([id, node]) => (node.kind === 'producer' ? checkBurstChanges(node, model.horizon, at(id)) : [])),
    ...limit(
      'partitions',
      sum(nodes, (node) => (node.kind === 'topic' ? node.partitions : 0)),
      LIMITS.partitions,
    ),
    ...limit(
      'instances',
      sum(nodes, (node) => (node.kind === 'consumer' ? node.count : 0)),
      LIMITS.instances,
    ),
    ...duplicateNames(nodes),
    ...checkEdges(model, edges),
    ...checkExchanges(model, edges),
    ...checkSources(model, edges),
    ...checkGroups(model, nodes, edges),
    ...checkJms(
      model,
      nodes,
      edges.map(([, edge]) => edge),
    ),
    ...checkQueues(
      model,
      nodes,
      edges.map(([, edge]) => edge),
    ),
    ...unkeyed(model, edges),
    ...loops(model, edges),
    ...unconnected(model, nodes, edges),
    ...model.faults.flatMap((fault, i) => checkFault(model, fault, i)),
    ...model.objectives.flatMap((objective, i) => checkObjective(model, objective, i)),
  ];
  // Errors first: the list is cut, and a warning must not push one out.
  return [...issues.filter((i) => i.severity === 'error'), ...issues.filter((i) => i.severity === 'warning')].slice(0, LIMITS.issues);
}

const at = (id: NodeId, ...field: (string | number)[]): Issue['path'] => ['model', 'nodes', id, ...field];
const atEdge = (id: EdgeId, ...field: (string | number)[]): Issue['path'] => ['model', 'edges', id, ...field];

const limit = (what: 'nodes' | 'edges' | 'faults' | 'partitions' | 'instances', count: number, max: number): Issue[] =>
  count > max ? [issue('error', 'limit.exceeded', ['model', what === 'edges' || what === 'faults' ? what : 'nodes'], { what, count, max })] : [];
const sum = (nodes: readonly [NodeId, NodeDoc][], of: (node: NodeDoc) => number): number => nodes.reduce((total, [, node]) => total + of(node), 0);

const isControl = (c: string): boolean => c < ' ' || (c >= '\u007f' && c <= '\u009f');

function checkName(id: NodeId, node: NodeDoc): Issue[] {
  const path = at(id, 'name');
  if (node.name.trim() === '') return [issue('error', 'name.empty', path, { kind: node.kind })];
  if (node.name.length > LIMITS.nameLength) return [issue('error', 'schema.text', path, { max: LIMITS.nameLength })];
  return Array.from(node.name).some(isControl) ? [issue('error', 'name.characters', path)] : [];
}

/** Two destinations of one name would be one on a server; two clients of one name are only hard to tell apart. */
function duplicateNames(nodes: readonly [NodeId, NodeDoc][]): Issue[] {
  const seen = new Map<string, NodeId>();
  return nodes.flatMap(([id, node]) => {
    const key = `${node.kind} ${node.name.trim()}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, id);
    if (other === undefined || node.name.trim() === '') return [];
    const isClient = node.kind === 'producer' || node.kind === 'consumer';
    return [issue(isClient ? 'warning' : 'error', 'name.duplicate', at(id, 'name'), { name: node.name, kind: node.kind, other })];
  });
}

/** On which server a destination is, and whether that server can hold it. */
function checkPlacement(model: Model, id: NodeId, node: NodeDoc): Issue[] {
  if (node.kind !== 'topic' && node.kind !== 'queue' && node.kind !== 'exchange' && node.kind !== 'broadcast') return [];
  const issues: Issue[] = [];
  if (node.broker !== undefined) {
    const broker = nodeOf(model, node.broker);
    if (broker === undefined) issues.push(issue('error', 'broker.unknown', at(id, 'broker'), { broker: node.broker }));
    else if (broker.kind === 'broker') issues.push(...checkSystem(id, node, broker));
    else issues.push(issue('error', 'broker.notABroker', at(id, 'broker'), { broker: broker.name, kind: broker.kind }));
  }
  if (node.kind === 'topic') issues.push(...checkReplicas(model, id, node));
  return issues;
}

/** What each system holds; a broadcast is RabbitMQ's fanout exchange, and JMS's topic. */
const HOLDS: Readonly<Record<System, readonly NodeKind[]>> = {
  any: ['topic', 'queue', 'exchange', 'broadcast'],
  kafka: ['topic'],
  rabbitmq: ['queue', 'exchange', 'broadcast'],
  activemq: ['queue', 'broadcast'],
};

function checkSystem(id: NodeId, node: NodeDoc, broker: BrokerDoc): Issue[] {
  const system = systemOf(broker.profile);
  return HOLDS[system].includes(node.kind)
    ? []
    : [issue('error', 'broker.cannotHold', at(id, 'broker'), { kind: node.kind, broker: broker.name, profile: broker.profile })];
}

/** Copies are on distinct servers, and no more of them can be in sync than there are. */
function checkReplicas(model: Model, id: NodeId, { broker, replicationFactor: factor, minInsyncReplicas: min }: TopicDoc): Issue[] {
  const host = broker === undefined ? undefined : nodeOf(model, broker);
  const servers = host?.kind === 'broker' ? host.nodes : 1;
  const issues: Issue[] = [];
  if (factor > servers) issues.push(issue('error', 'topic.replication', at(id, 'replicationFactor'), { factor, servers }));
  if (min > factor) issues.push(issue('error', 'topic.minInsync', at(id, 'minInsyncReplicas'), { min, factor }));
  return issues;
}

function checkEdges(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const seen = new Set<string>();
  const deadLettersTo = new Map<NodeId, NodeDoc>();
  return edges.flatMap(([id, edge]) => {
    const issues = checkEdgeFields(edge, atEdge(id));
    const from = nodeOf(model, edge.from);
    const to = nodeOf(model, edge.to);
    if (from === undefined) issues.push(issue('error', 'edge.dangling', atEdge(id, 'from'), { node: edge.from }));
    if (to === undefined) issues.push(issue('error', 'edge.dangling', atEdge(id, 'to'), { node: edge.to }));
    if (from === undefined || to === undefined) return issues;
    if (edge.from === edge.to) return [...issues, issue('error', 'edge.self', atEdge(id))];
    const refusal = kindsRefusal(from.kind, to.kind);
    if (refusal !== undefined) return [...issues, issue('error', refusal.code, atEdge(id), refusal.params)];
    const pair = JSON.stringify([edge.from, edge.to]);
    if (seen.has(pair)) issues.push(issue('error', 'edge.duplicate', atEdge(id), { from: from.name, to: to.name }));
    else if (isDeadLetterWire(from.kind, to.kind)) {
      const dead = deadLetterRefusal(from, to, deadLettersTo.get(edge.from));
      if (dead !== undefined) issues.push(issue('error', dead.code, atEdge(id), dead.params));
      deadLettersTo.set(edge.from, to);
    } else if (from.kind === 'exchange') {
      const apart = bindingRefusal(from, to);
      if (apart !== undefined) issues.push(issue('error', apart.code, atEdge(id), apart.params));
    }
    seen.add(pair);
    return issues;
  });
}

/** Edges from a destination to a consumer, with the destination's kind. */
function reading(model: Model, edges: readonly [EdgeId, EdgeDoc][]): { id: EdgeId; consumer: NodeId; family: DestinationKind }[] {
  return edges.flatMap(([id, edge]) => {
    const from = nodeOf(model, edge.from);
    const isReading = from !== undefined && isSource(from.kind) && nodeOf(model, edge.to)?.kind === 'consumer';
    return isReading ? [{ id, consumer: edge.to, family: from.kind as DestinationKind }] : [];
  });
}

function checkSources(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const families = new Map<NodeId, DestinationKind>();
  return reading(model, edges).flatMap(({ id, consumer, family }) => {
    const has = families.get(consumer) ?? family;
    families.set(consumer, has);
    return has === family ? [] : [issue('error', 'consumer.mixedSources', atEdge(id), mixed(has, family).params)];
  });
}

/**
 * A consumer that forwards to where its messages came from: nothing in the design ever ends such a round. A queue that holds
 * them for a time and then passes them on is how one retries, so a round through it is meant.
 */
function loops(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const isDelay = ([, { from, to }]: [EdgeId, EdgeDoc]): boolean => {
    const source = nodeOf(model, from);
    return source?.kind === 'queue' && source.messageTtl !== undefined && isDeadLetterWire('queue', nodeOf(model, to)?.kind);
  };
  return edgesOnLoops(edges.filter((entry) => !isDelay(entry))).flatMap(([id, edge]) => {
    const from = nodeOf(model, edge.from);
    const to = nodeOf(model, edge.to);
    return from?.kind === 'consumer' && to !== undefined ? [issue('warning', 'edge.loop', atEdge(id), { from: from.name, to: to.name })] : [];
  });
}

/** One group, one way to share partitions: Kafka refuses a member whose assignors its group does not know. */
function checkGroups(model: Model, nodes: readonly [NodeId, NodeDoc][], edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const readsTopic = new Set(reading(model, edges).flatMap((link) => (link.family === 'topic' ? [link.consumer] : [])));
  const first = new Map<string, ConsumerDoc>();
  return nodes.flatMap(([id, node]) => {
    if (node.kind !== 'consumer' || node.group === '' || !readsTopic.has(id)) return [];
    const other = first.get(node.group) ?? node;
    first.set(node.group, other);
    if (other.assignor === node.assignor) return [];
    return [
      issue('error', 'consumer.groupDisagrees', at(id, 'assignor'), { group: node.group, assignor: node.assignor, other: other.name, others: other.assignor }),
    ];
  });
}

/** What a compacted topic takes has a key. */
function unkeyed(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  return edges.flatMap(([, edge]) => {
    const [producer, topic] = [nodeOf(model, edge.from), nodeOf(model, edge.to)];
    if (producer?.kind !== 'producer' || topic?.kind !== 'topic') return [];
    if (producer.keys.kind !== 'none' || topic.cleanup !== 'compact') return [];
    return [issue('warning', 'topic.unkeyed', at(edge.from, 'keys'), { producer: producer.name, topic: topic.name })];
  });
}

function unconnected(model: Model, nodes: readonly [NodeId, NodeDoc][], edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const sends = new Set(edges.map(([, edge]) => edge.from));
  const takes = new Set(edges.map(([, edge]) => edge.to));
  return nodes.flatMap(([id, node]) => {
    const isUsed =
      node.kind === 'broker' ||
      node.kind === 'external' ||
      isSharedDeadLetters(model, node) ||
      (node.kind === 'producer' ? sends.has(id) : node.kind === 'consumer' ? takes.has(id) : sends.has(id) || takes.has(id));
    return isUsed ? [] : [issue('warning', 'node.unconnected', at(id), { name: node.name, kind: node.kind })];
  });
}
