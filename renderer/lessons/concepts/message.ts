/** Message: a data packet with a size, a key and headers; each of them matters to somebody on the way. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { nodeIn, sizeBytes } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const PARTITIONS = [0, 1, 2, 3];
const keys = ({ design }: LessonNow) => nodeIn(design, 'shop', 'producer')?.keys.kind;
const size = ({ design }: LessonNow): number => {
  const doc = nodeIn(design, 'shop', 'producer')?.size;
  return doc?.kind === 'constant' ? sizeBytes(doc.value) : Number.NaN;
};
const filled = ({ run }: LessonNow, atLeast: number): number => PARTITIONS.filter((p) => run.latest('orders', 'partitionEnd', p) >= atLeast).length;

export const message: Lesson = {
  id: 'message',
  chapter: 'concepts',
  title: { en: 'Message', zh: 'Message（消息体）' },
  summary: { en: 'A packet with a size, a key and headers: what each of them decides.', zh: '一个数据包，有大小、键和消息头：它们各自决定什么。' },
  scenario: designOf({
    title: { en: 'Lesson: message', zh: '课程：消息体' },
    horizon: '15s',
    nodes: {
      shop: at(0, 144, 'producer', 'shop', {
        load: { kind: 'constant', rate: '50/s' },
        arrivals: 'even',
        variants: [
          { weight: 1, headers: { region: 'eu' } },
          { weight: 3, headers: { region: 'us' } },
        ],
      }),
      kafka: frameAt(288, -16, { width: 272, height: 208 }, 'kafka', { profile: 'kafka-4.0', nicBandwidth: '20Mbit/s' }),
      orders: at(320, 48, 'topic', 'orders', { broker: 'kafka', partitions: 4 }),
      activemq: frameAt(288, 224, { width: 272, height: 208 }, 'activemq', { profile: 'activemq-5.17', nicBandwidth: '100Mbit/s' }),
      news: at(320, 288, 'broadcast', 'news', { broker: 'activemq' }),
      workers: at(640, 48, 'consumer', 'workers', { count: 4, workTime: { kind: 'constant', value: '2ms' }, group: 'workers', offsetReset: 'earliest' }),
      europe: at(640, 288, 'consumer', 'europe', { workTime: { kind: 'constant', value: '2ms' } }),
    },
    edges: ['shop>orders', 'shop>news', 'orders>workers', 'news>europe'],
  }),
  steps: [
    {
      title: { en: 'Its size', zh: '大小' },
      text: {
        en: `A **message** is a packet of data in a fixed format that the protocol defines; the business data is inside it. \`shop\` sends each of its messages to two servers, so that you can see what either makes of it.

The first thing a message has is a **size**. Set the **Message size** of \`shop\` to \`64KiB\` and run. 50 a second are more than 3 MB/s: too much for the network card of \`kafka\`, which has 20 Mbit/s.`,
        zh: `**消息**是按照通信协议定义的固定格式编码的数据包，业务数据就封装在里面。\`shop\` 把每条消息同时发给两台服务器，好让你看看它们各自怎么对待它。

消息首先有**大小**。把 \`shop\` 的**消息大小**改为 \`64KiB\`，运行。每秒 50 条就超过 3 MB/s，\`kafka\` 的网卡只有 20 Mbit/s，吃不消。`,
      },
      hints: [
        {
          en: 'Select `shop`; under **Messages** at the right its size is constant: write `64KiB` as the **Value**.',
          zh: '选中 `shop`，右侧**消息**一组里大小为固定值，把**取值**填为 `64KiB`。',
        },
        { en: 'If a run was over already, press **Run again**.', zh: '如果之前的运行已经结束，点**重新运行**。' },
      ],
      goals: [
        { text: { en: 'A message is at least 64 KiB', zh: '一条消息至少 64 KiB' }, isMet: (now) => size(now) >= 64 * 1024 },
        {
          text: { en: 'Half of the messages take more than 300 ms to `workers`', zh: '一半的消息到 `workers` 要 300 ms 以上' },
          isMet: (now) => size(now) >= 64 * 1024 && now.run.highest('workers', 'latencyP50') >= 300_000,
          figure: ({ run }) => ({ value: run.highest('workers', 'latencyP50'), unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'Its key', zh: '键' },
      text: {
        en: `A message may have a **key**: what it is about, such as the customer. In Kafka the key chooses the partition, so all messages of one customer stay in order.

Make the messages small again (\`1KiB\`) and set the **Keys** of \`shop\` to **Random, all alike**. Run again: all four partitions of \`orders\` fill. Then try **One key for all** and run once more: one partition gets everything, and three of the four workers have nothing to do.`,
        zh: `消息可以带一个**键**，说明它和谁有关，比如哪位客户。在 Kafka 中，键决定进入哪个分区，于是同一位客户的消息保持顺序。

把消息改小（\`1KiB\`），再把 \`shop\` 的**消息键**设为**随机，概率相同**，重新运行：\`orders\` 的四个分区都有消息。然后换成**只有一个键**再运行一次：消息全挤进一个分区，四个 worker 里有三个没事做。`,
      },
      hints: [
        {
          en: '**Keys** is below the size, under **Messages**. How a message gets its key is fixed when a run begins: **Run again** each time.',
          zh: '**消息键**就在大小下面。键的取法在运行开始时定下，每次都要**重新运行**。',
        },
        { en: 'Select `orders`: the partitions are listed at the right, under **Inside**.', zh: '选中 `orders`，右侧**内部**一栏列出了各个分区。' },
      ],
      goals: [
        {
          text: { en: 'With many keys: at least 20 messages in each partition', zh: '键很多时：每个分区至少有 20 条消息' },
          isMet: (now) => keys(now) === 'uniform' && size(now) <= 4096 && !now.run.isStale && filled(now, 20) === PARTITIONS.length,
          figure: (now) => ({ value: filled(now, 20), of: PARTITIONS.length, unit: 'count' }),
        },
        {
          text: { en: 'With one key: at least 100 messages, all in one partition', zh: '只有一个键时：至少 100 条消息，全在一个分区' },
          isMet: (now) => keys(now) === 'single' && !now.run.isStale && filled(now, 100) === 1 && filled(now, 1) === 1,
        },
      ],
    },
    {
      title: { en: 'Its headers', zh: '消息头' },
      text: {
        en: `**Headers** are a label on the packet: names and values that can be read without opening it. \`shop\` writes \`region\` on each message, one in four for \`eu\`.

Kafka carries headers along and does not look at them. A JMS server such as ActiveMQ does: select \`europe\`, write \`region = 'eu'\` as its **Message selector**, and run again. Now it gets only those.`,
        zh: `**消息头**是贴在包裹上的标签：不用拆开就能读的名字和值。\`shop\` 给每条消息写上 \`region\`，四条里有一条是 \`eu\`。

Kafka 只把消息头带着走，不去看它。ActiveMQ 这样的 JMS 服务器会看：选中 \`europe\`，把**消息选择器**填为 \`region = 'eu'\`，重新运行。现在它只收到这一部分。`,
      },
      hints: [
        {
          en: "The selector is far down at the right, under **Selection**. Mind the quotes: `region = 'eu'`.",
          zh: "选择器在右侧靠下的**筛选**一组。注意引号：`region = 'eu'`。",
        },
      ],
      goals: [
        {
          text: { en: '`europe` has a selector', zh: '`europe` 设了选择器' },
          isMet: ({ design }) => (nodeIn(design, 'europe', 'consumer')?.selector.trim() ?? '') !== '',
        },
        {
          text: { en: 'It has received 20 messages, and fewer than half of all', zh: '它收到了 20 条消息，不到总数的一半' },
          isMet: ({ design, run }) =>
            (nodeIn(design, 'europe', 'consumer')?.selector.trim() ?? '') !== '' &&
            !run.isStale &&
            run.latest('europe', 'processed') >= 20 &&
            run.latest('europe', 'processed') * 2 < run.latest('shop', 'offered'),
          figure: ({ run }) => ({ value: run.latest('europe', 'processed'), of: 20, unit: 'count' }),
        },
      ],
    },
    exportStep({
      en: 'The project has a Kafka server with the topic `orders` and its four partitions. The notes say what it does not have, the ActiveMQ half among them.',
      zh: '项目里有一台 Kafka 服务器，主题 `orders` 和它的四个分区都在。没有导出的部分写在说明里，包括 ActiveMQ 这一半。',
    }),
  ],
  closing: {
    en: `The size is paid for by networks and disks, the key decides who goes with whom and in which order, headers let a server choose without understanding the content. The business data itself concerns nobody on the way.`,
    zh: `大小由网络和磁盘买单；键决定谁和谁在一起、按什么顺序；消息头让服务器不懂内容也能挑选。至于业务数据本身，一路上没有人关心。`,
  },
};
