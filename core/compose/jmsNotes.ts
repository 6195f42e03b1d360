/** What of JMS a compose project does otherwise, or not at all: the simulation follows ActiveMQ Classic, and Artemis serves. */
import { SHARED_DEAD_LETTERS } from '../scenario/jms.ts';
import type { ConsumerDoc, NodeId, QueueDoc } from '../scenario/scenario.ts';
import type { Placed } from './design.ts';
import type { JmsDesign } from './jms.ts';
import { changed, type ComposeNote, enList, missing, type NamedNode, zhList } from './notes.ts';

export function jmsNotes({ jms, consumers }: { readonly jms: JmsDesign; readonly consumers: readonly Placed<ConsumerDoc>[] }): ComposeNote[] {
  const named = (placed: readonly Placed<{ readonly name: string }>[]): NamedNode[] => placed.map(({ id, doc }) => ({ id, name: doc.name }));
  const queuesThat = (is: (doc: QueueDoc) => boolean): NamedNode[] => named(jms.queues.filter(({ doc }) => is(doc)));
  const readers = (ids: readonly NodeId[]): NamedNode[] => named(consumers.filter(({ id }) => ids.includes(id)));
  const notes: [readonly NamedNode[], (nodes: readonly NamedNode[]) => ComposeNote][] = [
    [named([...jms.queues, ...jms.broadcasts]), artemis],
    [readers(jms.unsubscribed), durable],
    [readers(jms.overruled), redelivery],
    [queuesThat((doc) => hasLimit(doc) && doc.overflow !== 'dropHead'), limits],
    [queuesThat(hasOwn), own],
  ];
  return notes.flatMap(([about, make]) => (about.length > 0 ? [make(about)] : []));
}

const hasLimit = ({ maxLength, maxBytes }: QueueDoc): boolean => maxLength > 0 || maxBytes !== undefined;

/** Of RabbitMQ, and nowhere in Artemis's configuration of a queue. */
const hasOwn = (doc: QueueDoc): boolean =>
  doc.exclusive ||
  doc.expires !== undefined ||
  doc.type === 'quorum' ||
  (doc.overflow === 'dropHead' && doc.maxBytes !== undefined) ||
  (doc.overflow === 'rejectDeadLetter' && hasLimit(doc));

const artemis = (nodes: readonly NamedNode[]) =>
  changed(
    'jms',
    nodes,
    `${enList(nodes)}: ActiveMQ Artemis serves them, the simulation follows ActiveMQ Classic. The redelivery policy is the server’s, which keeps a message back while its session goes on; persistent or not, what dies goes to ${SHARED_DEAD_LETTERS}.`,
    `${zhList(nodes)}：由 ActiveMQ Artemis 提供服务，而模拟遵循 ActiveMQ Classic。重新投递策略在服务器上：消息由服务器暂扣，会话继续工作；无论是否持久，死信都进入 ${SHARED_DEAD_LETTERS}。`,
  );
const durable = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsDurable',
    nodes,
    `The durable subscriptions of ${enList(nodes)} are not created: their names are missing or taken. Each begins when its program first subscribes.`,
    `没有创建${zhList(nodes)}的持久订阅：订阅名缺失或已被占用。程序首次订阅时才会建立。`,
  );
const redelivery = (nodes: readonly NamedNode[]) =>
  changed(
    'jmsRedelivery',
    nodes,
    `The redelivery policy of ${enList(nodes)} gives way to that of another reader of the same destination: in Artemis a destination has one.`,
    `${zhList(nodes)}的重新投递策略让位于同一目的地的另一个读者：在 Artemis 中每个目的地只有一个。`,
  );
const limits = (nodes: readonly NamedNode[]) =>
  changed(
    'jmsLimits',
    nodes,
    `${enList(nodes)}: the limit counts messages being worked on too, and their size with headers; a full queue refuses with an error at the sender.`,
    `${zhList(nodes)}：上限也计入正在处理的消息，大小含消息头；队列满时发送方收到错误。`,
  );
const own = (nodes: readonly NamedNode[]) =>
  missing(
    'jmsOwn',
    nodes,
    `${enList(nodes)}: an exclusive owner, expiry when unused, quorum copies, dropping the oldest by size and dead-lettering what a full queue refuses are RabbitMQ’s and left out.`,
    `${zhList(nodes)}：独占、闲置过期、仲裁副本、按大小丢弃最旧消息、以及把队列满时拒收的消息转为死信，都是 RabbitMQ 的功能，已省略。`,
  );
