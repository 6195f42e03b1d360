/** What an export to the imported files could not write, in both languages. Nothing is left out without one of these. */
import type { NodeDoc, NodeId } from '../../scenario/scenario.ts';
import type { BothTexts, Place, SharedPolicy } from './imported.ts';

export interface WriteNote {
  readonly code: 'simulation' | 'fields' | 'policy' | 'added' | 'removed' | 'edges' | 'shared' | 'conflict' | 'unreadable';
  readonly kind: 'changed' | 'missing';
  /** Nodes it is about, sorted; of the design, or of the files for what was taken out of it. */
  readonly nodes: readonly NodeId[];
  readonly place?: Place;
  readonly text: BothTexts;
}

/** Settings that only a simulation has, by kind; of clients all are. */
const SIMULATED: Readonly<Record<string, ReadonlySet<string> | 'all'>> = {
  producer: 'all',
  consumer: 'all',
  channel: 'all',
  broker: new Set([
    'interNodeLatency',
    'threads',
    'fsync',
    'costPerRequest',
    'costPerRecord',
    'costPerKiB',
    'preset',
    'nicBandwidth',
    'diskBandwidth',
    'pageCache',
  ]),
};
export function isSimulated({ kind }: NodeDoc, field: string | undefined): boolean {
  const fields = SIMULATED[kind];
  return fields === 'all' || (field !== undefined && fields?.has(field) === true);
}

/** As the inspector calls them. */
const FIELDS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  name: ['name', '名称'],
  broker: ['broker', '消息服务器'],
  partitions: ['partitions', '分区数'],
  replicationFactor: ['replicas', '副本数'],
  retentionTime: ['how long messages are kept', '保留时间'],
  retentionBytes: ['how many bytes are kept', '保留大小'],
  segmentBytes: ['segment size', '段大小'],
  segmentTime: ['segment time', '段时长'],
  cleanup: ['what becomes of old messages', '旧消息的处理'],
  minInsyncReplicas: ['in-sync copies', '最少同步副本'],
  uncleanElection: ['leader not in sync', '非同步副本当选'],
  maxLength: ['longest length', '最大长度'],
  maxBytes: ['largest size', '最大字节数'],
  overflow: ['what happens when it is full', '队列满时的处理'],
  messageTtl: ['time to live', '存活时间'],
  deliveryLimit: ['delivery limit', '投递次数上限'],
  type: ['type', '类型'],
  durable: ['durable', '持久性'],
  maxPriority: ['highest priority', '最高优先级'],
  singleActive: ['single active consumer', '单一活动消费者'],
  exclusive: ['exclusive', '独占'],
  expires: ['when it ends unused', '闲置后删除'],
  deadLetterStrategy: ['dead letters', '死信'],
  nodes: ['servers', '服务器数'],
  profile: ['rules', '遵循的规则'],
  role: ['role', '角色'],
  image: ['image', '镜像'],
  uses: ['what it uses', '所用的服务'],
};
const field = (name: string, language: 0 | 1): string => FIELDS[name]?.[language] ?? name;

export const writeNote = {
  simulation: (): WriteNote => ({
    code: 'simulation',
    kind: 'missing',
    nodes: [],
    text: {
      en: 'Positions, load, work times, faults and the costs of servers belong to the simulation: they are in the design, not in these files.',
      zh: '位置、负载、处理时间、故障与服务器开销只属于模拟：保存在设计中，不写入这些文件。',
    },
  }),
  fields: (node: NodeId, name: string, fields: readonly string[]): WriteNote => ({
    code: 'fields',
    kind: 'missing',
    nodes: [node],
    text: {
      en: `“${name}” was changed in the design (${fields.map((f) => field(f, 0)).join(', ')}); these files have no place to write it.`,
      zh: `设计中修改了“${name}”（${fields.map((f) => field(f, 1)).join('、')}），但这些文件中没有可写入的位置。`,
    },
  }),
  policy: (node: NodeId, name: string, fields: readonly string[], { name: policy, place, isOperator }: SharedPolicy): WriteNote => ({
    code: 'policy',
    kind: 'missing',
    nodes: [node],
    place: { file: place.file, line: place.line, column: place.column },
    text: {
      en: `“${name}” was changed in the design (${fields.map((f) => field(f, 0)).join(', ')}); policy “${policy}” gives this, ${isOperator ? 'and it is an operator’s' : 'and it holds for more than this queue'}: it was left as it is.`,
      zh: `设计中修改了“${name}”（${fields.map((f) => field(f, 1)).join('、')}），但这由策略“${policy}”给出，${isOperator ? '它是运维策略' : '它不只对这个队列有效'}：保持原样。`,
    },
  }),
  added: (node: NodeId, name: string): WriteNote => ({
    code: 'added',
    kind: 'missing',
    nodes: [node],
    text: { en: `“${name}” was added to the design; these files have no place to write it.`, zh: `设计中新增了“${name}”，但这些文件中没有可写入的位置。` },
  }),
  removed: (node: NodeId, name: string): WriteNote => ({
    code: 'removed',
    kind: 'missing',
    nodes: [node],
    text: { en: `“${name}” was taken out of the design; it is still in these files.`, zh: `设计中删除了“${name}”，但它仍在这些文件中。` },
  }),
  edges: (nodes: readonly NodeId[], names: readonly string[]): WriteNote => ({
    code: 'edges',
    kind: 'missing',
    nodes,
    text: {
      en: `Connections were changed in the design, and could not be written: ${names.join(', ')}.`,
      zh: `设计中的以下连线有改动，未能写入：${names.join('、')}。`,
    },
  }),
  shared: (place: Place): WriteNote => ({
    code: 'shared',
    kind: 'missing',
    nodes: [],
    place,
    text: {
      en: `Line ${place.line} of ${place.file} comes from a variable, an alias or another service, and was left as it is.`,
      zh: `${place.file} 第 ${place.line} 行的值来自变量、别名或其他服务，保持原样。`,
    },
  }),
  conflict: (place: Place): WriteNote => ({
    code: 'conflict',
    kind: 'missing',
    nodes: [],
    place,
    text: {
      en: `Line ${place.line} of ${place.file} would have to say two things at once, and was left as it is.`,
      zh: `${place.file} 第 ${place.line} 行需要同时表示两种内容，保持原样。`,
    },
  }),
  unreadable: (): WriteNote => ({
    code: 'unreadable',
    kind: 'missing',
    nodes: [],
    text: { en: 'The imported files could not be read again; they are given as they were.', zh: '无法重新读取导入的文件，按原样给出。' },
  }),
};
