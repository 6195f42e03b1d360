/** A few messages that can never be processed keep the only worker busy. */
import { asItWas, atOnceAtMost, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('poison-requeue', { en: 'Incident: a busy worker, a growing queue', zh: '故障：工作者很忙，队列却在变长' }, ({ objectives }) => ({
  objectives: [...objectives, { metric: 'dropped', node: '', below: 1 }],
}));

export const poisonRequeue = challenge({
  id: 'poison-requeue',
  title: { en: 'A busy worker, a growing queue', zh: '工作者很忙，队列却在变长' },
  summary: {
    en: 'Room for twice the load, and still the queue has 11,000 orders after a minute.',
    zh: '能力是负载的两倍以上，一分钟后队列里却积了 1.1 万单。',
  },
  scenario,
  alarm: {
    en: `**Alarm:** \`orders\` holds 11,000 messages after one minute, and \`worker\` is 99 % busy. 200 orders a second at 2 ms each ought to take 40 % of its time.

Run the design. What is it busy with?`,
    zh: `**告警：**一分钟后 \`orders\` 里有 1.1 万条消息，\`worker\` 忙碌 99%。每秒 200 单、每单 2 ms，本来只该占它 40% 的时间。

运行设计。它到底在忙什么？`,
  },
  task: {
    en: `The queue must be short at the end, 99 of 100 orders done within a second, and **nothing dropped**: what cannot be processed is kept for a person to look at.

**Budget:** this one worker, one order at a time. The orders come as they come. Queues cost nothing.`,
    zh: `结束时队列要短，99% 的订单一秒内处理完，并且**不许丢弃**：处理不了的要留着给人查看。

**预算：**就这一个工作者，一次处理一单。订单照常流入。队列不花钱。`,
  },
  rules: [asItWas(scenario), instancesAtMost(1), atOnceAtMost(1)],
  hints: [
    {
      en: 'Look at the figures of `worker`: how many attempts fail? And `orders`: how often is a message sent again?',
      zh: '看 `worker` 的数据：有多少次处理失败？再看 `orders`：消息被重新投递了多少次？',
    },
    {
      en: 'One order in a hundred fails at every attempt. Given back, it returns to the head of the queue and is delivered again at once, for ever.',
      zh: '每一百单里有一单怎么处理都失败。退回后它又到队首，立刻再次投递，没完没了。',
    },
    {
      en: 'It has to leave the queue after a few tries, and to go somewhere: a dead-letter wire from `orders` to a new queue.',
      zh: '试几次之后要让它离开队列，而且要有去处：从 `orders` 连一条死信线到一个新队列。',
    },
    {
      en: 'Add a **Queue**, wire `orders` to it, and set **Delivery limit** of `orders` to `3`. Or make `worker` reject at once: **After a failure** = **Drop the message**; the wire takes those too.',
      zh: '添加一个**队列**，从 `orders` 连线到它，再把 `orders` 的**投递次数上限**设为 `3`。或者让 `worker` 直接拒收：**失败之后**选**丢弃消息**，死信线同样会接住。',
    },
  ],
  closing: {
    en: 'A message that can never succeed must not be retried without end. Give it a limit, and a place where a person finds it: without the second the limit only loses it.',
    zh: '永远不会成功的消息不能无限重试。给它一个上限，再给它一个人能找到的地方：没有后者，上限只是把它弄丢。',
  },
});
