/**
 * What `kafka-topics.sh --describe` prints, as a design: a cluster with the topics it has. Lines of all versions since 0.8: the early
 * ones write `PartitionCount:1`, those since 2.8 say a TopicId, the newest say Elr too. It tells the state of one moment, so what is
 * wrong at it (a partition without a leader, copies that are not in sync) is told as findings; the design has the cluster whole.
 */
import { LIMITS } from '../../base/limits.ts';
import { newNode } from '../../scenario/defaults.ts';
import type { NodeId, TopicDoc } from '../../scenario/scenario.ts';
import { Draft } from './draft.ts';
import type { ImportResult, Place, SourceFile } from './imported.ts';
import { importResult } from './importResult.ts';
import { readTopicSetting } from './kafka/topicSettings.ts';

/** Beginning of a topic's first line, and of a partition's. */
const TOPIC = /^\s*Topic:\s*(\S+)\s.*\bPartitionCount:/;
const PARTITION = /^\s*Topic:\s*(\S+)\s.*\bPartition:\s*\d/;
/** Longer lines are none of these. */
const LINE_MAX = 20_000;

/** Whether a text has such lines. */
export const isTopicList = (text: string): boolean => text.split('\n').some((line) => line.length <= LINE_MAX && TOPIC.test(line));

interface Described {
  readonly name: string;
  readonly place: Place;
  readonly partitions: number;
  readonly replicas: number;
  readonly configs: readonly (readonly [key: string, value: string, at: Place])[];
  readonly states: PartitionState[];
}
interface PartitionState {
  readonly place: Place;
  readonly partition: string;
  readonly leader: string;
  readonly replicas: readonly string[];
  readonly inSync: readonly string[];
}

export function importKafkaTopics(file: SourceFile): ImportResult {
  const topics = readLines(file);
  const first = topics[0];
  if (first === undefined) {
    const text = {
      en: 'There is no topic in it: lines that begin with “Topic:” and say a PartitionCount were expected.',
      zh: '其中没有主题：应有以“Topic:”开头并含 PartitionCount 的行。',
    };
    return { isOk: false, faults: [{ place: { file: file.path, line: 1, column: 1 }, text }] };
  }
  const draft = new Draft();
  const servers = new Set(topics.flatMap(({ states }) => states.flatMap(({ replicas }) => replicas)));
  const wanted = Math.max(1, servers.size, ...topics.map(({ replicas }) => replicas));
  const nodes = Math.min(LIMITS.serversPerBroker, wanted);
  const broker = draft.add({ ...newNode('broker', 'kafka'), profile: 'kafka-4.1', nodes }, first.place) ?? '';
  if (nodes < wanted) {
    draft.tell('kafkaTopics.servers', 'warning', first.place, [broker], {
      en: `The cluster has ${wanted} servers; a design has at most ${nodes}.`,
      zh: `集群有 ${wanted} 台服务器；设计中最多 ${nodes} 台。`,
    });
  }
  const reader = new TopicReader(draft, broker, nodes);
  for (const topic of topics) reader.add(topic);
  return importResult('kafkaTopics', [file], file.path, draft.part());
}

class TopicReader {
  readonly #draft: Draft;
  readonly #broker: NodeId;
  readonly #servers: number;

  constructor(draft: Draft, broker: NodeId, servers: number) {
    this.#draft = draft;
    this.#broker = broker;
    this.#servers = servers;
  }

