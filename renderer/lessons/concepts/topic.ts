/** Topic: gathers the messages of several producers and gives each to every subscriber. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { edgeBetween } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const gathers = ({ design }: LessonNow): boolean =>
  edgeBetween(design, 'returns', 'events') !== undefined && edgeBetween(design, 'orders', 'events') !== undefined;
const isRead = ({ design }: LessonNow): boolean => edgeBetween(design, 'events', 'stats') !== undefined && edgeBetween(design, 'events', 'mail') !== undefined;

export const topic: Lesson = {
  id: 'topic',
  chapter: 'concepts',
  title: { en: 'Topic', zh: 'Topic（主题）' },
  summary: { en: 'Many send to it, many subscribe to it, and each subscriber gets everything.', zh: '多方往里发，多方来订阅，每个订阅者都收到全部消息。' },
  scenario: designOf({
    title: { en: 'Lesson: topic', zh: '课程：主题' },
    horizon: '60s',
    nodes: {
      orders: at(0, 0, 'producer', 'orders', { load: { kind: 'constant', rate: '30/s' }, arrivals: 'even' }),
      returns: at(0, 176, 'producer', 'returns', { load: { kind: 'constant', rate: '10/s' }, arrivals: 'even' }),
      mq: frameAt(288, 8, { width: 272, height: 240 }, 'mq', { threads: 4 }),
      events: at(320, 88, 'broadcast', 'events', { broker: 'mq' }),
      mail: at(640, 0, 'consumer', 'mail', { workTime: { kind: 'constant', value: '5ms' } }),
      stats: at(640, 176, 'consumer', 'stats', { workTime: { kind: 'constant', value: '5ms' } }),
    },
    edges: ['orders>events', 'events>mail'],
  }),
  steps: [
    {
      title: { en: 'It gathers', zh: '汇集' },
      text: {
        en: `In publish/subscribe, a **topic** is the place where messages come together: different producers send to it, none of them knowing who will read.

\`orders\` publishes to the topic \`events\` already. Wire \`returns\` to it too, then run: both streams arrive at \`mail\`.`,
        zh: `在发布订阅模式下，**主题**是消息的统一汇集地：不同的生产者都往里发，谁也不知道会有谁来读。

\`orders\` 已经在向主题 \`events\` 发布。把 \`returns\` 也连上去，然后运行：两股消息都到了 \`mail\`。`,
      },
      hints: [
        { en: 'Drag from the dot at the right of `returns` to the dot at the left of `events`.', zh: '从 `returns` 右侧的圆点拖到 `events` 左侧的圆点。' },
      ],
      goals: [
        { text: { en: 'Both producers send to `events`', zh: '两个生产者都发往 `events`' }, isMet: gathers },
        {
          text: { en: '`mail` has received 100 messages, 20 of `returns` among them', zh: '`mail` 收到 100 条消息，其中 20 条来自 `returns`' },
          isMet: (now) => gathers(now) && now.run.latest('returns', 'confirmed') >= 21 && now.run.latest('mail', 'processed') >= 100,
          figure: ({ run }) => ({ value: run.latest('mail', 'processed'), of: 100, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'It spreads', zh: '广播' },
      text: {
        en: `Now the other side. Wire \`events\` to \`stats\`: another **subscriber**. The server gives each subscriber a copy of every message, so neither takes anything away from the other, and the producers need not change at all.

In the **Ledger** you see the copies.`,
        zh: `再看另一边。把 \`events\` 连到 \`stats\`，多一个**订阅者**。服务器把每条消息分发给每个订阅者各一份，谁也不会拿走别人的，生产者完全不用改。

在**账本**里能看到复制了多少份。`,
      },
      hints: [
        {
          en: 'The wire can be drawn while the design runs; what came before it is not delivered to the new subscriber.',
          zh: '运行中就可以连线；连线之前的消息，新订阅者收不到。',
        },
      ],
      goals: [
        { text: { en: '`mail` and `stats` both subscribe', zh: '`mail` 和 `stats` 都订阅了' }, isMet: isRead },
        {
          text: { en: '`stats` has received 100 messages, and `mail` those too', zh: '`stats` 收到 100 条消息，`mail` 也都收到了' },
          isMet: (now) =>
            isRead(now) && now.run.latest('stats', 'processed') >= 100 && now.run.latest('mail', 'processed') >= now.run.latest('stats', 'processed'),
          figure: ({ run }) => ({ value: run.latest('stats', 'processed'), of: 100, unit: 'count' }),
        },
      ],
    },
    exportStep({
      en: 'RabbitMQ builds a topic of this kind from a **fanout exchange** with a queue for each subscriber. You find both in the project.',
      zh: 'RabbitMQ 用 **fanout 交换机**加上每个订阅者一个队列来实现这种主题，两者在项目里都能找到。',
    }),
  ],
  closing: {
    en: `A topic takes two lists apart that would otherwise be in every program: who sends, and who wants to know. Adding one to either list changes nobody on the other.

Kafka calls its logs topics too. They gather and spread as well, and keep the messages besides; the chapter on Kafka is about that.`,
    zh: `主题把两份名单拆开了：谁在发，谁想知道。没有主题，这两份名单会写进每个程序里；有了它，任何一边加人，另一边都不用动。

Kafka 的日志也叫主题，同样能汇集和分发，而且会把消息保存下来，那是 Kafka 一章的内容。`,
  },
};
