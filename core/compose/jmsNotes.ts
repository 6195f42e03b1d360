/** What of JMS a compose project does otherwise, or not at all: RabbitMQ stands in for ActiveMQ, which the export does not make. */
import { isJms } from '../scenario/jms.ts';
import { byId, nodeOf } from '../scenario/lookup.ts';
import type { ConsumerDoc, Model, NodeDoc, NodeId } from '../scenario/scenario.ts';
import { changed, type ComposeNote, enList, missing, type NamedNode, zhList } from './notes.ts';

export function jmsNotes(model: Model): ComposeNote[] {
  const nodes = byId(model.nodes);
  const named = (found: readonly [NodeId, NodeDoc][]): NamedNode[] => found.map(([id, { name }]) => ({ id, name }));
  const served = named(nodes.filter(([, node]) => isJms(model, node)));
  if (served.length === 0) return [];
  const edges = Object.values(model.edges);
  const readers = nodes.filter(([id, node]) => node.kind === 'consumer' && edges.some(({ from, to }) => to === id && isJms(model, nodeOf(model, from))));
  const readersThat = (is: (doc: ConsumerDoc) => boolean) => named(readers.filter(([, node]) => node.kind === 'consumer' && is(node)));
  const sessions = [
    ...named(nodes.filter(([, node]) => node.kind === 'producer' && node.transaction > 0)),
    ...readersThat(({ ack }) => ack === 'client' || ack === 'dupsOk' || ack === 'transacted'),
  ];
  const notes: [readonly NamedNode[], (nodes: readonly NamedNode[]) => ComposeNote][] = [
    [served, standIn],
    [readersThat(({ subscription }) => subscription === 'durable'), durable],
    [readersThat(({ selector }) => selector !== ''), selector],
    [sessions, session],
    [named(readers), redelivery],
  ];
  return notes.flatMap(([about, make]) => (about.length > 0 ? [make(about)] : []));
}

const standIn = (nodes: readonly NamedNode[]) =>
  changed(
    'jms',
    nodes,
    `${enList(nodes)}: RabbitMQ serves them instead of ActiveMQ, which this export does not make yet.`,
    `${zhList(nodes)}：由 RabbitMQ 代替 ActiveMQ 提供服务，目前还不能导出 ActiveMQ。`,
  );
const durable = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsDurable',
    nodes,
    `The durable subscriptions of ${enList(nodes)} are not created. In RabbitMQ each is a durable queue that its program declares and binds to the exchange.`,
    `没有创建${zhList(nodes)}的持久订阅。在 RabbitMQ 中，每个持久订阅是一个由程序声明并绑定到交换机的持久队列。`,
  );
const selector = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsSelector',
    nodes,
    `RabbitMQ has no message selectors: ${enList(nodes)} would get everything. Route by key or headers instead.`,
    `RabbitMQ 没有消息选择器：${zhList(nodes)}会收到全部消息。可改用路由键或消息头来路由。`,
  );
const session = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsSession',
    nodes,
    `Acknowledge modes and transactions of ${enList(nodes)} are set in a JMS program; RabbitMQ acknowledges by delivery tag.`,
    `${zhList(nodes)}的确认模式与事务要在 JMS 程序中设置；RabbitMQ 按投递标签确认。`,
  );
const redelivery = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsRedelivery',
    nodes,
    `The redelivery policy of ${enList(nodes)} is the JMS client’s, and the queue ActiveMQ.DLQ the server’s: RabbitMQ has neither.`,
    `${zhList(nodes)}的重新投递策略属于 JMS 客户端，ActiveMQ.DLQ 队列属于其服务器：RabbitMQ 两者都没有。`,
  );
