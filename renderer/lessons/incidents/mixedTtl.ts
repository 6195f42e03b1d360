/** Short delays behind long ones in one queue. */
import type { Rule } from './budget.ts';
import { asItWas, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('mixed-ttl', { en: 'Incident: retries after half a minute', zh: '故障：重试要等半分钟' });

const longOnesWait: Rule = {
  text: { en: 'What is to wait 30 s still waits 30 s', zh: '该等 30 秒的仍然等 30 秒' },
  isKept: (_, run) => run.highest('worker', 'latencyP99') >= 29_000_000,
};

export const mixedTtl = challenge({
  id: 'mixed-ttl',
  title: { en: 'Retries after half a minute', zh: '重试要等半分钟' },
  summary: { en: 'Payments ought to be tried again after one second. Most come after thirty.', zh: '付款本该一秒后重试，多数却等了三十秒。' },
  scenario,
  alarm: {
    en: `**Alarm:** failed payments are tried again after 30 seconds in the median. Ten in eleven of them have a time to live of **1 s** and ought to be back right after that; only those of \`again later\` are to wait 30 s.

Run the design and watch \`wait\`.`,
    zh: `**告警：**失败的付款，重试前等待时间的中位数是 30 秒。十一笔里有十笔的存活时间是 **1 秒**，本该随即回来；只有 \`again later\` 的才该等 30 秒。

运行设计，留意 \`wait\`。`,
  },
  task: {
    en: `Half of the payments are to be back within 2 seconds.

**Budget:** the messages keep their times to live, and what is to wait 30 s does wait 30 s. One worker. Queues cost nothing.`,
    zh: `半数付款要在 2 秒内回来。

**预算：**消息的存活时间不变，该等 30 秒的照样等 30 秒。一个工作者。队列不花钱。`,
  },
  rules: [asItWas(scenario), instancesAtMost(1), longOnesWait],
  hints: [
    { en: 'Which message of `wait` may leave first? Browse it in the **Messages** tab.', zh: '`wait` 里哪条消息能先离开？在**消息**页里翻看。' },
    {
      en: 'A queue lets its head expire only. Behind one that waits 30 s, all the others wait too, however short their time to live.',
      zh: '队列只让队首过期。前面有一条要等 30 秒的，后面的存活时间再短也得一起等。',
    },
    {
      en: 'One queue per delay: add a **Queue**, lead `again later` there instead of to `wait`, and wire the new queue to `payments`. It works the other way round as well.',
      zh: '每种延迟一个队列：添加一个**队列**，让 `again later` 改发到那里，再从新队列连线到 `payments`。反过来，把 `again soon` 分出去也行。',
    },
  ],
  closing: {
    en: 'A time to live is looked at where the queue begins. Delays of different length need a queue each; then the head is always the first to expire.',
    zh: '存活时间只在队首检查。不同长短的延迟要各用一个队列，这样队首总是最先到期。',
  },
});
