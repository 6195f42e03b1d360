/** What is JMS's own: which destinations follow ActiveMQ's rules, and whether what their clients are told makes sense there. */
import { LIMITS } from '../base/limits.ts';
import { systemOf } from '../base/profiles.ts';
import { parseSelector } from '../base/selector/parseSelector.ts';
import { type Issue, issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import type { BrokerDoc, ConsumerDoc, EdgeDoc, Model, NodeDoc, NodeId, ProducerDoc, QueueDoc } from './scenario.ts';

/** Queues, and broadcasts, of a server that follows ActiveMQ. */
export function isJms(model: Model, node: NodeDoc | undefined): boolean {
  if (node?.kind !== 'queue' && node?.kind !== 'broadcast') return false;
  const broker = node.broker === undefined ? undefined : nodeOf(model, node.broker);
  return broker?.kind === 'broker' && systemOf(broker.profile) === 'activemq';
}

/** Where what died on such a server goes, unless its queue is wired elsewhere; a queue drawn under this name is that queue. */
export const SHARED_DEAD_LETTERS = 'ActiveMQ.DLQ';
export const isSharedDeadLetters = (model: Model, node: NodeDoc): boolean => node.kind === 'queue' && node.name === SHARED_DEAD_LETTERS && isJms(model, node);

/** Ways to acknowledge that only a JMS session has. */
const OWN_ACKS: readonly ConsumerDoc['ack'][] = ['client', 'dupsOk', 'transacted'];

type At = (...field: string[]) => Issue['path'];
type Peers = readonly (NodeDoc | undefined)[];

export function checkJms(model: Model, nodes: readonly [NodeId, NodeDoc][], edges: readonly EdgeDoc[]): Issue[] {
  const sources = new Map<NodeId, NodeDoc[]>();
  const targets = new Map<NodeId, NodeDoc[]>();
  for (const { from, to } of edges) {
    const [source, target] = [nodeOf(model, from), nodeOf(model, to)];
    if (source === undefined || target === undefined) continue;
    if (target.kind === 'consumer') sources.set(to, [...(sources.get(to) ?? []), source]);
    if (source.kind === 'producer') targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  return nodes.flatMap(([id, node]) => {
    const at: At = (...field) => ['model', 'nodes', id, ...field];
    if (node.kind === 'broker') return checkServer(node, at);
    if (node.kind === 'queue' && isJms(model, node)) return checkQueue(node, at);
    if (node.kind === 'producer') return checkProducer(model, node, targets.get(id) ?? [], at);
    return node.kind === 'consumer' ? checkConsumer(model, node, sources.get(id) ?? [], at) : [];
  });
}

/** A network of brokers is several servers, not one broker. */
function checkServer(node: BrokerDoc, at: At): Issue[] {
  return systemOf(node.profile) === 'activemq' && node.nodes > 1 ? [issue('error', 'jms.servers', at('nodes'), { nodes: node.nodes })] : [];
}

/** RabbitMQ's settings of a queue hold here too, though nobody finds them in ActiveMQ. */
function checkQueue(node: QueueDoc, at: At): Issue[] {
  const set = [...(node.maxLength > 0 ? ['maxLength'] : []), ...(['messageTtl', 'deliveryLimit'] as const).filter((field) => node[field] !== undefined)];
  return set.map((field) => issue('warning', 'jms.notInActiveMq', at(field), { field }));
}

function checkProducer(model: Model, node: ProducerDoc, targets: Peers, at: At): Issue[] {
  const isOfUse = node.transaction === 0 || targets.length === 0 || targets.some((target) => isJms(model, target));
  return isOfUse ? [] : [only(at, 'transaction')];
}

function checkConsumer(model: Model, node: ConsumerDoc, sources: Peers, at: At): Issue[] {
  const issues = node.selector === '' ? [] : checkSelector(node.selector, at('selector'));
  const jms = sources.filter((source) => isJms(model, source));
  if (sources.length > 0 && jms.length === 0) {
    if (OWN_ACKS.includes(node.ack)) issues.push(only(at, 'ack'));
    if (node.selector !== '') issues.push(only(at, 'selector'));
    if (node.subscription === 'durable') issues.push(only(at, 'subscription'));
    return issues;
  }
  if (jms.length > 0 && jms.length < sources.length) issues.push(issue('error', 'jms.mixed', at(), { name: node.name }));
  if (jms.length > 0 && node.ack === 'onDelivery') issues.push(issue('error', 'jms.onDelivery', at('ack')));
  if (node.subscription === 'durable' && jms.some((source) => source?.kind === 'broadcast')) issues.push(...checkDurable(node, at));
  return issues;
}

function checkDurable(node: ConsumerDoc, at: At): Issue[] {
  if (node.subscriptionName.trim() === '') return [issue('error', 'jms.durableName', at('subscriptionName'))];
  return node.count > 1 ? [issue('warning', 'jms.durableInstances', at('count'), { count: node.count })] : [];
}

const only = (at: At, field: string): Issue => issue('error', 'jms.only', at(field), { field });

function checkSelector(text: string, path: Issue['path']): Issue[] {
  if (text.length > LIMITS.selectorLength) return [issue('error', 'schema.text', path, { max: LIMITS.selectorLength })];
  const parsed = parseSelector(text);
  if (parsed.ok) return [];
  const { code, at, found } = parsed.error;
  return [issue('error', `selector.${code}`, path, { at, found: found.slice(0, 40) })];
}
