/** Broker: the server that takes messages in and passes them on, and has only so many hands for it. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { nodeIn, ratePerSec } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const isOnServer = ({ design }: LessonNow): boolean => nodeIn(design, 'orders', 'queue')?.broker === 'mq';
const p95 = ({ run }: LessonNow): number => run.latest('packer', 'latencyP95');
const rate = ({ design }: LessonNow): number => {
  const load = nodeIn(design, 'shop', 'producer')?.load;
  return load?.kind === 'constant' ? ratePerSec(load.rate) : Number.NaN;
};

export const broker: Lesson = {
  id: 'broker',
  chapter: 'concepts',
  title: { en: 'Broker', zh: 'Broker（消息服务器）' },
  summary: { en: 'The server of a message queue has a limited number of hands.', zh: '消息队列的服务器，干活的手是有限的。' },
  scenario: designOf({
    title: { en: 'Lesson: broker', zh: '课程：Broker' },
    horizon: '60s',
    nodes: {
      shop: at(0, 64, 'producer', 'shop', { load: { kind: 'constant', rate: '200/s' } }),
      mq: frameAt(272, 176, { width: 304, height: 208 }, 'mq', { threads: 1, costPerRequest: '1.5ms' }),
      orders: at(320, 0, 'queue', 'orders'),
      packer: at(640, 64, 'consumer', 'packer', { count: 4, workTime: { kind: 'constant', value: '2ms' }, prefetch: 20 }),
    },
    edges: ['shop>orders', 'orders>packer'],
  }),
  steps: [
    {
      title: { en: 'A queue needs a server', zh: '队列要有服务器' },
      text: {
        en: `The **broker** is the message server: simply the server of an MQ; the word comes from ActiveMQ. Producers send to it, consumers fetch from it.

Here the queue \`orders\` still floats beside the broker \`mq\`, and so it is served at no cost: too good to be true. Drag it into the frame of \`mq\`, or choose **mq** as its **Broker** at the right. Then run and watch how busy \`mq\` is.`,
        zh: `**Broker** 就是消息服务器，通俗地说就是 MQ 的服务器，这个叫法来自 ActiveMQ。生产者往它那里发，消费者从它那里取。

现在队列 \`orders\` 还漂在消息服务器 \`mq\` 的外面，处理请求不花任何代价：好得不真实。把它拖进 \`mq\` 的框里，或在右侧把**消息服务器**选为 **mq**。然后运行，看看 \`mq\` 有多忙。`,
      },
      hints: [
        { en: 'Select `orders`; **Broker** is at the right under **Storage**.', zh: '选中 `orders`，右侧**存储**一组里有**消息服务器**。' },
        {
          en: 'If a run is going on already, start it anew: a queue does not move while messages are in it.',
          zh: '如果已经在运行，需要重新运行：装着消息的队列不会中途搬家。',
        },
      ],
      goals: [
        { text: { en: '`orders` is on the broker `mq`', zh: '`orders` 在消息服务器 `mq` 上' }, isMet: isOnServer },
        {
          text: { en: '`mq` has handled 500 requests', zh: '`mq` 处理了 500 个请求' },
          isMet: ({ run }) => run.latest('mq', 'requests') >= 500,
          figure: ({ run }) => ({ value: run.latest('mq', 'requests'), of: 500, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'When the hands are full', zh: '手不够用的时候' },
      text: {
        en: `Each message is at least two requests to the broker: one to take it in, one to settle it when it is done. \`mq\` has one thread and needs 1.5 ms for each, so about 660 requests a second are all it can do.

Let the **Rate** of \`shop\` be 500/s; that takes effect at once. Requests now wait for the thread, and every message takes longer and longer, though \`packer\` has plenty of time.`,
        zh: `每条消息至少要向消息服务器发两个请求：一个收下它，一个在处理完后确认它。\`mq\` 只有一个线程，每个请求 1.5 ms，每秒最多大约 660 个。

把 \`shop\` 的**速率**改为 500/s，立即生效。请求开始排队等线程，消息越来越慢，而 \`packer\` 其实很闲。`,
      },
      hints: [
        {
          en: 'Select `shop`; the rate is the first field of **Load**. Let the run go on for a few seconds.',
          zh: '选中 `shop`，**负载**一组里就有速率。让它继续跑几秒。',
        },
        { en: 'Latency is in the chart of that name, or on `packer` itself as p95.', zh: '延迟可以看延迟图，也可以看 `packer` 上的 p95。' },
      ],
      goals: [
        { text: { en: '`shop` sends at least 400 messages a second', zh: '`shop` 每秒至少发送 400 条消息' }, isMet: (now) => rate(now) >= 400 },
        {
          text: { en: 'Of a hundred messages at `packer`, five take longer than 500 ms', zh: '`packer` 处的延迟 p95 超过 500 ms' },
          isMet: (now) => isOnServer(now) && rate(now) >= 400 && p95(now) >= 500_000,
          figure: (now) => ({ value: p95(now), unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'More hands', zh: '多几只手' },
      text: {
        en: `Select \`mq\` and give it 4 **Threads** or more. It works off the requests that wait, and latency comes down again, with the same load and the same consumer.

A broker is shared: every queue and topic on it uses the same threads, network card and disk.`,
        zh: `选中 \`mq\`，把**线程数**设为 4 或更多。排队的请求很快处理完，延迟降回来：负载没变，消费者也没变。

消息服务器是大家共用的：它上面的所有队列和主题，用的是同样的线程、网卡和磁盘。`,
      },
      hints: [
        { en: 'Click the top line of the frame `mq` to select it.', zh: '点击 `mq` 方框的标题行即可选中它。' },
        { en: 'Wait a few seconds until what has piled up is gone.', zh: '等几秒，让积下的请求处理完。' },
      ],
      goals: [
        { text: { en: '`mq` has at least 4 threads', zh: '`mq` 至少有 4 个线程' }, isMet: ({ design }) => (nodeIn(design, 'mq', 'broker')?.threads ?? 0) >= 4 },
        {
          text: { en: 'Still 400 messages a second, and p95 is below 50 ms', zh: '仍是每秒 400 条以上，p95 低于 50 ms' },
          isMet: (now) => isOnServer(now) && rate(now) >= 400 && (nodeIn(now.design, 'mq', 'broker')?.threads ?? 0) >= 4 && p95(now) < 50_000,
          figure: (now) => ({ value: p95(now), unit: 'duration' }),
        },
      ],
    },
    exportStep({
      en: 'In the project, `mq` is a RabbitMQ server and `orders` a queue on it. How fast your own server is, only a measurement on it can say: the README names what the export leaves out.',
      zh: '在导出的项目里，`mq` 是一台 RabbitMQ 服务器，`orders` 是上面的队列。你的服务器到底多快，只有实测才知道；导出没有包含的内容，README 里有说明。',
    }),
  ],
  closing: {
    en: `A broker is a server like any other: each request costs it something, and when its threads are busy everybody who talks to it waits. A slow flow is not always the consumer’s fault; look at the broker too.`,
    zh: `消息服务器和别的服务器没有两样：每个请求都有开销，线程占满了，所有跟它打交道的人都要等。消息变慢不一定怪消费者，也看看消息服务器。`,
  },
};
