/** What a compose project does otherwise than the design, or not at all. Nothing is dropped without one of these. */
import type { NodeId } from '../scenario/scenario.ts';

export type ComposeNoteCode =
  | 'nothing'
  | 'renamed'
  | 'replication'
  | 'servers'
  | 'controllers'
  | 'brokers'
  | 'channel'
  | 'broadcastOnKafka'
  | 'subscribers'
  | 'deliveryLimit'
  | 'exclusive'
  | 'messageTtl'
  | 'jms'
  | 'jmsDurable'
  | 'jmsRedelivery'
  | 'jmsLimits'
  | 'jmsOwn'
  | 'legacy'
  | 'legacyOther'
  | 'legacySettings'
  | 'legacyAddOns'
  | 'external'
  | 'clients'
  | 'load'
  | 'work'
  | 'brokerCost'
  | 'network'
  | 'run'
  // Of the load generator (loadNotes.ts).
  | 'loadBroken'
  | 'loadPlayed'
  | 'loadGroups'
  | 'loadBatches'
  | 'loadSessions'
  | 'loadUnplayed'
  | 'loadRun'
  // Of the other formats (formats/formatNotes.ts).
  | 'formatOthers'
  | 'formatClients'
  | 'formatUser'
  | 'formatObjectName'
  | 'formatStorage'
  | 'formatAddresses'
  | 'formatPayload'
  | 'formatExtensions'
  | 'figuresArtemis'
  | 'figuresLoad';

export interface ComposeNote {
  readonly code: ComposeNoteCode;
  /** `changed`: there, under another name or number. `missing`: not in the project. */
  readonly kind: 'changed' | 'missing';
  /** Nodes it is about, sorted; empty when it is about the whole design. */
  readonly nodes: readonly NodeId[];
  readonly text: { readonly en: string; readonly zh: string };
}

/** Names the text may mention, quoted in each language's way. */
export interface NamedNode {
  readonly id: NodeId;
  readonly name: string;
}
export const enList = (nodes: readonly NamedNode[]): string => nodes.map((n) => `“${n.name}”`).join(', ');
export const zhList = (nodes: readonly NamedNode[]): string => nodes.map((n) => `“${n.name}”`).join('、');
const ids = (nodes: readonly NamedNode[]): NodeId[] => nodes.map((n) => n.id);

export const missing = (code: ComposeNoteCode, nodes: readonly NamedNode[], en: string, zh: string): ComposeNote => ({
  code,
  kind: 'missing',
  nodes: ids(nodes),
  text: { en, zh },
});
export const changed = (code: ComposeNoteCode, nodes: readonly NamedNode[], en: string, zh: string): ComposeNote => ({
  code,
  kind: 'changed',
  nodes: ids(nodes),
  text: { en, zh },
});

