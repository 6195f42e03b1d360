/** The document's trade: how much of the speed is given back for messages that are neither lost nor doubled. */
import { at, designOf, frameAt } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

const acks = ({ design }: LessonNow): string | undefined => nodeIn(design, 'shop', 'producer')?.acks;
const lost = ({ run }: LessonNow): number => run.latest('worker', 'lost');
const doubled = ({ run }: LessonNow): number => run.latest('worker', 'duplicates');
/** Both faults were there: the leader lost its power, and the link was slow. */
const isHard = (now: LessonNow): boolean => hasEnded(now) && now.run.events('fault.started') >= 2;

export const performanceOrReliability: Lesson = {
  id: 'performance-or-reliability',
  chapter: 'kafka',
  title: { en: 'Performance or reliability', zh: '性能还是可靠性' },
  summary: {
    en: 'acks 0, 1 and all: what a crash of the leader costs, what a retry doubles, and what each answer takes.',
    zh: 'acks 取 0、1、all：leader 宕机丢多少，重试重复多少，每次确认要多久。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: performance or reliability', zh: '课程：性能还是可靠性' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { load: { kind: 'constant', rate: '500/s' }, acks: '0', idempotence: 'off', requestTimeout: '1s' }),
      kafka: frameAt(288, 16, { width: 272, height: 208 }, 'kafka', { profile: 'kafka-4.1', nodes: 3, interNodeLatency: '20ms' }),
      orders: at(320, 80, 'topic', 'orders', { broker: 'kafka', replicationFactor: 3, minInsyncReplicas: 2 }),
      worker: at(640, 80, 'consumer', 'worker', { workTime: { kind: 'constant', value: '1ms' }, offsetReset: 'earliest' }),
    },
    edges: ['shop>orders', 'orders>worker'],
    faults: [
      { kind: 'brokerCrash', at: '20s', target: 'kafka', server: 1, mode: 'power' },
      { kind: 'linkDelay', at: '40s', for: '2s', target: 'shop-orders', extra: '2s' },
    ],
  }),
  steps: [
    {
      title: { en: 'acks = 0: ask nothing', zh: 'acks = 0：不等确认' },
      text: {
        en: `Kafka gives up some reliability for speed, and **lets you choose how much**. Three servers, 20 ms apart, hold three copies of \`orders\`. At 20 s the server that leads it loses its power; at 40 s the link of \`shop\` is slow for two seconds.

\`shop\` begins with \`acks=0\`: it sends and forgets. Press **Run** and see how many \`worker\` has **lost** at the end.`,
        zh: `Kafka 以一点可靠性换取高性能，**换多少由你决定**。三台服务器相距 20 ms，保存 \`orders\` 的三个副本。第 20 秒，担任 leader 的服务器断电；第 40 秒，\`shop\` 的链路变慢两秒。

\`shop\` 一开始用 \`acks=0\`：发出去就不管了。点击**运行**，看结束时 \`worker\` 上**丢失**了多少。`,
      },
      hints: [{ en: 'Let the run go to its end: the crash is at 20 s, the slow link at 40 s.', zh: '运行到结束：宕机在第 20 秒，链路变慢在第 40 秒。' }],
      goals: [
        {
          text: { en: 'A whole run with `acks=0`: more than 100 orders are lost', zh: '用 `acks=0` 完整运行一次：丢失 100 单以上' },
          isMet: (now) => isHard(now) && acks(now) === '0' && lost(now) > 100,
          figure: (now) => ({ value: lost(now), of: 100, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'acks = 1: ask the leader', zh: 'acks = 1：问 leader' },
      text: {
        en: `Set **Acknowledgement** of \`shop\` to **1: leader** and run again. The answer comes as soon as the leader has the order itself: half of them within about 5 ms. What it had not passed on when it lost its power is gone, though \`shop\` was told that it had arrived.

The **Report** tab tells of something else: messages came **twice**. On the slow link \`shop\` stopped waiting after a second and sent once more what had arrived.`,
        zh: `把 \`shop\` 的**确认方式**设为 **1：主副本**，重新运行。leader 自己有了就答复：半数订单约 5 ms 就得到确认。断电时它还没来得及复制的就没了，尽管 \`shop\` 得到的答复是已送达。

**报告**页里还有一件事：有消息**重复**了。链路变慢时，\`shop\` 等了一秒就不再等，把已经送达的又发了一遍。`,
      },
      hints: [
        { en: 'Select `shop`: the setting is in **Sending to topics**.', zh: '选中 `shop`：设置在**发往主题时**一组。' },
        { en: '**Acknowledgement** = **1: leader**, then **Run again**.', zh: '**确认方式**设为 **1：主副本**，然后**重新运行**。' },
      ],
      goals: [
        {
          text: { en: 'A whole run with `acks=1`: fewer are lost, but some', zh: '用 `acks=1` 完整运行一次：丢得少了，但仍有丢失' },
          isMet: (now) => isHard(now) && acks(now) === '1' && lost(now) > 0 && lost(now) < 100,
          figure: (now) => ({ value: lost(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'acks = all: ask the copies', zh: 'acks = all：问所有副本' },
      text: {
        en: `Set **Acknowledgement** to **all: every replica** and run again. Now the answer waits until the copies in sync have the order too: half of them take more than 100 ms instead of 5, and nothing that was acknowledged is lost.

Duplicates are left: sending again is what makes it reliable.`,
        zh: `把**确认方式**设为 **all：全部副本**，重新运行。现在要等同步副本也都有了才答复：半数订单的确认从 5 ms 变成 100 ms 以上，而确认过的一单也不丢。

重复还在：正是重发带来了可靠。`,
      },
      hints: [{ en: '**Acknowledgement** = **all: every replica**, then **Run again**.', zh: '**确认方式**设为 **all：全部副本**，然后**重新运行**。' }],
      goals: [
        {
          text: { en: 'A whole run with `acks=all`: nothing is lost', zh: '用 `acks=all` 完整运行一次：没有丢失' },
          isMet: (now) => isHard(now) && acks(now) === 'all' && lost(now) === 0 && now.run.latest('shop', 'confirmed') > 20_000,
          figure: (now) => ({ value: lost(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Once each', zh: '一次，不多不少' },
      text: {
        en: `Set **Idempotence** to **On**. The batches of \`shop\` carry numbers now, and the leader answers one it has already instead of appending it again. Run again.

Then press **Export** and **download** the project; the README has these settings as \`acks=all\` and \`enable.idempotence=true\`.`,
        zh: `把**幂等**设为**启用**。\`shop\` 的批次从此带有序号，leader 认出已有的批次，只答复、不再追加。重新运行。

然后点击**导出**并**下载**项目；README 里对应的配置是 \`acks=all\` 和 \`enable.idempotence=true\`。`,
      },
      hints: [
        { en: 'It is right below **Acknowledgement**, and needs `acks=all`.', zh: '它就在**确认方式**下面，并且要求 `acks=all`。' },
        { en: '**Idempotence** = **On**, **Run again**, **Export**, **Download zip**.', zh: '**幂等**设为**启用**，**重新运行**，**导出**，**下载 zip**。' },
      ],
      goals: [
        {
          text: { en: 'A whole run: nothing is lost, and nothing comes twice', zh: '完整运行一次：没有丢失，也没有重复' },
          isMet: (now) => isHard(now) && lost(now) === 0 && doubled(now) === 0 && now.run.latest('shop', 'confirmed') > 20_000,
          figure: (now) => ({ value: lost(now) + doubled(now), unit: 'count' }),
        },
        EXPORTED,
      ],
    },
  ],
  closing: {
    en: '`acks=0` for what may be lost, `acks=all` with idempotence for what may not: the default of Kafka’s clients since 3.0. In between is a choice one should know that one made.',
    zh: '可以丢的用 `acks=0`，不能丢的用 `acks=all` 加幂等，这也是 Kafka 客户端 3.0 起的默认值。介于两者之间的，要清楚自己选了什么。',
  },
};
