/** Issues as plain sentences in both languages. A template names its parameters in braces; kinds of node are translated. */
import type { Issue, IssueCode } from './issues.ts';
import type { NodeKind } from './scenario.ts';

export type Language = 'en' | 'zh';
type Wording = Readonly<Record<Language, string>>;

const TEXTS: Readonly<Record<IssueCode, Wording>> = {
  'file.tooLarge': { en: 'The file is too large: {size} bytes, at most {max} are read.', zh: '文件过大：{size} 字节，最多读取 {max} 字节。' },
  'file.notJson': { en: 'This is not valid JSON: it breaks at line {line}, column {column}.', zh: '不是有效的 JSON：第 {line} 行第 {column} 列出错。' },
  'file.tooDeep': { en: 'The file nests {depth} levels deep; at most {max} are read.', zh: '文件嵌套 {depth} 层，最多读取 {max} 层。' },
  'file.notScenario': { en: 'This is not a Spillway scenario: "format" must be "spillway".', zh: '这不是 Spillway 场景文件："format" 应为 "spillway"。' },
  'file.newerVersion': {
    en: 'The file has format version {version}; this program reads up to version {known}. Use a newer Spillway.',
    zh: '文件的格式版本是 {version}，本程序最高支持版本 {known}，请使用更新的 Spillway。',
  },
  'recording.notRecording': {
    en: 'This is not a recorded run: "format" must be "spillway-recording".',
    zh: '这不是运行录制文件："format" 应为 "spillway-recording"。',
  },
  'recording.target': {
    en: 'The design in force then has nothing named "{id}" that this could be done to.',
    zh: '当时的设计中没有可以这样操作的 "{id}"。',
  },
  'schema.missing': { en: 'The field "{field}" is missing.', zh: '缺少字段 "{field}"。' },
  'schema.unknownField': { en: 'The field "{field}" is unknown here.', zh: '此处没有字段 "{field}"。' },
  'schema.unknownKind': { en: '"{got}" is not known here; it can be: {allowed}.', zh: '此处不能是 "{got}"，可选：{allowed}。' },
  'schema.type': { en: 'The value has the wrong type: {got} instead of {expected}.', zh: '值的类型不对：应为 {expected}，实为 {got}。' },
  'schema.range': { en: '{value} is out of range: it must lie between {min} and {max}.', zh: '{value} 超出范围：应在 {min} 与 {max} 之间。' },
  'schema.text': { en: 'The text is too long: at most {max} characters.', zh: '文字过长：最多 {max} 个字符。' },
  'quantity.duration': { en: '"{text}" is not a duration; write it like 250ms or 1.5s.', zh: '"{text}" 不是时长；写法如 250ms 或 1.5s。' },
  'quantity.rate': { en: '"{text}" is not a rate; write it like 500/s or 10k/s.', zh: '"{text}" 不是速率；写法如 500/s 或 10k/s。' },
  'quantity.bandwidth': {
    en: '"{text}" is not a bandwidth; write it like 1Gbit/s or 500MB/s.',
    zh: '"{text}" 不是带宽；写法如 1Gbit/s 或 500MB/s。',
  },
  'quantity.bytes': { en: '"{text}" is not a size; write it like 512B or 16KiB.', zh: '"{text}" 不是大小；写法如 512B 或 16KiB。' },
  'quantity.count': { en: '{value} is not a whole number.', zh: '{value} 不是整数。' },
  'quantity.negative': { en: '"{text}" is negative; it must be zero or more.', zh: '"{text}" 是负数；不能小于零。' },
  'quantity.range': { en: '"{text}" is out of range: it must lie between {min} and {max}.', zh: '"{text}" 超出范围：应在 {min} 与 {max} 之间。' },
  'limit.exceeded': { en: 'Too many {what}: {count}, at most {max}.', zh: '{what}过多：{count}，最多 {max}。' },
  'name.empty': { en: 'This {kind} needs a name.', zh: '这个{kind}还没有名称。' },
  'name.duplicate': { en: 'Another {kind} is already named "{name}".', zh: '已有另一个{kind}名为 "{name}"。' },
  'name.characters': { en: 'The name contains characters that cannot be shown.', zh: '名称含有无法显示的字符。' },
  'id.invalid': {
    en: '"{id}" cannot be an id: use 1 to 64 letters, digits and . : _ -',
    zh: '"{id}" 不能用作标识：请用 1 到 64 个字母、数字或 . : _ -',
  },
  'edge.dangling': { en: 'The connection ends at "{node}", which does not exist.', zh: '连线的一端 "{node}" 不存在。' },
  'edge.self': { en: 'A node cannot be connected to itself.', zh: '节点不能连接自身。' },
  'edge.duplicate': { en: '"{from}" and "{to}" are already connected.', zh: '"{from}" 与 "{to}" 已经相连。' },
  'edge.notAllowed': {
    en: 'Records cannot flow from a {from} to a {to}. Producers and consumers send to a destination; a destination delivers to consumers; an exchange routes to queues and exchanges; a queue passes its dead letters to either.',
    zh: '消息不能从{from}流向{to}。生产者和消费者发往目的地，目的地投递给消费者，交换机路由到队列或交换机，队列的死信也可转给二者。',
  },
  'broker.unknown': { en: 'The broker "{broker}" does not exist.', zh: '消息服务器 "{broker}" 不存在。' },
  'broker.cannotHold': {
    en: '"{broker}" follows the rules of {profile}, which has no such thing as a {kind}.',
    zh: '"{broker}" 遵循 {profile} 的规则，其中没有{kind}。',
  },
  'broker.notABroker': { en: '"{broker}" is a {kind}, not a broker.', zh: '"{broker}" 是{kind}，不是消息服务器。' },
  'topic.replication': {
    en: '{factor} copies need {factor} servers; the broker has {servers}.',
    zh: '{factor} 个副本需要 {factor} 台服务器，而该消息服务器只有 {servers} 台。',
  },
  'topic.minInsync': {
    en: '{min} in-sync copies can never be: there are {factor} of each partition.',
    zh: '每个分区只有 {factor} 个副本，同步副本不可能达到 {min} 个。',
  },
  'producer.idempotence': {
    en: 'Idempotence needs acknowledgement by all replicas, at least one retry and at most 5 requests in flight.',
    zh: '幂等要求 acks 为 all、至少重试一次、未应答请求不超过 5 个。',
  },
  'producer.deliveryTimeout': {
    en: 'The delivery timeout {timeout} is shorter than linger and request timeout together.',
    zh: '投递超时 {timeout} 短于等待凑批时间与请求超时之和。',
  },
  'consumer.mixedSources': {
    en: 'This consumer already reads from a {has}; it cannot also read from a {adds}. Use a second consumer.',
    zh: '该消费者已从{has}读取，不能同时从{adds}读取，请另建一个消费者。',
  },
  'consumer.groupDisagrees': {
    en: 'Members of the group "{group}" must use one assignor: here {assignor}, but {others} at "{other}".',
    zh: '消费组 "{group}" 的成员须用同一种分配策略：此处为 {assignor}，"{other}" 为 {others}。',
  },
  'jms.only': {
    en: 'Only JMS has this ({field}), and none of its connections leads to a server that follows ActiveMQ.',
    zh: '这是 JMS 独有的设置（{field}），而它的连线都不通向遵循 ActiveMQ 的服务器。',
  },
  'jms.mixed': {
    en: '"{name}" reads from a server that follows ActiveMQ and from one that does not. Use a second consumer.',
    zh: '"{name}" 既从遵循 ActiveMQ 的服务器读取，又从别的服务器读取，请另建一个消费者。',
  },
  'jms.onDelivery': {
    en: 'JMS has no acknowledgement on delivery: choose one of its four modes.',
    zh: 'JMS 没有“投递即确认”，请选用它的四种确认模式之一。',
  },
  'jms.durableName': { en: 'A durable subscription needs a name.', zh: '持久订阅需要一个名称。' },
  'jms.durableInstances': {
    en: 'A durable subscription has one consumer at a time: of the {count} instances, all but one are refused.',
    zh: '一个持久订阅同一时刻只能有一个消费者：{count} 个实例中只有一个能连上，其余都会被拒绝。',
  },
  'jms.servers': {
    en: 'ActiveMQ Classic has no clusters: a broker is one server, not {nodes}. Draw a broker for each.',
    zh: 'ActiveMQ Classic 没有集群：一个消息服务器就是一台，而不是 {nodes} 台。请分别画出每一台。',
  },
  'jms.notInActiveMq': {
    en: 'ActiveMQ has no such setting of a queue ({field}). It is applied all the same.',
    zh: 'ActiveMQ 的队列没有这项设置（{field}），此处仍会生效。',
  },
  'selector.unexpected': {
    en: 'The selector does not parse: "{found}" at character {at} cannot stand there.',
    zh: '选择器无法解析：第 {at} 个字符处不应是 "{found}"。',
  },
  'selector.unfinished': {
    en: 'The selector does not parse: it ends too early, at character {at}.',
    zh: '选择器无法解析：在第 {at} 个字符处意外结束。',
  },
  'selector.type': {
    en: 'The selector does not parse: "{found}" at character {at} has the wrong type for what is asked of it.',
    zh: '选择器无法解析：第 {at} 个字符处的 "{found}" 类型不符。',
  },
  'selector.tooDeep': {
    en: 'The selector does not parse: too many brackets within brackets, at character {at}.',
    zh: '选择器无法解析：第 {at} 个字符处括号嵌套过深。',
  },
  'consumer.heartbeat': {
    en: 'The heartbeat interval {heartbeat} must be shorter than the session timeout {session}: the member would be taken for dead.',
    zh: '心跳间隔 {heartbeat} 须小于会话超时 {session}，否则成员会被当作已失效。',
  },
  'topic.unkeyed': {
    en: '"{producer}" sends messages without a key, and "{topic}" is compacted: all of them are refused.',
    zh: '"{producer}" 发送没有键的消息，而 "{topic}" 启用了压缩：这些消息全部会被拒收。',
  },
  'load.amplitude': {
    en: 'The amplitude {amplitude} is larger than the mean {mean}: the rate would fall below zero.',
    zh: '振幅 {amplitude} 大于均值 {mean}：速率会小于零。',
  },
  'load.empty': { en: 'The load needs at least one step, point or row.', zh: '负载至少需要一个阶段、一个点或一行数据。' },
  'load.order': { en: 'The lowest rate {low} is larger than the highest {high}.', zh: '最低速率 {low} 大于最高速率 {high}。' },
  'load.noCycle': { en: 'The cycle has no length: one of its four times must be above zero.', zh: '一个周期没有长度：四段时间中至少要有一段大于零。' },
  'load.states': {
    en: 'Each of {min} to {max} states needs one rate and one time: here are {rates} rates and {holds} times.',
    zh: '应有 {min} 到 {max} 个状态，各有一个速率和一个时长；现有 {rates} 个速率、{holds} 个时长。',
  },
  'load.burstChanges': {
    en: 'The load would change its state some {changes} times in this run, at most {max} are kept: let its states last longer.',
    zh: '本次运行中负载会切换状态约 {changes} 次，最多支持 {max} 次：请让各状态持续更久。',
  },
  'load.backwards': { en: 'Row {row} is at {at}, before the row above it.', zh: '第 {row} 行的时刻 {at} 早于上一行。' },
  'load.transaction': {
    en: 'A transaction takes {transaction} messages, but {users} users wait for the answer to one each: it never commits.',
    zh: '一个事务要凑满 {transaction} 条消息，而 {users} 个用户各发一条后就等待应答：事务永远不会提交。',
  },
  'variants.weights': { en: 'None of these kinds of message has a weight above zero.', zh: '这些消息类型的权重都不大于零。' },
  'load.neverEnds': {
    en: 'The load never comes to an end: its last rate goes on, so the channel is never closed.',
    zh: '负载没有尽头：最后的速率会一直持续，因此通道永远不会关闭。',
  },
  'distribution.order': { en: 'The smallest value {min} is larger than the largest {max}.', zh: '最小值 {min} 大于最大值 {max}。' },
  'distribution.empty': { en: 'The distribution needs at least one value.', zh: '分布至少需要一个值。' },
  'distribution.weights': {
    en: 'Each of the {values} values needs one weight of zero or more, and one of them above zero; there are {weights}.',
    zh: '{values} 个值各需一个不小于零的权重，且至少一个大于零；现有 {weights} 个权重。',
  },
  'edge.loop': {
    en: '"{from}" forwards to "{to}", from where messages come back to it: what takes this way again and again piles up without end.',
    zh: '"{from}" 转发到 "{to}"，而消息又会从那里回到它：反复走这条路的消息会无限堆积。',
  },
  'edge.secondDeadLetter': {
    en: 'Dead letters of "{from}" already go to "{other}": a queue has one dead-letter connection.',
    zh: '"{from}" 的死信已转到 "{other}"：一个队列只能有一条死信连线。',
  },
  'edge.deadLetterBroker': {
    en: 'Dead letters stay on their broker: "{from}" and "{to}" must be on the same one.',
    zh: '死信不会离开所在的消息服务器："{from}" 与 "{to}" 须在同一个消息服务器上。',
  },
  'edge.bindingBroker': {
    en: 'An exchange knows only its own broker: "{from}" and "{to}" must be on the same one.',
    zh: '交换机只认识自己的消息服务器："{from}" 与 "{to}" 须在同一个消息服务器上。',
  },
  'edge.fieldMisplaced': { en: 'The field "{field}" says nothing on this connection.', zh: '字段 "{field}" 在这条连线上没有意义。' },
  'binding.none': { en: 'There is no binding: nothing of "{exchange}" goes this way.', zh: '没有绑定："{exchange}" 的消息不会走这条路。' },
  'binding.ignored': {
    en: '"{exchange}" is a {type} exchange, which does not look at {field}.',
    zh: '"{exchange}" 是 {type} 交换机，不看 {field}。',
  },
  'binding.never': {
    en: 'No message of "{exchange}" has any of no headers: this binding never matches.',
    zh: '没有列出任何头，“任一匹配”永远不成立："{exchange}" 的消息不会走这条路。',
  },
  'exchange.secondAlternate': {
    en: 'What "{exchange}" cannot route already goes to "{other}": an exchange has one alternate.',
    zh: '"{exchange}" 无法路由的消息已转到 "{other}"：一个交换机只能有一个备用交换机。',
  },
  'exchange.alternateRing': {
    en: '"{from}" leaves what it cannot route to "{to}", and in the end to itself.',
    zh: '"{from}" 把无法路由的消息交给 "{to}"，最后又回到自己。',
  },
  'exchange.bindingRing': {
    en: '"{from}" is bound to "{to}", and that back to it: each is asked once, so the way back does nothing.',
    zh: '"{from}" 绑定到 "{to}"，而后者又绑定回来：每个交换机只问一次，回来的绑定不起作用。',
  },
  'queue.quorumNeverTransient': { en: 'A quorum queue is always durable.', zh: '仲裁队列总是持久的。' },
  'queue.quorumNeverExclusive': { en: 'A quorum queue cannot be exclusive.', zh: '仲裁队列不能是独占队列。' },
  'queue.quorumNoPriorities': {
    en: 'A quorum queue takes no highest priority: only classic queues have one.',
    zh: '仲裁队列不接受最高优先级：只有经典队列可以设置。',
  },
  'queue.quorumOverflow': {
    en: 'A quorum queue cannot dead-letter what it refuses: it refuses the new message, or drops the oldest.',
    zh: '仲裁队列不能把拒收的消息转为死信：只能拒收新消息，或丢弃最旧的消息。',
  },
  'queue.quorumSystem': { en: '{profile} has no quorum queues: they are RabbitMQ’s.', zh: '{profile} 没有仲裁队列：它属于 RabbitMQ。' },
  'queue.atLeastOnce': {
    en: 'Dead letters are sent at least once only from a quorum queue that refuses new messages when it is full; otherwise at most once.',
    zh: '只有队列满时拒收新消息的仲裁队列才能让死信至少送达一次；否则最多一次。',
  },
  'queue.ownedByOne': {
    en: '"{name}" is exclusive: of the {count} connections that read from it only the first is let in.',
    zh: '"{name}" 是独占队列：{count} 个读取它的连接中，只有第一个能接入。',
  },
  'consumer.exclusiveInstances': {
    en: 'An exclusive consumer suffers no other: of {count} instances only the first is served.',
    zh: '独占消费者不容其他消费者：{count} 个实例中只有第一个会收到消息。',
  },
  'node.unconnected': { en: 'The {kind} "{name}" is not connected to anything.', zh: '{kind} "{name}" 没有任何连线。' },
  'fault.unknownTarget': { en: 'There is no node or connection "{target}".', zh: '没有节点或连线 "{target}"。' },
  'fault.wrongTarget': { en: 'This cannot happen to "{target}", only to: {allowed}.', zh: '这种故障不会发生在 "{target}" 上，只适用于：{allowed}。' },
  'fault.channelClient': {
    en: '"{name}" lives in one process with its channels and cannot crash alone.',
    zh: '"{name}" 与它的通道同在一个进程内，不会单独崩溃。',
  },
  'fault.noServer': { en: 'There is no server {server}: the cluster has servers 1 to {servers}.', zh: '没有第 {server} 个服务器：集群共有 {servers} 个。' },
  'fault.noInstance': { en: 'There is no instance {instance}: there are 1 to {count}.', zh: '没有第 {instance} 个实例：共有 {count} 个。' },
  'fault.moment': { en: '"{name}" never comes to the moment "{moment}".', zh: '"{name}" 不会经过 "{moment}" 这个时刻。' },
  'fault.tooLate': { en: 'The run ends at {horizon}, before this happens at {at}.', zh: '运行在 {horizon} 结束，早于故障时间 {at}。' },
  'objective.unknownNode': { en: 'The objective names the node "{node}", which does not exist.', zh: '目标所指的节点 "{node}" 不存在。' },
  'objective.notMeasured': { en: '{metric} is not measured for a {kind}.', zh: '{kind}没有 {metric} 这一指标。' },
  'objective.bound': { en: 'An objective on {metric} has exactly one bound: {bounds}.', zh: '{metric} 的目标要有且只有一个界限：{bounds}。' },
};

