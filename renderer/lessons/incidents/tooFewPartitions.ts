/** Six workers and one partition. */
import { asItWas, atOnceAtMost, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('too-few-partitions', { en: 'Incident: six workers, no progress', zh: '故障：六个工作者，毫无进展' });

export const tooFewPartitions = challenge({
  id: 'too-few-partitions',
  title: { en: 'Six workers, no progress', zh: '六个工作者，毫无进展' },
  summary: { en: 'The team doubled the workers twice. The lag did not notice, but the bill did.', zh: '工作者加了又加，积压纹丝不动，账单却涨了。' },
  scenario,
  alarm: {
    en: `**Alarm:** lag of \`workers\` above 18,000 after one minute. The team has scaled out to six workers already; one would do 200 messages a second, 500 come in.

Run the design. How many of the six are at work?`,
    zh: `**告警：**一分钟后 \`workers\` 的积压超过 1.8 万。团队已经扩到六个工作者；一个每秒能处理 200 条，流入是 500 条。

运行设计。六个里有几个在干活？`,
  },
  task: {
    en: `Less than 3,000 messages may be waiting when the run ends.

**Budget:** the bill has to come down. At most **4** workers, one message at a time each, so that the order of a key is kept. The topic may be changed.`,
    zh: `运行结束时，积压要低于 3000。

**预算：**账单要降下来。工作者最多 **4** 个，每个一次处理一条，以保持键内有序。主题可以改。`,
  },
  rules: [asItWas(scenario), instancesAtMost(4), atOnceAtMost(1)],
  hints: [
    { en: 'Select `workers` and look at its members: which partitions does each of them have?', zh: '选中 `workers`，看它的成员：每个成员分到了哪些分区？' },
    {
      en: 'In a group, a partition is read by one member. `stream-in` has one partition, so five of six are idle.',
      zh: '同一个组里，一个分区只由一个成员读取。`stream-in` 只有一个分区，所以六个里有五个闲着。',
    },
    {
      en: '**Partitions** of `stream-in` = `4` and **Instances** of `workers` = `4`. Three of each are enough: 3 × 200 > 500.',
      zh: '`stream-in` 的**分区数**设为 `4`，`workers` 的**实例数**设为 `4`。各三个也够：3 × 200 > 500。',
    },
  ],
  closing: {
    en: 'The number of partitions bounds how many members of a group work at once. Before you scale out, count the members that have one.',
    zh: '分区数是组内并行度的上限。扩容之前，先数一数有几个成员分到了分区。',
  },
});
