/** One Kafka cluster of a project as a design has it: a broker, its topics, and where in the files their settings stand. */
import { LIMITS } from '../../../base/limits.ts';
import { newNode } from '../../../scenario/defaults.ts';
import type { NodeDoc, NodeId, TopicDoc } from '../../../scenario/scenario.ts';
import { error, renamed } from '../findings.ts';
import type { FreeIds } from '../freeIds.ts';
import { kafkaProfile } from '../images.ts';
import type { Finding, ImportPart, Span } from '../imported.ts';
import { commonName } from '../joinGroups.ts';
import { uint } from '../numbers.ts';
import { originSpots, settingOf, type Told } from '../originSpots.ts';
import type { Value } from '../shell/words.ts';
import { type KafkaCluster, versionOf } from './clusters.ts';
import { listSpot, type ListedTopic } from './listSpot.ts';
import { FIELD_OF, readTopicSetting, serverDefaults, writeTopicSetting } from './topicSettings.ts';
import { isNamed, type ToldList, toldList, type ToldTopic } from './toldTopics.ts';
import { topicFindings } from './topicFindings.ts';

/** What the project's own commands create on this cluster. */
export interface ClusterTold {
  readonly topics: readonly ToldTopic[];
  readonly configs: readonly { readonly name: string; readonly configs: readonly (readonly [string, Value])[] }[];
}

export interface KafkaPart extends ImportPart {
  readonly broker: NodeId;
}

/** A topic before it is known whether the cluster can hold it. */
export interface WantedTopic {
  readonly id: NodeId;
  readonly doc: TopicDoc;
  readonly partitions: number;
  readonly replicas: number;
  readonly minInsync: number;
  readonly at: Span;
}

export function kafkaPart(cluster: KafkaCluster, told: ClusterTold, ids: FreeIds): KafkaPart {
  const name = ids.name('broker', commonName(cluster.brokers.map(({ known }) => known.service.name)));
  const broker = ids.node(name);
  const servers = Math.min(LIMITS.serversPerBroker, serverCount(cluster));
  const first = cluster.brokers[0]!;
  const { profile } = kafkaProfile(versionOf(first));
  const nodes: Record<NodeId, NodeDoc> = { [broker]: { ...newNode('broker', name), profile, nodes: servers } };

  const maker = new TopicMaker(cluster, broker, servers, ids);
  const lists = cluster.servers.flatMap(({ known }) => toldList(known) ?? []);
  const listed = lists.map((list) => maker.list(list));
  for (const topic of told.topics) maker.command(topic);
  for (const { name: topic, configs } of told.configs) maker.configure(topic, configs);
  for (const { id, doc } of maker.wanted.values()) nodes[id] = doc;
  const spots = [
    ...lists.map(({ text, list }, i) =>
      listSpot(
        text,
        list,
        listed[i]!.map((one) => ({ ...one, before: topicOf(nodes, one.node) })),
        broker,
      ),
    ),
    ...originSpots(maker.told.map((one) => ({ ...one, before: settingOf(nodes[one.node]!, one.field) }))),
  ];
  const findings: Finding[] = [...maker.renamed, ...topicFindings(Array.from(maker.wanted.values()), servers, broker), ...noRoom(maker.fullAt, broker)];
  return { broker, nodes, edges: {}, findings, spots };
}

const noRoom = (at: Span | undefined, broker: NodeId): Finding[] =>
  at === undefined
    ? []
    : [
        error(
          'kafka.tooMany',
          at,
          [broker],
          [`A design holds ${LIMITS.nodes} components; not every topic found room in it.`, `一个设计最多有 ${LIMITS.nodes} 个组件，部分主题没有放入。`],
        ),
      ];

function topicOf(nodes: Readonly<Record<NodeId, NodeDoc>>, id: NodeId | undefined): TopicDoc | undefined {
  const doc = id === undefined ? undefined : nodes[id];
  return doc?.kind === 'topic' ? doc : undefined;
}

/** Copies of a service are servers of their own only where each finds an id by itself. */
const serverCount = ({ brokers }: KafkaCluster): number =>
  brokers.reduce((n, { known, id }) => n + (id === undefined ? Math.max(1, known.service.replicas) : 1), 0);

