/** Point to point: a message goes to one receiver and is gone. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { edgeBetween } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const done = ({ run }: LessonNow, id: string): number => run.latest(id, 'processed') || 0;
const isShared = ({ design }: LessonNow): boolean => edgeBetween(design, 'orders', 'a') !== undefined && edgeBetween(design, 'orders', 'b') !== undefined;

export const pointToPoint: Lesson = {
  id: 'point-to-point',
  chapter: 'models',
  title: { en: 'Point to point', zh: '点对点模型' },
  summary: { en: 'Each message goes to one receiver; once consumed it is gone.', zh: '每条消息只给一个接收者，一旦被消费就不在了。' },
  scenario: designOf({
    title: { en: 'Lesson: point to point', zh: '课程：点对点模型' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { load: { kind: 'constant', rate: '70/s' }, arrivals: 'even' }),
      mq: frameAt(288, 0, { width: 272, height: 240 }, 'mq', { threads: 4 }),
      orders: at(320, 80, 'queue', 'orders', { broker: 'mq' }),
      a: at(640, 0, 'consumer', 'packer A', { workTime: { kind: 'constant', value: '20ms' }, prefetch: 1 }),
      b: at(640, 176, 'consumer', 'packer B', { workTime: { kind: 'constant', value: '20ms' }, prefetch: 1 }),
    },
    edges: ['shop>orders', 'orders>a'],
  }),
  steps: [
    {
      title: { en: 'Consumed and gone', zh: '消费了，就没了' },
      text: {
        en: `Point to point is the basic queue: think of Go’s channel. A **sender** puts messages into the **queue**, a **receiver** takes them out, and once a message is consumed it is no longer in the queue.

**Run**. \`packer A\` does 50 orders a second, \`shop\` sends 70. The queue holds only what nobody has taken yet; what is packed has left it.`,
        zh: `点对点模型就是基本的队列，可以把它想成 Go 的 channel：**发送者**把消息放进**队列**，**接收者**从中取出；消息一旦被消费，就不再在队列里。

点击**运行**。\`packer A\` 每秒处理 50 单，\`shop\` 每秒发 70 单。队列里只有还没人取走的消息，打包好的已经离开了。`,
      },
      hints: [{ en: 'Let it run for a few seconds. The tab **Ledger** tells where every message is.', zh: '让它跑几秒。**账本**里写着每条消息的去处。' }],
      goals: [
        {
          text: { en: '`packer A` has packed 150 orders', zh: '`packer A` 打包了 150 单' },
          isMet: (now) => done(now, 'a') >= 150,
          figure: (now) => ({ value: done(now, 'a'), of: 150, unit: 'count' }),
        },
        {
          text: { en: '50 orders wait in the queue', zh: '队列里有 50 单在等待' },
          isMet: ({ run }) => run.highest('orders', 'depth') >= 50,
          figure: ({ run }) => ({ value: run.latest('orders', 'depth'), of: 50, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Two share, nobody gets a copy', zh: '两个人分，没人拿副本' },
      text: {
        en: `Wire \`orders\` to \`packer B\` as well, while it runs. Both now **compete** for the messages: each order goes to one of them, never to both. Together they do 100 a second, and the backlog is worked off.

Look at the **Ledger**: what \`shop\` sent equals what is done, waiting and on its way. Not one order more.`,
        zh: `运行中把 \`orders\` 也连到 \`packer B\`。两个接收者**竞争**消息：每一单只给其中一个，不会两边都给。加起来每秒 100 单，积压很快消下去。

看看**账本**：\`shop\` 发出的，正好等于处理完的、等待的和路上的之和，一单不多。`,
      },
      hints: [
        { en: 'Drag from the dot at the right of `orders` to the dot at the left of `packer B`.', zh: '从 `orders` 右侧的圆点拖到 `packer B` 左侧的圆点。' },
        { en: 'If the run has ended meanwhile, **Run again**.', zh: '如果运行已经结束，点**重新运行**。' },
      ],
      goals: [
        { text: { en: '`orders` leads to both packers', zh: '`orders` 连到两个打包员' }, isMet: isShared },
        {
          text: { en: 'Both have packed 100 orders or more', zh: '两个人都打包了 100 单以上' },
          isMet: (now) => isShared(now) && done(now, 'a') >= 100 && done(now, 'b') >= 100,
          figure: (now) => ({ value: Math.min(done(now, 'a'), done(now, 'b')), of: 100, unit: 'count' }),
        },
        {
          text: { en: 'No order was packed twice, and the backlog is gone', zh: '没有一单打包两次，积压也没了' },
          isMet: (now) =>
            isShared(now) &&
            done(now, 'b') >= 100 &&
            now.run.latest('orders', 'depth') <= 3 &&
            now.run.latest('a', 'duplicates') + now.run.latest('b', 'duplicates') === 0 &&
            done(now, 'a') + done(now, 'b') <= now.run.latest('shop', 'offered'),
        },
      ],
    },
    exportStep({
      en: 'The project has a RabbitMQ server with the queue `orders`: both packers would read from the same one.',
      zh: '项目里有一台 RabbitMQ 服务器和队列 `orders`：两个打包员从同一个队列读取。',
    }),
  ],
  closing: {
    en: `Point to point spreads **work**: more receivers make it faster, and each message is done once. It is the wrong model as soon as two sides want to see the same message; for that there is publish/subscribe.`,
    zh: `点对点分摊的是**工作**：接收者越多越快，每条消息只做一次。如果同一条消息有两方都想看到，它就不合适了，那要用发布订阅。`,
  },
};