  add(topic: Described): void {
    const { name, place } = topic;
    if (/^__(?:consumer_offsets|transaction_state|share_group_state|cluster_metadata)$/.test(name)) {
      return this.#draft.tell('kafkaTopics.internal', 'info', place, [], {
        en: `“${name}” is the cluster’s own and was left out.`,
        zh: `“${name}”是集群自用的主题，已略去。`,
      });
    }
    const partitions = clamp(topic.partitions, LIMITS.partitionsPerTopic);
    const replicationFactor = clamp(topic.replicas, this.#servers);
    let doc: TopicDoc = { ...newNode('topic', name), broker: this.#broker, partitions, replicationFactor };
    const unknown: string[] = [];
    for (const [key, value] of topic.configs) {
      const read = readTopicSetting(key, value);
      if (read === undefined) unknown.push(key);
      else doc = { ...doc, ...read };
    }
    const minInsyncReplicas = clamp(doc.minInsyncReplicas, replicationFactor);
    const id = this.#draft.add({ ...doc, minInsyncReplicas }, place);
    if (id === undefined) return;
    const at = topic.configs[0]?.[2] ?? place;
    if (partitions !== topic.partitions || replicationFactor !== topic.replicas) {
      this.#draft.tell('kafkaTopics.size', 'warning', place, [id], {
        en: `“${name}” has ${topic.partitions} partitions with ${topic.replicas} copies each; the design has ${partitions} with ${replicationFactor}.`,
        zh: `“${name}”有 ${topic.partitions} 个分区，每个 ${topic.replicas} 份；设计中为 ${partitions} 个分区，每个 ${replicationFactor} 份。`,
      });
    }
    if (minInsyncReplicas !== doc.minInsyncReplicas) {
      this.#draft.tell('kafkaTopics.minInsync', 'error', at, [id], {
        en: `“${name}” asks for ${doc.minInsyncReplicas} copies in sync and has ${replicationFactor}: with acks=all nothing can be written to it. The design asks for ${minInsyncReplicas}.`,
        zh: `“${name}”要求 ${doc.minInsyncReplicas} 份同步副本，却只有 ${replicationFactor} 份：acks=all 时无法写入。设计中要求 ${minInsyncReplicas} 份。`,
      });
    }
    if (unknown.length > 0) {
      const all = [...new Set(unknown)].slice(0, 20);
      this.#draft.tell('kafkaTopics.config', 'info', at, [id], {
        en: `Settings of “${name}” that are not simulated: ${all.join(', ')}.`,
        zh: `“${name}”的以下设置不参与模拟：${all.join('、')}。`,
      });
    }
    this.#state(topic, id);
  }

  #state({ name, states, replicas: factor }: Described, id: NodeId): void {
    const leaderless = states.filter(({ leader }) => !/^\d+$/.test(leader));
    const behind = states.filter(({ inSync, replicas }) => inSync.length < replicas.length || inSync.length < factor);
    const [dead, late] = [leaderless[0], behind[0]];
    if (dead !== undefined) {
      this.#draft.tell('kafkaTopics.leaderless', 'error', dead.place, [id], {
        en: `“${name}”: no leader of ${partitionsOf(leaderless)}; nobody could write to them or read from them.`,
        zh: `“${name}”：${partitionsOf(leaderless, 'zh')}没有主副本，无法读写。`,
      });
    }
    if (late === undefined) return;
    this.#draft.tell('kafkaTopics.underReplicated', 'warning', late.place, [id], {
      en: `“${name}”: not all copies of ${partitionsOf(behind)} were in sync. The design begins with all of them in sync.`,
      zh: `“${name}”：${partitionsOf(behind, 'zh')}的副本没有全部同步。设计从全部同步开始。`,
    });
  }
}

function partitionsOf(states: readonly PartitionState[], language: 'en' | 'zh' = 'en'): string {
  const shown = states.slice(0, 8).map(({ partition }) => partition);
  const rest = states.length > shown.length;
  return language === 'zh'
    ? `分区 ${shown.join('、')}${rest ? ` 等 ${states.length} 个` : ''}`
    : `partition${states.length === 1 ? '' : 's'} ${shown.join(', ')}${rest ? ` and ${states.length - shown.length} more` : ''}`;
}

const clamp = (n: number, max: number): number => Math.min(Math.max(1, n), max);

/** Topics in the order of the file; a second line for one that is there says its partitions' states only. */
function readLines({ path, text }: SourceFile): readonly Described[] {
  const topics = new Map<string, Described>();
  text.split('\n').forEach((raw, i) => {
    if (raw.length > LINE_MAX) return;
    const column = raw.length - raw.trimStart().length + 1;
    const place = { file: path, line: i + 1, column };
    const name = TOPIC.exec(raw)?.[1];
    if (name !== undefined && !topics.has(name)) {
      const count = (key: 'PartitionCount' | 'ReplicationFactor'): number => Number(/^\d{1,9}$/.exec(field(raw, key))?.[0] ?? 1);
      const begins = raw.search(/\bConfigs:/);
      const configs = configsOf(field(raw, 'Configs')).map(([key, value]) => [key, value, { ...place, column: begins + 1 }] as const);
      topics.set(name, { name, place, partitions: count('PartitionCount'), replicas: count('ReplicationFactor'), configs, states: [] });
    } else if (name === undefined) {
      const topic = topics.get(PARTITION.exec(raw)?.[1] ?? '');
      topic?.states.push({
        place,
        partition: field(raw, 'Partition'),
        leader: field(raw, 'Leader'),
        replicas: idsOf(field(raw, 'Replicas')),
        inSync: idsOf(field(raw, 'Isr')),
      });
    }
  });
  return [...topics.values()];
}

const KEYS = ['PartitionCount', 'ReplicationFactor', 'Configs', 'Partition', 'Leader', 'Replicas', 'Isr'] as const;
const FIELDS = new Map(KEYS.map((key) => [key, new RegExp(`\\b${key}:[ \\t]*(?![A-Za-z]+:)(\\S+)`)]));

/** The word behind `key:`; '' if there is none. */
const field = (line: string, key: (typeof KEYS)[number]): string => FIELDS.get(key)?.exec(line)?.[1] ?? '';

const idsOf = (text: string): string[] => text.split(',').filter((id) => /^\d+$/.test(id));

/** `a=1,b=x,y`: a comma that no name and = follow belongs to the value. */
const configsOf = (text: string): (readonly [string, string])[] =>
  text.split(/,(?=[a-z][a-z.]*=)/).flatMap((pair) => {
    const cut = pair.indexOf('=');
    return cut > 0 ? [[pair.slice(0, cut), pair.slice(cut + 1)] as const] : [];
  });
