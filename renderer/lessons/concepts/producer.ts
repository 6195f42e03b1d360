/** Producer: where the messages come from, at its own speed. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { nodeIn, ratePerSec } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const rate = ({ design }: LessonNow): number => {
  const load = nodeIn(design, 'shop', 'producer')?.load;
  return load?.kind === 'constant' ? ratePerSec(load.rate) : Number.NaN;
};

export const producer: Lesson = {
  id: 'producer',
  chapter: 'concepts',
  title: { en: 'Producer', zh: 'Producer（生产者）' },
  summary: { en: 'It starts the business and sends at its own speed, peaks included.', zh: '业务的发起方，按自己的节奏发送，包括突发的高峰。' },
  scenario: designOf({
    title: { en: 'Lesson: producer', zh: '课程：生产者' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { load: { kind: 'constant', rate: '40/s' }, arrivals: 'even' }),
      mq: frameAt(288, 0, { width: 272, height: 240 }, 'mq', { threads: 4 }),
      orders: at(320, 80, 'queue', 'orders', { broker: 'mq' }),
      packer: at(640, 80, 'consumer', 'packer', { workTime: { kind: 'constant', value: '10ms' }, prefetch: 5 }),
    },
    edges: ['shop>orders', 'orders>packer'],
  }),
  steps: [
    {
      title: { en: 'It decides how much comes', zh: '发多少，由它决定' },
      text: {
        en: `The **producer** is where business begins: it makes messages and sends them to the broker. It gets an answer from the broker, the **confirmation** that the message has arrived there; what becomes of it later is not its concern.

\`shop\` sends 40 orders a second. Set its **Rate** to 80/s, run, and watch the confirmations come in.`,
        zh: `**生产者**是业务的发起方：产生消息，传给消息服务器。服务器会回一个**确认**，表示消息已经收到；之后怎么处理，就不归生产者管了。

\`shop\` 每秒发 40 单。把它的**速率**改为 80/s，运行，看确认一条条回来。`,
      },
      hints: [
        {
          en: 'Select `shop`, write `80/s` into **Rate** at the right, press Enter, then **Run**.',
          zh: '选中 `shop`，在右侧**速率**里填 `80/s`，按回车，再点**运行**。',
        },
      ],
      goals: [
        { text: { en: '`shop` sends at least 80 messages a second', zh: '`shop` 每秒至少发送 80 条消息' }, isMet: (now) => rate(now) >= 80 },
        {
          text: { en: 'The broker has confirmed 200 messages to it', zh: '消息服务器向它确认了 200 条消息' },
          isMet: (now) => rate(now) >= 80 && now.run.latest('shop', 'confirmed') >= 200,
          figure: ({ run }) => ({ value: run.latest('shop', 'confirmed'), of: 200, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'It does not wait for anybody', zh: '它不等任何人' },
      text: {
        en: `\`packer\` manages 100 orders a second. What if ten times as many come for a while?

While it runs, press **Spike** above the canvas: for 10 s the rate is ×10. The producer sends on as if nothing were the matter; the broker answers at once, and the queue takes what \`packer\` cannot do yet.`,
        zh: `\`packer\` 每秒能处理 100 单。要是一时间来了十倍的量呢？

运行时点击画布上方的**突增**：速率变为 10 倍，持续 10 秒。生产者照发不误，消息服务器立刻应答，\`packer\` 来不及处理的先放在队列里。`,
      },
      hints: [
        {
          en: 'The spike acts on the run that is going on: if it is over, press **Run again** first.',
          zh: '突增只对进行中的运行有效：已经结束的话，先点**重新运行**。',
        },
        { en: '×10 for 10 s is preset; ×5 is enough too.', zh: '默认是 ×10、10 秒，用 ×5 也够。' },
      ],
      goals: [
        { text: { en: 'A spike at `shop`', zh: '`shop` 流量突增' }, isMet: ({ run }) => run.events('spike.started') > 0 },
        {
          text: { en: 'At least 500 orders wait in the queue, and none at the producer', zh: '队列里至少有 500 单在等，生产者那里一单也没有' },
          isMet: ({ run }) => run.events('spike.started') > 0 && run.highest('orders', 'depth') >= 500 && run.latest('shop', 'waiting') === 0,
          figure: ({ run }) => ({ value: run.highest('orders', 'depth'), of: 500, unit: 'count' }),
        },
      ],
    },
    exportStep({
      en: 'The producer itself is a program you write; the project has the server it sends to, and its README the address and the name of the queue.',
      zh: '生产者是你自己要写的程序；项目里有它要发往的服务器，地址和队列名在 README 里。',
    }),
  ],
  closing: {
    en: `A producer knows the broker and nothing behind it. That is why it can be fast when the rest is slow, and also why it cannot see that the rest is slow: somebody has to watch the queue.`,
    zh: `生产者只认识消息服务器，不认识它背后的任何人。所以后面慢的时候，它照样快；也正因为如此，它看不到后面慢了：得有人盯着队列。`,
  },
};
