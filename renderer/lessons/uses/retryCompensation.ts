/** 重试补偿: what fails goes to a retry queue, waits there, and comes back. */
import { at, designOf } from '../design.ts';
import { edgeBetween, nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

const hasLimit = ({ design }: LessonNow): boolean => (nodeIn(design, 'accounting', 'queue')?.deliveryLimit ?? -1) >= 0;
const parks = ({ design }: LessonNow): boolean => edgeBetween(design, 'accounting', 'wait') !== undefined;

export const retryCompensation: Lesson = {
  id: 'retry-compensation',
  chapter: 'uses',
  title: { en: 'Retry and compensation', zh: '重试补偿' },
  summary: {
    en: 'A booking fails, waits five seconds in a retry queue and comes back. Nothing is lost.',
    zh: '记账失败，在重试队列里等 5 秒再回来，一笔也不丢。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: retry and compensation', zh: '课程：重试补偿' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { load: { kind: 'constant', rate: '50/s' } }),
      accounting: at(320, 80, 'queue', 'accounting'),
      bookkeeper: at(960, 80, 'consumer', 'bookkeeper', {
        count: 2,
        workTime: { kind: 'exponential', mean: '10ms' },
        failureProbability: 0.2,
        onFailure: 'drop',
        prefetch: 1,
      }),
      wait: at(320, 240, 'queue', 'wait 5 s'),
      again: at(640, 240, 'queue', 'again'),
    },
    edges: ['shop>accounting', 'accounting>bookkeeper'],
  }),
  steps: [
    {
      title: { en: 'One in five is missing', zh: '五笔少一笔' },
      text: {
        en: `\`shop\` sends 50 payments a second to be booked. One attempt in five fails: the ledger is locked, a rate is missing. \`bookkeeper\` then drops the message.

Press **Run** and see in the **Ledger** tab how many bookings are missing at the end.`,
        zh: `\`shop\` 每秒送来 50 笔待记的账。每五次记账有一次失败：账本被锁，或缺少汇率。失败后 \`bookkeeper\` 就把消息丢弃。

点击**运行**，在**账本**页看看最后少了多少笔。`,
      },
      hints: [{ en: 'The number of dropped messages is on `accounting` too.', zh: '`accounting` 上也显示丢弃的条数。' }],
      goals: [
        {
          text: { en: 'A whole run: more than 500 bookings are gone', zh: '完整运行一次：有 500 多笔账不见了' },
          isMet: (now) => hasEnded(now) && now.run.total('ledger.dropped') > 500,
          figure: ({ run }) => ({ value: run.total('ledger.dropped'), of: 500, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Set aside what fails', zh: '把失败的放到一边' },
      text: {
        en: `First, a second try: set **After a failure** of \`bookkeeper\` to **Try again**. Then a limit: set **Delivery limit** of \`accounting\` to \`1\`. A booking given back once is tried again; given back a second time it becomes a **dead letter**.

Draw a wire from \`accounting\` to \`wait 5 s\`: dead letters go that way instead of vanishing. Run again.`,
        zh: `先给第二次机会：把 \`bookkeeper\` 的**失败之后**设为**再次尝试**。再设上限：把 \`accounting\` 的**投递次数上限**设为 \`1\`。退回一次的会再试；第二次退回就成为**死信**。

从 \`accounting\` 连线到 \`wait 5 s\`：死信就转到那里，而不是消失。重新运行。`,
      },
      hints: [
        { en: 'A failed message goes back to its queue, and the queue decides what becomes of it.', zh: '失败的消息回到队列，由队列决定它的去向。' },
        { en: 'A wire from one queue to another takes dead letters; it needs nothing else.', zh: '从队列到队列的连线就是死信的去路，不需要别的设置。' },
        {
          en: '`bookkeeper`: **After a failure** = **Try again**. `accounting`: **Delivery limit** = `1`. Wire `accounting` → `wait 5 s`. **Run again**.',
          zh: '`bookkeeper`：**失败之后**设为**再次尝试**。`accounting`：**投递次数上限**设为 `1`。连线 `accounting` → `wait 5 s`。**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'What fails twice goes from `accounting` to `wait 5 s`', zh: '失败两次的从 `accounting` 转到 `wait 5 s`' },
          isMet: (now) => hasLimit(now) && parks(now),
        },
        {
          text: { en: 'A whole run: nothing is dropped, and dead letters lie in `wait 5 s`', zh: '完整运行一次：没有丢弃，死信都在 `wait 5 s` 里' },
          isMet: (now) => hasEnded(now) && parks(now) && now.run.total('ledger.dropped') === 0 && now.run.latest('wait', 'depth') > 0,
          figure: ({ run }) => ({ value: run.latest('wait', 'depth'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'And back again', zh: '再送回来' },
      text: {
        en: `A lock is gone after a few seconds: the booking should come back by itself. Give \`wait 5 s\` a **Time to live** of \`5s\`. Nobody reads there, so each message expires after five seconds and is a dead letter once more.

Lead it on: wire \`wait 5 s\` to \`again\`, and \`again\` to \`bookkeeper\`. Not back to \`accounting\`: RabbitMQ drops dead letters that merely expire in a circle. Run again.`,
        zh: `锁过几秒就会释放：这笔账应当自己回来。把 \`wait 5 s\` 的**存活时间**设为 \`5s\`。那里没有人读，每条消息 5 秒后过期，再次成为死信。

给它一条出路：从 \`wait 5 s\` 连到 \`again\`，再从 \`again\` 连到 \`bookkeeper\`。不要连回 \`accounting\`：只因过期而绕圈的死信会被 RabbitMQ 丢弃。重新运行。`,
      },
      hints: [
        { en: 'A queue without a reader and with a time to live is a delay.', zh: '没有读者、设了存活时间的队列，就是一个延迟器。' },
        {
          en: '`wait 5 s`: **Time to live** = `5s`. Wires `wait 5 s` → `again` → `bookkeeper`. **Run again**.',
          zh: '`wait 5 s`：**存活时间**设为 `5s`。连线 `wait 5 s` → `again` → `bookkeeper`。**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run: bookings come back through `wait 5 s`', zh: '完整运行一次：失败的账经 `wait 5 s` 回来' },
          isMet: (now) => hasEnded(now) && now.run.latest('wait', 'deadLettered') > 50 && now.run.highest('bookkeeper', 'latencyP999') > 5_000_000,
          figure: ({ run }) => ({ value: run.latest('wait', 'deadLettered'), of: 50, unit: 'count' }),
        },
        {
          text: { en: 'Nothing is dropped: what is not booked yet waits its turn', zh: '没有丢弃：还没记上的都在排队' },
          isMet: (now) =>
            hasEnded(now) &&
            parks(now) &&
            now.run.total('ledger.dropped') === 0 &&
            now.run.latest('bookkeeper', 'goodput') >= 0.99 * now.run.latest('shop', 'out'),
          figure: ({ run }) => ({ value: run.latest('bookkeeper', 'goodput'), of: run.latest('shop', 'out'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Take it along', zh: '带走它' },
      text: {
        en: `Press **Export** and open \`definitions.json\`: your wires are \`x-dead-letter-routing-key\`, the delay is \`x-message-ttl\`, and \`accounting\` became a quorum queue, the kind that has a delivery limit in RabbitMQ. **Download** the zip.`,
        zh: `点击**导出**，打开 \`definitions.json\`：连线变成了 \`x-dead-letter-routing-key\`，延迟是 \`x-message-ttl\`，而 \`accounting\` 成了仲裁队列，因为 RabbitMQ 中只有它有投递次数上限。**下载** zip。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'A limit takes out what fails, a queue without a reader makes it wait, and a second queue brings it back. What can never succeed would go round `again` for ever: give that queue a limit too and a parking place for a person to look at, as the example “Retry and compensation” does.',
    zh: '投递次数上限把失败的拿出来，没有读者的队列让它等一会儿，第二个队列再送它回来。永远不会成功的消息会在 `again` 里无限重试：给它也设一个上限，再加一个留给人处理的停放队列，示例“重试补偿”就是这样做的。',
  },
};
