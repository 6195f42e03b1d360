/** What a file of one format cannot say of a design, beside what the compose project cannot either (notes.ts). */
import { byId } from '../../scenario/lookup.ts';
import type { Model, NodeId, NodeKind } from '../../scenario/scenario.ts';
import type { ComposeDesign } from '../design.ts';
import { changed, type ComposeNote, type ComposeNoteCode, enList, missing, type NamedNode, note, zhList } from '../notes.ts';

/** Notes of the compose project that hold for a file too: about nodes that are in it, or about the whole. */
export function notesAbout(design: ComposeDesign, codes: readonly ComposeNoteCode[], nodes: ReadonlySet<NodeId>): ComposeNote[] {
  return design.notes.filter((n) => codes.includes(n.code) && (n.nodes.length === 0 || n.nodes.some((id) => nodes.has(id))));
}

export const namedOf = (model: Model, kinds: readonly NodeKind[], isOut: (id: NodeId) => boolean): NamedNode[] =>
  byId(model.nodes).flatMap(([id, doc]) => (kinds.includes(doc.kind) && isOut(id) ? [{ id, name: doc.name }] : []));

/** A file of what one server keeps: destinations of others, programs and the run are not in it. */
export function serverNotes(model: Model, system: 'Kafka' | 'RabbitMQ', held: ReadonlySet<NodeId>): ComposeNote[] {
  const others = namedOf(model, ['topic', 'queue', 'exchange', 'broadcast', 'channel', 'external'], (id) => !held.has(id));
  const clients = namedOf(model, ['producer', 'consumer'], () => true);
  const brokers = namedOf(model, ['broker'], () => true);
  return [
    ...(others.length > 0 ? [formatNote.others(others, system)] : []),
    ...(clients.length > 0 ? [formatNote.clients(clients)] : []),
    ...(brokers.length > 0 ? [note.brokerCost(brokers)] : []),
    ...(Object.keys(model.edges).length > 0 ? [note.network()] : []),
    note.run(),
  ];
}

export const formatNote = {
  /** Undefined: for any server. */
  empty: (system: 'Kafka' | 'RabbitMQ' | undefined) => {
    if (system === undefined) return note.nothing();
    return system === 'Kafka'
      ? missing('nothing', [], 'The design has no topic, so there is nothing to write for Kafka.', '设计中没有主题，因此没有可写入 Kafka 的内容。')
      : missing(
          'nothing',
          [],
          'The design has no queue, exchange or broadcast for RabbitMQ, so there is nothing to write.',
          '设计中没有属于 RabbitMQ 的队列、交换机或广播，因此没有可写入的内容。',
        );
  },
  others: (nodes: readonly NamedNode[], system: 'Kafka' | 'RabbitMQ') =>
    missing(
      'formatOthers',
      nodes,
      `${enList(nodes)}: not in this file, which holds only what is ${system}’s.`,
      `${zhList(nodes)}不在此文件中：它只包含属于 ${system} 的内容。`,
    ),
  clients: (nodes: readonly NamedNode[]) =>
    missing(
      'formatClients',
      nodes,
      `${enList(nodes)}: programs, with their load and work, are not in this file.`,
      `${zhList(nodes)}：程序及其负载与处理不在此文件中。`,
    ),
  external: (nodes: readonly NamedNode[]) =>
    missing(
      'formatOthers',
      nodes,
      `${enList(nodes)}: services that are not simulated are not in this file.`,
      `${zhList(nodes)}：不参与模拟的服务不在此文件中。`,
    ),
  user: (user: string) =>
    changed(
      'formatUser',
      [],
      `The file declares the user “${user}” with the password “${user}” and all rights. Change it before others can reach the server.`,
      `此文件声明了用户“${user}”，密码为“${user}”，拥有全部权限。在他人能访问服务器之前请先修改。`,
    ),
  objectName: (node: NamedNode, object: string) =>
    changed(
      'formatObjectName',
      [node],
      `The topic “${node.name}” keeps its name; its object in Kubernetes is called “${object}”, since names there are lower-case DNS names.`,
      `主题“${node.name}”保留原名；它在 Kubernetes 中的对象名为“${object}”，因为那里的名称必须是小写 DNS 名称。`,
    ),
  storage: (size: string) =>
    changed(
      'formatStorage',
      [],
      `Each server asks for a volume of ${size} and for 1 GiB of memory: the design says neither. Raise them to what retention needs.`,
      `每台服务器申请 ${size} 的存储卷和 1 GiB 内存：设计中没有这两项，请按保留策略调大。`,
    ),
  addresses: () =>
    changed(
      'formatAddresses',
      [],
      'Servers have the addresses of the compose project on this machine: the design has none. Replace them with yours.',
      '服务器地址取自本机的 compose 项目：设计中没有地址，请换成你自己的。',
    ),
  payload: (nodes: readonly NamedNode[]) =>
    missing(
      'formatPayload',
      nodes,
      `The design says how large messages of ${enList(nodes)} are, not what is in them: their payload is described as bytes.`,
      `设计只给出${zhList(nodes)}的消息大小而没有内容：载荷描述为字节串。`,
    ),
  extensions: () =>
    changed(
      'formatExtensions',
      [],
      'AsyncAPI has no place for bindings of exchanges, dead letters, loads, work times, costs and delays: they are in fields that begin with x-spillway-, which other tools skip.',
      'AsyncAPI 没有地方表达交换机绑定、死信、负载、处理时间、开销和延迟：它们写在以 x-spillway- 开头的字段中，其他工具会略过。',
    ),
  faults: () =>
    missing(
      'run',
      [],
      'Seed, run time, faults and objectives belong to the simulation and are not in this file.',
      '随机种子、运行时长、故障和目标只属于模拟，不在此文件中。',
    ),
};