/** What to call a kind of node inside a sentence. */
export const KIND_NAMES: Readonly<Record<NodeKind | 'run', Wording>> = {
  broker: { en: 'broker', zh: '消息服务器' },
  topic: { en: 'topic', zh: '主题' },
  queue: { en: 'queue', zh: '队列' },
  exchange: { en: 'exchange', zh: '交换机' },
  broadcast: { en: 'broadcast', zh: '广播' },
  channel: { en: 'channel', zh: '通道' },
  producer: { en: 'producer', zh: '生产者' },
  consumer: { en: 'consumer', zh: '消费者' },
  external: { en: 'external service', zh: '外部服务' },
  run: { en: 'run', zh: '整个运行' },
};
const COUNTED: Readonly<Record<string, Wording>> = {
  nodes: { en: 'nodes', zh: '节点' },
  edges: { en: 'connections', zh: '连线' },
  partitions: { en: 'partitions', zh: '分区' },
  instances: { en: 'consumer instances', zh: '消费者实例' },
  entries: { en: 'entries', zh: '条目' },
  characters: { en: 'characters', zh: '字符' },
};
/** Where a parameter holds a word of ours, not of the person's: 'from' and 'to' hold kinds only where kinds are refused. */
function translate(code: IssueCode, name: string, value: string, language: Language): string {
  const isKind = name === 'kind' || name === 'has' || name === 'adds' || (code === 'edge.notAllowed' && (name === 'from' || name === 'to'));
  const words: Readonly<Record<string, Wording>> | undefined = isKind ? KIND_NAMES : name === 'what' ? COUNTED : undefined;
  return words !== undefined && Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value;
}

export function issueText(issue: Pick<Issue, 'code' | 'params'>, language: Language): string {
  return TEXTS[issue.code][language].replace(/\{(\w+)\}/g, (_, name: string) => translate(issue.code, name, String(issue.params[name] ?? '?'), language));
}
