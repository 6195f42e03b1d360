/** Publish/subscribe: a copy for everybody who is there, and nothing for who is not. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { durationUs, nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const got = ({ run }: LessonNow, id: string): number => run.latest(id, 'processed') || 0;
const isLate = ({ design }: LessonNow): boolean => durationUs(nodeIn(design, 'archive', 'consumer')?.startAt) >= 3_000_000;

export const publishSubscribe: Lesson = {
  id: 'publish-subscribe',
  chapter: 'models',
  title: { en: 'Publish and subscribe', zh: '发布订阅模型' },
  summary: { en: 'Every subscriber gets each message, if it is there when it is published.', zh: '每个订阅者都收到每条消息，前提是发布时它在场。' },
  scenario: designOf({
    title: { en: 'Lesson: publish and subscribe', zh: '课程：发布订阅模型' },
    horizon: '60s',
    nodes: {
      newsroom: at(0, 136, 'producer', 'newsroom', { load: { kind: 'constant', rate: '50/s' }, arrivals: 'even' }),
      mq: frameAt(288, 56, { width: 272, height: 240 }, 'mq', { threads: 4 }),
      news: at(320, 136, 'broadcast', 'news', { broker: 'mq' }),
      web: at(640, 0, 'consumer', 'website', { workTime: { kind: 'constant', value: '4ms' } }),
      app: at(640, 136, 'consumer', 'app', { workTime: { kind: 'constant', value: '4ms' } }),
      archive: at(640, 272, 'consumer', 'archive', { workTime: { kind: 'constant', value: '4ms' } }),
    },
    edges: ['newsroom>news', 'news>web', 'news>app', 'news>archive'],
  }),
  steps: [
    {
      title: { en: 'A copy for everyone', zh: '人手一份' },
      text: {
        en: `When several consumers shall all receive a message, point to point will not do. In **publish/subscribe** publishers send to a topic, and the system passes each message on to every subscriber, like a broadcast. It is the model used most.

**Run**: website, app and archive read the same news, and all get the same number of them.`,
        zh: `消息需要多个消费者都收到时，点对点就不够用了。**发布订阅**里，发布者把消息发到主题，系统把每条消息传递给所有订阅者，也就是广播。这是最常用的模型。

点击**运行**：website、app、archive 读的是同一份新闻，收到的条数一样多。`,
      },
      hints: [{ en: 'Just let it run for some seconds. **Ledger** counts the copies that were made.', zh: '让它跑几秒就好。**账本**里能看到复制了多少份。' }],
      goals: [
        {
          text: { en: 'Each of the three has received 100 messages', zh: '三个订阅者各收到 100 条消息' },
          isMet: (now) => Math.min(got(now, 'web'), got(now, 'app'), got(now, 'archive')) >= 100,
          figure: (now) => ({ value: Math.min(got(now, 'web'), got(now, 'app'), got(now, 'archive')), of: 100, unit: 'count' }),
        },
        {
          text: { en: 'The server has made 200 copies or more', zh: '服务器至少复制了 200 份' },
          isMet: ({ run }) => run.total('ledger.copied') >= 200,
          figure: ({ run }) => ({ value: run.total('ledger.copied'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Who comes late', zh: '来晚了' },
      text: {
        en: `Publisher and subscriber depend on each other in time: one has to subscribe **before** one can receive. The topic keeps nothing for those who are not there yet.

Let \`archive\` come late: set its **Connects at** to \`4s\`, and run again. What was published in the first four seconds it will never have.`,
        zh: `发布者和订阅者在时间上有依赖：必须**先**订阅，才能收到消息。主题不会为还没到场的人保存任何东西。

让 \`archive\` 迟到：把**上线时间**设为 \`4s\`，重新运行。前四秒发布的消息，它永远也得不到。`,
      },
      hints: [
        {
          en: 'Select `archive`; **Connects at** is the last field of **Work**. Then **Run again**.',
          zh: '选中 `archive`，**上线时间**是**处理**一组的最后一项。然后**重新运行**。',
        },
      ],
      goals: [
        { text: { en: '`archive` connects at 3 s or later', zh: '`archive` 在 3 秒之后才上线' }, isMet: isLate },
        {
          text: { en: 'It has received 20 messages, and 100 fewer than `website`', zh: '它收到了 20 条，比 `website` 少 100 条以上' },
          isMet: (now) => isLate(now) && got(now, 'archive') >= 20 && got(now, 'web') - got(now, 'archive') >= 100,
          figure: (now) => ({ value: got(now, 'archive') - got(now, 'web'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Who leaves for a moment', zh: '离开一会儿' },
      text: {
        en: `For the same reason a subscriber must keep running. While the design runs, select \`app\` and let it **crash** for 2 s (**Faults**, above the canvas). It comes back and goes on reading; what was published meanwhile it has missed.`,
        zh: `同样的道理，订阅者必须保持运行。运行中选中 \`app\`，用画布上方的**故障**让它**崩溃** 2 秒。它回来后继续接收，但这两秒里发布的已经错过。`,
      },
      hints: [
        {
          en: 'Start the run, select `app`, open **Faults**, choose **2 s**, then **Crash**.',
          zh: '先运行，选中 `app`，打开**故障**，选 **2 秒**，再点**崩溃**。',
        },
      ],
      goals: [
        {
          text: { en: '`app` crashed and is back', zh: '`app` 崩溃后又回来了' },
          isMet: ({ run }) => run.events('fault.started') > 0 && run.events('fault.ended') > 0,
        },
        {
          text: { en: 'It has 50 messages fewer than `website`', zh: '它比 `website` 少了 50 条以上' },
          isMet: (now) => now.run.events('fault.ended') > 0 && got(now, 'web') - got(now, 'app') >= 50,
          figure: (now) => ({ value: got(now, 'app') - got(now, 'web'), unit: 'count' }),
        },
      ],
    },
    exportStep({
      en: 'On RabbitMQ the topic is a fanout exchange. Each subscriber binds a queue of its own to it when it starts: that is the subscription.',
      zh: '在 RabbitMQ 上，这个主题是 fanout 交换机。每个订阅者启动时绑定一个自己的队列，这就是订阅。',
    }),
  ],
  closing: {
    en: `Publish/subscribe spreads **news**: everyone gets everything, as long as they are there. Two ways lead out of “as long as”: a server that keeps a subscription for somebody who is away (the next lesson), or one that keeps the messages, as Kafka does.`,
    zh: `发布订阅传播的是**消息本身**：人人都收到全部，只要在场。想绕开“只要在场”，有两条路：让服务器替不在的人保留订阅（下一课），或者像 Kafka 那样把消息保存下来。`,
  },
};