/** One constructor per thing there is to say. */
export const note = {
  nothing: () =>
    missing(
      'nothing',
      [],
      'The design has no topic, queue or broadcast, so there is no message server to start.',
      '设计中没有主题、队列或广播，因此没有可启动的消息服务器。',
    ),
  renamed: (node: NamedNode, to: string) =>
    changed(
      'renamed',
      [node],
      `“${node.name}” is called “${to}”: the system does not take its name as it is.`,
      `“${node.name}”改名为“${to}”：系统不接受原名。`,
    ),
  replication: (node: NamedNode, wanted: number, servers: number) =>
    changed(
      'replication',
      [node],
      `“${node.name}” has ${servers} of ${wanted} copies: one on each server there is. No more of them than that have to be in sync.`,
      `“${node.name}”只有 ${servers} 个副本而不是 ${wanted} 个：每台服务器上一个。同步副本数的要求也不会超过它。`,
    ),
  servers: (system: string, servers: number, drawn: number) =>
    changed(
      'servers',
      [],
      `${system} has ${servers} server${servers === 1 ? '' : 's'}, and ${drawn} in the design.`,
      `${system} 有 ${servers} 台服务器，而设计中是 ${drawn} 台。`,
    ),
  controllers: (controllers: number) =>
    changed(
      'controllers',
      [],
      `Kafka’s metadata is kept by ${controllers} controller${controllers === 1 ? '' : 's'} beside the brokers, which the design does not draw.`,
      `Kafka 的元数据由独立的 ${controllers} 台控制器保存，设计中没有画出它们。`,
    ),
  brokers: (nodes: readonly NamedNode[], system: string) =>
    changed('brokers', nodes, `The brokers ${enList(nodes)} are one ${system} service.`, `${zhList(nodes)}合并为一个 ${system} 服务。`),
  channel: (nodes: readonly NamedNode[]) =>
    missing(
      'channel',
      nodes,
      `${enList(nodes)}: a channel lives inside one process, so no message server stands for it.`,
      `${zhList(nodes)}：通道只存在于一个进程之内，没有对应的消息服务器。`,
    ),
  broadcastOnKafka: (nodes: readonly NamedNode[]) =>
    missing(
      'broadcastOnKafka',
      nodes,
      `${enList(nodes)}: Kafka keeps what it is given, so it has no broadcast that a late subscriber misses. Draw a topic instead.`,
      `${zhList(nodes)}：Kafka 会保存收到的消息，没有“迟到者收不到”的广播。可以改用主题。`,
    ),
  subscribers: (nodes: readonly NamedNode[]) =>
    changed(
      'subscribers',
      nodes,
      `${enList(nodes)}: the fanout exchange is created. Each subscriber declares its own exclusive queue and binds it when it connects; before that it misses what is sent.`,
      `${zhList(nodes)}：已创建 fanout 交换机。每个订阅者连接时声明自己的独占队列并绑定；在此之前发布的消息收不到。`,
    ),
  deliveryLimit: (nodes: readonly NamedNode[]) =>
    changed(
      'deliveryLimit',
      nodes,
      `${enList(nodes)}: a quorum queue instead of a classic one, since only that has a delivery limit. It counts rejections with requeue and lost connections, not basic.nack, and gives returned messages out in the order they came back.`,
      `${zhList(nodes)}：改为仲裁队列（quorum queue），因为只有它有投递次数上限。它只计 requeue 的 basic.reject 和断开的连接，不计 basic.nack；退回的消息按退回的先后再次投递。`,
    ),
  exclusive: (nodes: readonly NamedNode[]) =>
    changed(
      'exclusive',
      nodes,
      `${enList(nodes)}: not exclusive. An exclusive queue belongs to the connection that declares it: let your consumer declare it.`,
      `${zhList(nodes)}：不是独占队列。独占队列属于声明它的连接：请由消费者自己声明。`,
    ),
  messageTtl: (node: NamedNode, ms: number) =>
    changed(
      'messageTtl',
      [node],
      `“${node.name}”: its time to live is ${ms} ms, since RabbitMQ takes whole milliseconds up to 49 days.`,
      `“${node.name}”的存活时间为 ${ms} 毫秒：RabbitMQ 只接受不超过 49 天的整数毫秒。`,
    ),
  external: (nodes: readonly NamedNode[]) =>
    missing(
      'external',
      nodes,
      `${enList(nodes)}: services of the imported project that are not simulated. The export of the imported files has them.`,
      `${zhList(nodes)}：导入项目中不参与模拟的服务。导出“导入的文件”时会包含它们。`,
    ),
  clients: (nodes: readonly NamedNode[]) =>
    missing(
      'clients',
      nodes,
      'Producers and consumers are your programs: none is started. The README lists what each connects to and its settings.',
      '生产者和消费者是你自己的程序，不会被启动。README 列出了它们各自的连接与设置。',
    ),
  load: (nodes: readonly NamedNode[]) =>
    missing(
      'load',
      nodes,
      `No load is generated: rates, arrivals, users, keys, sizes, confirm windows and client costs of ${enList(nodes)} are not in the project.`,
      `不产生负载：${zhList(nodes)}的速率、到达方式、用户、键、消息大小、未确认上限和客户端开销不在项目中。`,
    ),
  work: (nodes: readonly NamedNode[]) =>
    missing(
      'work',
      nodes,
      `Nothing is processed: instances, work times and failures of ${enList(nodes)} are not in the project.`,
      `不处理消息：${zhList(nodes)}的实例数、处理时间和失败率不在项目中。`,
    ),
  brokerCost: (nodes: readonly NamedNode[]) =>
    missing(
      'brokerCost',
      nodes,
      `Threads, costs, network cards, disks and memory of ${enList(nodes)} are a model: a real server takes what your machine gives.`,
      `${zhList(nodes)}的线程数、开销、网卡、磁盘与内存是模型参数：真实的服务器取决于你的机器。`,
    ),
  network: () => missing('network', [], 'Network delays of the edges are not reproduced.', '连线的网络延迟不会重现。'),
  run: () => missing('run', [], 'Seed, run time and objectives belong to the simulation.', '随机种子、运行时长和目标只属于模拟。'),
};
