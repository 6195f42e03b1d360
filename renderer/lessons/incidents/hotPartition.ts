/** Lag grows while most workers are idle: one key has a third of the messages. */
import { asItWas, atOnceAtMost, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('hot-partition', { en: 'Incident: clicks come too late', zh: '故障：点击数据迟迟不到' });

export const hotPartition = challenge({
  id: 'hot-partition',
  title: { en: 'Clicks come too late', zh: '点击数据迟迟不到' },
  summary: { en: 'The lag grows and grows, yet the workers are not even half busy.', zh: '积压不断增长，工作者却连一半都没忙到。' },
  scenario,
  alarm: {
    en: `**Alarm:** lag of \`workers\` above 20,000 after one minute, and rising. Twelve workers share twelve partitions; together they could do 2,400 clicks a second, and 1,500 come in. They are less than half busy.

Run the design and see for yourself.`,
    zh: `**告警：**一分钟后 \`workers\` 的积压超过 2 万，还在上涨。十二个工作者分担十二个分区，合计每秒能处理 2400 次点击，流入只有 1500。它们连一半都没忙到。

运行设计，亲自看一看。`,
  },
  task: {
    en: `Less than 1,000 clicks may be waiting when the run ends.

**Budget:** no more workers than the twelve there are, with up to 3 messages at once each. The clicks come as they come, and each takes its 5 ms. You may choose other **keys** for them, and change the topic.`,
    zh: `运行结束时，积压要低于 1000。

**预算：**工作者不超过现有的 12 个，每个最多同时处理 3 条。点击照常流入，每条照样 5 ms。可以为消息换**键**，也可以改主题。`,
  },
  rules: [asItWas(scenario, ['keys']), instancesAtMost(12), atOnceAtMost(3)],
  hints: [
    { en: 'Is everybody equally behind? Select `clicks`: it lists the lag of each partition.', zh: '大家落后得一样多吗？选中 `clicks`，看各个分区的积压。' },
    {
      en: 'One partition has nearly all of the lag. A third of all clicks have the same key, one key goes to one partition, and one worker reads it. More workers or more partitions do not divide a key.',
      zh: '几乎全部积压都在一个分区。三分之一的点击是同一个键，一个键只进一个分区，只有一个工作者读它。加工作者、加分区都分不开一个键。',
    },
    {
      en: 'Either a finer key: **Keys** of `site` = **Random, all alike**, **Different keys** = `10000`. Order is then kept per finer key. Or more hands at that partition: **At once, each** of `workers` = `3`, where the order within a key does not matter.',
      zh: '要么用更细的键：`site` 的**消息键**选**随机，概率相同**，**键的数量**设为 `10000`，顺序只在更细的键内保证。要么让那个分区多几双手：`workers` 的**每个实例的并发数**设为 `3`，前提是键内顺序无所谓。',
    },
  ],
  closing: {
    en: 'Lag of a group is a sum: look at it by partition first. A hot key is divided by a finer key, or worked on by several threads at once; instances and partitions cannot divide it.',
    zh: '组的积压是个总和：先按分区看。热点键要用更细的键来分散，或由多个线程同时处理；加实例、加分区都分不开它。',
  },
});
