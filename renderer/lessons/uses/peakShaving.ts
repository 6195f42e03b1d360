/** 流量消峰: a flash sale's orders wait in a queue while the workers go on at their pace. */
import { at, designOf } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded, objectiveOf } from '../wholeRun.ts';

const limit = ({ design }: LessonNow): number => nodeIn(design, 'orders', 'queue')?.maxLength ?? 0;
const hasSpiked = ({ run }: LessonNow): boolean => run.events('spike.started') > 0;
const peak = ({ run }: LessonNow): number => run.highest('orders', 'depth');

export const peakShaving: Lesson = {
  id: 'peak-shaving',
  chapter: 'uses',
  title: { en: 'Peak shaving', zh: '流量消峰' },
  summary: {
    en: 'A flash sale: the queue takes the peak, the workers go on at their pace.',
    zh: '秒杀下单：队列接住峰值，消费者按自己的节奏处理。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: peak shaving', zh: '课程：流量消峰' },
    horizon: '120s',
    nodes: {
      shoppers: at(0, 80, 'producer', 'shoppers', { load: { kind: 'constant', rate: '200/s' } }),
      orders: at(320, 80, 'queue', 'orders', { overflow: 'reject' }),
      workers: at(640, 80, 'consumer', 'order workers', { count: 4, workTime: { kind: 'constant', value: '10ms' }, prefetch: 10 }),
    },
    edges: ['shoppers>orders', 'orders>workers'],
    objectives: [{ metric: 'drainTime', node: 'orders', below: '30s' }],
  }),
  steps: [
    {
      title: { en: 'The sale opens', zh: '秒杀开始' },
      text: {
        en: `200 orders a second come in; four \`order workers\` of 10 ms each can do 400. Then the sale opens, and for ten seconds there are 2,000 a second. Workers for that peak would stand idle for the rest of the year.

Press **Spike** (×10 for 10 s) and **Run**. See how high \`orders\` rises, and how long it takes to be empty again.`,
        zh: `平时每秒 200 单，四个 \`order workers\` 每单 10 ms，最多能处理 400 单。秒杀一开，十秒内每秒 2000 单。按这个峰值准备机器，其余时间都会闲着。

点击**突增**（×10，10 s），再点**运行**。看看 \`orders\` 涨到多高，又要多久才能消化完。`,
      },
      hints: [
        {
          en: '**Spike** stands beside the run controls; press it before **Run** or soon after.',
          zh: '**突增**在运行控制旁边，在**运行**之前或刚开始时点它。',
        },
        { en: 'After a run has ended, **Back to the start** makes it ready for another spike.', zh: '运行结束后，点**回到开头**就可以再来一次突增。' },
      ],
      goals: [
        {
          text: { en: 'At the peak 10,000 orders or more wait', zh: '高峰时有 1 万单以上在排队' },
          isMet: (now) => hasSpiked(now) && peak(now) >= 10_000,
          figure: (now) => ({ value: peak(now), of: 10_000, unit: 'count' }),
        },
        {
          text: { en: 'At the end the queue is empty, and no order was refused', zh: '结束时队列已空，没有一单被拒收' },
          isMet: (now) => hasEnded(now) && hasSpiked(now) && now.run.latest('orders', 'depth') < 50 && now.run.total('ledger.refused') === 0,
          figure: ({ run }) => ({ value: run.latest('orders', 'depth'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Sooner done', zh: '早点消化完' },
      text: {
        en: `It took 80 seconds until the queue was empty again, and who came last waited 40. The time to drain is the backlog divided by what is left over: 16,000 ÷ (400 − 200) = 80 s.

The design’s objective asks for less than 30 s. How many workers does that take? Change **Instances**, go **Back to the start**, press **Spike** and **Run**.`,
        zh: `队列用了 80 秒才消化完，最后来的顾客等了 40 秒。消化时间等于积压除以剩余能力：16000 ÷ (400 − 200) = 80 秒。

设计的目标要求 30 秒以内。需要多少个实例？修改**实例数**，点**回到开头**，再**突增**、**运行**。`,
      },
      hints: [
        { en: 'More workers also keep the peak lower: they work while it builds up.', zh: '实例多了，峰值也会低一些：积压形成时它们就在处理。' },
        { en: 'Eight workers do 800 a second: 12,000 ÷ (800 − 200) = 20 s.', zh: '八个实例每秒 800 单：12000 ÷ (800 − 200) = 20 秒。' },
        {
          en: '`order workers`: **Instances** = `8`. **Back to the start**, **Spike**, **Run**.',
          zh: '`order workers`：**实例数**设为 `8`。**回到开头**、**突增**、**运行**。',
        },
      ],
      goals: [
        {
          text: {
            en: 'A whole run with the spike: drained within 30 s, with no more than 12 workers',
            zh: '带突增完整运行一次：30 秒内消化完，实例不超过 12 个',
          },
          isMet: (now) =>
            hasEnded(now) &&
            hasSpiked(now) &&
            peak(now) >= 5000 &&
            objectiveOf(now, 'drainTime', 'orders')?.met === true &&
            (nodeIn(now.design, 'workers', 'consumer')?.count ?? Number.POSITIVE_INFINITY) <= 12,
          figure: (now) => ({ value: objectiveOf(now, 'drainTime', 'orders')?.measured ?? Number.NaN, unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'Too small a queue', zh: '队列太小' },
      text: {
        en: `Memory is not endless, so a queue gets a limit. Set **Longest length** of \`orders\` to \`5000\`; when it is full, new messages are refused. Play the sale once more.

The peak is higher than that. Refused orders are sent again and again until there is room: now the shoppers wait, which is what the queue was to spare them.`,
        zh: `内存不是无限的，队列要有上限。把 \`orders\` 的**最大长度**设为 \`5000\`，队列满时拒收新消息。再来一次秒杀。

峰值高过了上限。被拒收的订单一再重发，直到有空位：等待的又成了用户，而队列本来就是要替他们承受这些。`,
      },
      hints: [
        {
          en: 'Select `orders`; the limit is in **Storage**. Then **Back to the start**, **Spike**, **Run**.',
          zh: '选中 `orders`，上限在**存储**一组。然后**回到开头**、**突增**、**运行**。',
        },
        {
          en: 'The figure **ack** on `shoppers` is how long a shopper waits until the order is taken.',
          zh: '`shoppers` 上的**确认**，就是下单被收下之前要等的时间。',
        },
      ],
      goals: [
        {
          text: { en: 'The full queue refuses orders', zh: '队列满了，开始拒收' },
          isMet: (now) => limit(now) > 0 && now.run.total('ledger.refused') > 0,
          figure: ({ run }) => ({ value: run.total('ledger.refused'), unit: 'count' }),
        },
        {
          text: { en: 'Shoppers wait more than a second to get an order in', zh: '用户下单要等一秒以上' },
          isMet: (now) => limit(now) > 0 && now.run.highest('shoppers', 'latencyP95') > 1_000_000,
          figure: ({ run }) => ({ value: run.highest('shoppers', 'latencyP95'), unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'The right size', zh: '合适的大小' },
      text: {
        en: `Give \`orders\` a limit above the peak you saw, with something to spare, and play the sale once more: no order is refused. Then press **Export** and **download** the project: your limit is in it as \`x-max-length\`.`,
        zh: `把 \`orders\` 的上限设得比你看到的峰值高一些，留点余量，再来一次秒杀：没有一单被拒收。然后点击**导出**并**下载**项目：上限在其中就是 \`x-max-length\`。`,
      },
      hints: [
        { en: 'With eight workers about 12,000 orders wait at the peak.', zh: '八个实例时，高峰约有 1.2 万单在排队。' },
        {
          en: '**Longest length** = `20000`, then **Back to the start**, **Spike**, **Run**, **Export**.',
          zh: '**最大长度**设为 `20000`，然后**回到开头**、**突增**、**运行**、**导出**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run with the spike and a limit: nothing is refused', zh: '带突增、有上限，完整运行一次：没有拒收' },
          isMet: (now) => hasEnded(now) && hasSpiked(now) && limit(now) > 0 && now.run.total('ledger.refused') === 0 && peak(now) >= 5000,
          figure: (now) => ({ value: peak(now), of: limit(now), unit: 'count' }),
        },
        EXPORTED,
      ],
    },
  ],
  closing: {
    en: 'The queue turns a peak into waiting time. How long one waits is backlog ÷ (what the workers can do − what comes in); how much memory it takes is the peak. Size both, and decide what happens beyond: refuse, or drop.',
    zh: '队列把峰值变成等待时间。要等多久：积压 ÷（处理能力 − 流入速率）；要多少内存：看峰值。两者都要算好，并想清楚超出之后是拒收还是丢弃。',
  },
};
