/** Helpers that find an empty queue: the first consumer holds everything. */
import { asItWas, atOnceAtMost, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('unlimited-prefetch', { en: 'Incident: helpers with nothing to do', zh: '故障：帮手无事可做' });

export const unlimitedPrefetch = challenge({
  id: 'unlimited-prefetch',
  title: { en: 'Helpers with nothing to do', zh: '帮手无事可做' },
  summary: {
    en: 'Three more workers join. The queue looks empty, and the jobs are still not done.',
    zh: '又来了三个工作者。队列看起来是空的，任务却还没做完。',
  },
  scenario,
  alarm: {
    en: `**Alarm:** 5,000 jobs came within a second; \`first\` does 100 a second. At 5 s three \`helpers\` were started. They have done nothing since, the depth of \`jobs\` is 0, and the last job takes 49 seconds.

Run the design. Where are the jobs?`,
    zh: `**告警：**一秒内来了 5000 个任务，\`first\` 每秒做 100 个。第 5 秒启动了三个 \`helpers\`，至今一个任务也没做；\`jobs\` 的积压是 0，而最后一个任务用了 49 秒。

运行设计。任务都到哪里去了？`,
  },
  task: {
    en: `All but one in a hundred jobs are to be done within 20 seconds, and the helpers have to take part.

**Budget:** the four workers there are, one job at a time each; the helpers cannot come any sooner than at 5 s.`,
    zh: `99% 的任务要在 20 秒内完成，帮手要分担。

**预算：**就这四个工作者，每个一次做一个任务；帮手最早只能在第 5 秒到。`,
  },
  rules: [asItWas(scenario), instancesAtMost(4), atOnceAtMost(1)],
  hints: [
    {
      en: 'A queue has two numbers: **depth** is what can be delivered, **unacked** what was delivered and is not done.',
      zh: '队列有两个数：**积压**是可以投递的，**未确认**是已投递而没做完的。',
    },
    {
      en: 'All the jobs are unacked: without a prefetch limit the queue gave them all to the first consumer at once. Whoever comes later finds nothing.',
      zh: '任务全都在未确认里：没有预取上限，队列一下子全给了第一个消费者，后来的什么也拿不到。',
    },
    {
      en: 'Set **Prefetch** of `first` and of `helpers` to `20`. One of the two is not enough: the other takes all that is left.',
      zh: '把 `first` 和 `helpers` 的**预取数量**都设为 `20`。只设一个不够：另一个会把剩下的全拿走。',
    },
  ],
  closing: {
    en: 'Prefetch decides who holds the backlog: the queue, where everybody can take from it, or the memory of one consumer. Unlimited is RabbitMQ’s default and rarely what one wants.',
    zh: '预取决定积压放在哪里：放在队列里，谁都能取；还是放在某个消费者的内存里。不限是 RabbitMQ 的默认值，却很少是你想要的。',
  },
});
