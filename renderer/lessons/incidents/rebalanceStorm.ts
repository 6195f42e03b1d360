/** Members that are put out of their group again and again. */
import { asItWas, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('rebalance-storm', { en: 'Incident: done again and again', zh: '故障：做了又做' });

export const rebalanceStorm = challenge({
  id: 'rebalance-storm',
  title: { en: 'Done again and again', zh: '做了又做' },
  summary: { en: 'Two workers are busy for ten minutes and get nowhere.', zh: '两个工作者忙了十分钟，却没有进展。' },
  pace: 100,
  scenario,
  alarm: {
    en: `**Alarm:** ten minutes after the restart the lag of \`workers\` is 34,000 and grows by 60 a second: by all that comes in. The two are more than 80 % busy. 29,000 messages were processed twice.

Run the design, then read the **Events** tab.`,
    zh: `**告警：**重启十分钟后，\`workers\` 的积压是 3.4 万，每秒还增加 60 条：流入多少就积压多少。两个工作者忙碌 80% 以上。有 2.9 万条消息处理了两遍。

运行设计，然后读一读**事件**页。`,
  },
  task: {
    en: `No message may be processed twice, and less than 3,000 may be waiting at the end.

**Budget:** two workers. A message takes its 30 ms. Everything else about the group may be changed.`,
    zh: `消息不许处理两遍，结束时积压要低于 3000。

**预算：**两个工作者，每条照样 30 ms。组的其他设置都可以改。`,
  },
  rules: [asItWas(scenario), instancesAtMost(2)],
  hints: [
    { en: 'How often does the group rebalance, and which commits are refused? The events tell.', zh: '消费者组多久再均衡一次？哪些提交被拒绝？事件里都有。' },
    {
      en: 'A poll gives a worker up to 500 messages: 500 × 30 ms = 15 s. After 12 s without a poll it is put out of the group, its commit is refused, and the other begins the same messages anew.',
      zh: '一次拉取最多给 500 条：500 × 30 ms = 15 秒。12 秒没有再次轮询，它就被移出消费者组，提交被拒，另一个又从头处理同样的消息。',
    },
    {
      en: 'Three ways: **Messages per poll** = `100`; or **Longest poll interval** = `60s`; or **At once, each** = `2`, if order does not matter.',
      zh: '三条路：**每次拉取条数**设为 `100`；或**最长轮询间隔**设为 `60s`；或在顺序无所谓时把**每个实例的并发数**设为 `2`。',
    },
  ],
  closing: {
    en: 'Messages per poll × time per message must be well below the longest poll interval. It shows only when there is a backlog: before, no poll was ever full.',
    zh: '每次拉取条数 × 每条处理时间，要明显小于最长轮询间隔。平时看不出来，有了积压才暴露：此前从来没有一次拉取是满的。',
  },
});
