/**
 * The file with ZooKeeper that many tutorials still have, with exactly its keys: wurstmeister's images, one broker, topics by
 * KAFKA_CREATE_TOPICS. Old on purpose: it is there for whoever has to compare with it, or to bring an old machine up.
 */
import type { ExchangeDoc, BroadcastDoc, Model, NodeId, QueueDoc, TopicDoc } from '../../scenario/scenario.ts';
import { byId } from '../../scenario/lookup.ts';
import { topicSettings } from '../clientSettings.ts';
import type { Placed } from '../design.ts';
import { changed, type ComposeNote, enList, missing, type NamedNode, zhList } from '../notes.ts';
import type { ComposeOptions, Language } from '../options.ts';

/** What the file of the tutorials is called. */
export const LEGACY_FILE = 'docker-compose.yml';

const HEAD: Readonly<Record<Language, string>> = {
  en: 'Legacy: ZooKeeper and images nobody maintains. Exported from Spillway; README.md says what it lacks.',
  zh: '旧版：使用 ZooKeeper 和无人维护的镜像。由 Spillway 导出，缺少什么见 README.md。',
};

/** Names of topics hold nothing that YAML, the image's sed or its list would read: letters, digits, '.', '_' and '-'. */
export function legacyFile(topics: readonly Placed<TopicDoc>[], language: Language): string {
  const created = topics.map(({ name, doc }) =>
    [name, Math.max(1, Math.floor(doc.partitions)), 1, ...(doc.cleanup === 'delete' ? [] : [doc.cleanup])].join(':'),
  );
  return `# ${HEAD[language]}
${legacyText(created.join(','))}`;
}

/** The file itself; `topics` is the image's own list of them. */
export const legacyText = (topics: string): string => `version: '2'
services:
  zoo1:
    image: wurstmeister/zookeeper
    restart: unless-stopped
    hostname: zoo1
    ports:
      - "2181:2181"
    container_name: zookeeper
  kafka1:
    image: wurstmeister/kafka
    ports:
      - "9092:9092"
    environment:
      KAFKA_ADVERTISED_HOST_NAME: localhost
      KAFKA_ZOOKEEPER_CONNECT: "zoo1:2181"
      KAFKA_BROKER_ID: 1
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1
      KAFKA_CREATE_TOPICS: "${topics}"
    depends_on:
      - zoo1
    container_name: kafka
`;

type Held = QueueDoc | ExchangeDoc | BroadcastDoc;
const isOther = (kind: string): kind is Held['kind'] => kind === 'queue' || kind === 'exchange' || kind === 'broadcast';

/** The design without what the file has no place for. */
export const topicsOnly = (model: Model): Model => ({
  ...model,
  nodes: Object.fromEntries(Object.entries(model.nodes).filter(([, { kind }]) => !isOther(kind))),
});

export function legacyNotes(whole: Model, topics: readonly Placed<TopicDoc>[], drawn: number, options: ComposeOptions): ComposeNote[] {
  const others = byId(whole.nodes).flatMap(([id, { kind, name }]) => (isOther(kind) ? [{ id, name }] : []));
  const left = others.length > 0 ? [other(others)] : [];
  if (topics.length === 0) return [nothing(), ...left];
  const withSettings = topics.flatMap(({ id, doc }): { id: NodeId; name: string }[] =>
    topicSettings(doc).some(([key]) => key !== 'cleanup.policy') ? [{ id, name: doc.name }] : [],
  );
  const isMore = options.loadGenerator !== undefined || (options.profiles ?? []).length > 0;
  return [
    legacy(),
    ...(drawn > 1 ? [servers(drawn)] : []),
    ...left,
    ...(withSettings.length > 0 ? [settings(withSettings)] : []),
    ...(isMore ? [addOns()] : []),
  ];
}

const nothing = () =>
  missing(
    'nothing',
    [],
    'The file with ZooKeeper has Kafka topics and nothing else, and the design has no topic.',
    '带 ZooKeeper 的文件只能包含 Kafka 主题，而设计中没有主题。',
  );
const legacy = () =>
  changed(
    'legacy',
    [],
    'Legacy: ZooKeeper and Kafka 2.8.1 at most, in images that nobody maintains and whose version is not fixed. No data is kept when the containers are removed, nothing waits until Kafka is ready, its ports are open to other machines, and only programs on this machine can connect: to other containers it gives its address as localhost.',
    '旧式目标：ZooKeeper 与最高 2.8.1 版的 Kafka，镜像无人维护，也没有固定标签。删除容器后数据不保留；没有任何机制等待 Kafka 就绪；端口对其他机器开放；只有本机程序能连接，因为它对其他容器也报出 localhost 作为地址。',
  );
const servers = (drawn: number) =>
  changed(
    'servers',
    [],
    `One broker of ${drawn}: each further one would need an address of its own, which the file has no place for.`,
    `${drawn} 台服务器只保留一台：多台服务器各需自己的地址，该文件无处可写。`,
  );
const other = (nodes: readonly NamedNode[]) =>
  missing(
    'legacyOther',
    nodes,
    `${enList(nodes)}: the file with ZooKeeper starts Kafka only, which has no queues, exchanges or broadcasts.`,
    `${zhList(nodes)}：带 ZooKeeper 的文件只启动 Kafka，而 Kafka 没有队列、交换机和广播。`,
  );
const settings = (nodes: readonly NamedNode[]) =>
  missing(
    'legacySettings',
    nodes,
    `${enList(nodes)}: the old image takes partitions, copies and the clean-up policy of a topic; retention, segments, copies in sync and unclean elections stay as Kafka has them.`,
    `${zhList(nodes)}：旧镜像只接受主题的分区数、副本数和清理策略；保留时间与大小、分段、同步副本数和不干净选举保持 Kafka 的默认值。`,
  );
const addOns = () =>
  missing(
    'legacyAddOns',
    [],
    'No load generator, metrics or pages: they run in containers, and Kafka’s address there is wrong.',
    '不含负载生成器、指标和页面：它们在容器中运行，而 Kafka 在那里报出的地址不可用。',
  );
