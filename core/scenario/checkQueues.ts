/** What RabbitMQ refuses of a queue's settings, and what of them has no effect. */
import { systemOf } from '../base/profiles.ts';
import { type Issue, issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import type { EdgeDoc, Model, NodeDoc, NodeId, QueueDoc } from './scenario.ts';

type At = (field: string) => Issue['path'];

export function checkQueues(model: Model, nodes: readonly [NodeId, NodeDoc][], edges: readonly EdgeDoc[]): Issue[] {
  return nodes.flatMap(([id, node]) => {
    const at: At = (field) => ['model', 'nodes', id, field];
    if (node.kind === 'consumer' && node.exclusive && node.count > 1 && readsQueue(model, id, edges)) {
      return [issue('warning', 'consumer.exclusiveInstances', at('exclusive'), { count: node.count })];
    }
    if (node.kind !== 'queue') return [];
    return [...(node.type === 'quorum' ? checkQuorum(model, node, at) : []), ...checkStrategy(node, at), ...checkOwner(model, id, node, edges, at)];
  });
}

function checkQuorum(model: Model, node: QueueDoc, at: At): Issue[] {
  const broker = node.broker === undefined ? undefined : nodeOf(model, node.broker);
  const system = broker?.kind === 'broker' ? systemOf(broker.profile) : 'any';
  return [
    ...(node.durable ? [] : [issue('error', 'queue.quorumNeverTransient', at('durable'))]),
    ...(node.exclusive ? [issue('error', 'queue.quorumNeverExclusive', at('exclusive'))] : []),
    ...(node.maxPriority === undefined ? [] : [issue('error', 'queue.quorumNoPriorities', at('maxPriority'))]),
    ...(node.overflow === 'rejectDeadLetter' ? [issue('error', 'queue.quorumOverflow', at('overflow'))] : []),
    ...(broker?.kind === 'broker' && system !== 'any' && system !== 'rabbitmq'
      ? [issue('error', 'queue.quorumSystem', at('type'), { profile: broker.profile })]
      : []),
  ];
}

function checkStrategy({ type, overflow, deadLetterStrategy }: QueueDoc, at: At): Issue[] {
  const isOfUse = deadLetterStrategy === 'atMostOnce' || (type === 'quorum' && overflow === 'reject');
  return isOfUse ? [] : [issue('warning', 'queue.atLeastOnce', at('deadLetterStrategy'))];
}

function checkOwner(model: Model, id: NodeId, node: QueueDoc, edges: readonly EdgeDoc[], at: At): Issue[] {
  if (!node.exclusive) return [];
  const count = edges.reduce((n, { from, to }) => {
    const consumer = from === id ? nodeOf(model, to) : undefined;
    return n + (consumer?.kind === 'consumer' ? consumer.count : 0);
  }, 0);
  return count > 1 ? [issue('warning', 'queue.ownedByOne', at('exclusive'), { name: node.name, count })] : [];
}

const readsQueue = (model: Model, id: NodeId, edges: readonly EdgeDoc[]): boolean =>
  edges.some(({ from, to }) => to === id && nodeOf(model, from)?.kind === 'queue');