class TopicMaker {
  readonly wanted = new Map<string, WantedTopic>();
  readonly told: Omit<Told, 'before'>[] = [];
  readonly renamed: Finding[] = [];
  /** Where the first topic stands that found no room. */
  fullAt: Span | undefined;
  readonly #defaults: TopicDoc;
  readonly #servers: number;
  readonly #ids: FreeIds;

  constructor({ brokers }: KafkaCluster, broker: NodeId, servers: number, ids: FreeIds) {
    const { properties } = brokers[0]!;
    const count = (key: string): number | undefined => uint(properties.get(key)?.value);
    this.#defaults = {
      ...newNode('topic', ''),
      partitions: count('num.partitions') ?? 1,
      replicationFactor: count('default.replication.factor') ?? 1,
      ...serverDefaults(properties),
      broker,
    };
    this.#servers = servers;
    this.#ids = ids;
  }

  list({ text, list }: ToldList): Omit<ListedTopic, 'before'>[] {
    return list.topics.map((topic) => {
      if (!isNamed(topic)) return { topic, node: undefined };
      const cleanup = topic.cleanup === undefined ? {} : readTopicSetting('cleanup.policy', topic.cleanup);
      return { topic, node: this.#make(topic.name, { partitions: topic.partitions, replicationFactor: topic.replicas, ...cleanup }, text.at) };
    });
  }

  command({ name, partitions, replicas, configs, by }: ToldTopic): void {
    if (name.text === undefined || name.text === '') return;
    const known = this.wanted.has(name.text);
    const id = this.#make(name.text, { partitions: uint(partitions?.text), replicationFactor: uint(replicas?.text) }, by.service.at);
    // What exists already is left as it is.
    if (known || id === undefined) return;
    this.#tell(id, 'name', name, (value) => (/^[\w.-]{1,249}$/.test(String(value)) ? String(value) : undefined));
    this.#tell(id, 'partitions', partitions, String);
    this.#tell(id, 'replicationFactor', replicas, String);
    this.configure(name.text, configs);
  }

  configure(name: string, configs: readonly (readonly [string, Value])[]): void {
    for (const [key, value] of configs) {
      const wanted = this.wanted.get(name);
      const settings = value.text === undefined ? undefined : readTopicSetting(key, value.text);
      if (wanted === undefined || settings === undefined) continue;
      this.#put(
        name,
        wanted.id,
        { ...wanted.doc, partitions: wanted.partitions, replicationFactor: wanted.replicas, minInsyncReplicas: wanted.minInsync, ...settings },
        wanted.at,
      );
      const field = FIELD_OF[key]!;
      this.#tell(wanted.id, field, value, (now) => writeTopicSetting(field, now));
    }
  }

  /** Undefined: the design is full. */
  #make(name: string, settings: { readonly [F in keyof TopicDoc]?: TopicDoc[F] | undefined }, at: WantedTopic['at']): NodeId | undefined {
    const known = this.wanted.get(name);
    if (known !== undefined) return known.id;
    // Room is kept for the services.
    if (this.#ids.nodeCount >= LIMITS.nodes - LIMITS.importServices) {
      this.fullAt ??= at;
      return undefined;
    }
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    const shown = this.#ids.name('topic', name);
    const id = this.#ids.node(shown);
    this.renamed.push(...renamed(name, shown, at, id));
    this.#put(name, id, { ...this.#defaults, ...given, name: shown }, at);
    return id;
  }

  /** A design holds no topic its broker could not: copies are at most one a server. What was asked for is kept for the findings. */
  #put(name: string, id: NodeId, doc: TopicDoc, at: WantedTopic['at']): void {
    const replicas = Math.max(1, doc.replicationFactor);
    const minInsync = Math.max(1, doc.minInsyncReplicas);
    const partitions = Math.max(1, doc.partitions);
    const copies = Math.min(replicas, this.#servers);
    const fit = { replicationFactor: copies, minInsyncReplicas: Math.min(minInsync, copies), partitions: Math.min(LIMITS.partitionsPerTopic, partitions) };
    this.wanted.set(name, { id, doc: { ...doc, ...fit }, partitions, replicas, minInsync, at });
  }

  #tell(node: NodeId, field: string, value: Value | undefined, write: Told['write']): void {
    if (value?.origin !== undefined) this.told.push({ origin: value.origin, node, field, write });
  }
}
