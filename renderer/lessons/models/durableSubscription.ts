/** The contrast: a subscription that the server keeps while its subscriber is away. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const got = ({ run }: LessonNow, id: string): number => run.latest(id, 'processed') || 0;
const published = ({ run }: LessonNow): number => run.latest('newsroom', 'offered');
const isDurable = ({ design }: LessonNow): boolean => nodeIn(design, 'archive', 'consumer')?.subscription === 'durable';
const CRASH = { kind: 'clientCrash', at: '3s', for: '3s', moment: 'now' } as const;

export const durableSubscription: Lesson = {
  id: 'durable-subscription',
  chapter: 'models',
  title: { en: 'Durable subscription', zh: '持久订阅' },
  summary: { en: 'The server keeps messages for a subscriber that is away, and what that costs.', zh: '订阅者不在时由服务器保存消息，以及这样做的代价。' },
  scenario: designOf({
    title: { en: 'Lesson: durable subscription', zh: '课程：持久订阅' },
    horizon: '12s',
    nodes: {
      newsroom: at(0, 80, 'producer', 'newsroom', { load: { kind: 'constant', rate: '50/s' }, arrivals: 'even' }),
      mq: frameAt(288, 0, { width: 272, height: 240 }, 'activemq', { profile: 'activemq-5.17', threads: 4 }),
      news: at(320, 80, 'broadcast', 'news', { broker: 'mq' }),
      web: at(640, 0, 'consumer', 'website', { workTime: { kind: 'constant', value: '4ms' } }),
      archive: at(640, 176, 'consumer', 'archive', { workTime: { kind: 'constant', value: '4ms' }, subscriptionName: 'archive' }),
    },
    edges: ['newsroom>news', 'news>web', 'news>archive'],
    faults: [
      { ...CRASH, target: 'archive' },
      { ...CRASH, target: 'web' },
    ],
  }),
  steps: [
    {
      title: { en: 'Both are away for a while', zh: '两个都离开一会儿' },
      text: {
        en: `\`website\` and \`archive\` subscribe to \`news\` on an ActiveMQ server. In this design both crash at 3 s and are back at 6 s; planned faults like these are listed under **Faults** when nothing is selected.

**Run** to the end. Neither has what was published in those three seconds. For a website that may do; an archive with a hole is none.`,
        zh: `\`website\` 和 \`archive\` 订阅了 ActiveMQ 服务器上的 \`news\`。这个设计安排两者在第 3 秒崩溃、第 6 秒恢复；什么都不选中时，右侧的**故障**列出了这些安排。

点击**运行**，跑到终点。那三秒里发布的，两个都没有。网站也许无所谓，归档缺一段可就不叫归档了。`,
      },
      hints: [{ en: 'A run lasts 12 s; a higher **Pace** makes it shorter.', zh: '一次运行 12 秒，把**速度**调高可以快一些。' }],
      goals: [
        {
          text: { en: 'At the end `archive` lacks 100 messages or more', zh: '结束时 `archive` 缺了 100 条以上' },
          isMet: (now) => !isDurable(now) && now.run.phase === 'ended' && published(now) - got(now, 'archive') >= 100,
          figure: (now) => ({ value: published(now) - got(now, 'archive'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'A subscription with a name', zh: '有名字的订阅' },
      text: {
        en: `Select \`archive\` and set its **Subscription** to **Durable**. The server now knows it by a name and stores what is published while it is away. Run again: from 3 s on messages pile up at \`news\`, and at 6 s \`archive\` catches up.

\`website\` still has its hole: each subscriber chooses for itself.`,
        zh: `选中 \`archive\`，把**订阅方式**设为**持久**。服务器用名字认得它，它不在时发布的消息会替它存着。重新运行：第 3 秒起消息积在 \`news\`，第 6 秒 \`archive\` 回来把它们补上。

\`website\` 仍然缺那一段：怎么订阅，各自选择。`,
      },
      hints: [
        {
          en: '**Subscription** is a group of its own at the right when `archive` is selected; its name is filled in already.',
          zh: '选中 `archive` 后，右侧有单独的**订阅**一组，订阅名称已经填好。',
        },
        { en: 'A subscription is made when a run begins: **Run again**, to the end.', zh: '订阅在运行开始时建立：点**重新运行**，跑到终点。' },
      ],
      goals: [
        { text: { en: 'The subscription of `archive` is durable', zh: '`archive` 的订阅是持久的' }, isMet: isDurable },
        {
          text: { en: 'The server stored 100 messages for it', zh: '服务器替它存过 100 条消息' },
          isMet: (now) => isDurable(now) && now.run.highest('news', 'depth') >= 100,
          figure: ({ run }) => ({ value: run.highest('news', 'depth'), of: 100, unit: 'count' }),
        },
        {
          text: { en: 'At the end `archive` lacks nothing, `website` 100 or more', zh: '结束时 `archive` 一条不缺，`website` 缺 100 条以上' },
          isMet: (now) =>
            isDurable(now) &&
            !now.run.isStale &&
            now.run.phase === 'ended' &&
            published(now) - got(now, 'archive') <= 2 &&
            published(now) - got(now, 'web') >= 100,
          figure: (now) => ({ value: published(now) - got(now, 'archive'), unit: 'count' }),
        },
      ],
    },
    exportStep({
      en: 'The project uses RabbitMQ, which has no durable subscription by that name: a durable queue bound to the exchange does the same. The notes in the window say what differs.',
      zh: '导出的项目用的是 RabbitMQ，它没有叫“持久订阅”的东西：绑定到交换机的持久队列起同样的作用。窗口里的说明写了有哪些不同。',
    }),
  ],
  closing: {
    en: `A durable subscription moves the waiting from the subscriber to the server. Mind its price: if the subscriber never comes back, the server stores for it without end. Somebody has to delete a subscription that nobody needs any more.

Kafka turns this round: it keeps the messages for everyone, for a fixed time, and each reader remembers how far it has come.`,
    zh: `持久订阅把等待从订阅者挪到了服务器。代价也要看清：订阅者若再也不回来，服务器会一直替它存下去，没人要的订阅得有人删掉。

Kafka 反过来做：消息为所有人保存一段固定的时间，读到哪里由各个读者自己记着。`,
  },
};
