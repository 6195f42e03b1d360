/** Slower than retention: what is not read in time is deleted. */
import type { Model, TopicDoc } from '#core/scenario/scenario.ts';
import { asItWas, instancesAtMost, keeps } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

/** The situation in a shorter time: two minutes are kept instead of five. */
const shorter = ({ nodes }: Model): Partial<Model> => {
  const events = nodes['events'] as TopicDoc;
  return { horizon: '600s', nodes: { ...nodes, events: { ...events, retentionTime: '2m', segmentTime: '20s' } } };
};
const scenario = inTrouble('behind-retention', { en: 'Incident: gaps in the history', zh: '故障：历史数据有缺口' }, shorter);

export const behindRetention = challenge({
  id: 'behind-retention',
  title: { en: 'Gaps in the history', zh: '历史数据有缺口' },
  summary: {
    en: 'For minutes all is well but slow. Then messages begin to be missing, without any error.',
    zh: '前几分钟只是慢一点，之后消息开始缺失，没有任何报错。',
  },
  pace: 100,
  scenario,
  alarm: {
    en: `**Alarm:** there are gaps in the history that \`nightly\` writes. It began some minutes after the start; until then everything was there, if late. The consumer runs without an error.

Run the design and see when the first message is lost.`,
    zh: `**告警：**\`nightly\` 写出的历史数据有缺口。开始几分钟后才出现；在那之前只是晚一些，什么都不缺。消费者运行正常，没有报错。

运行设计，看看第一条消息是什么时候丢的。`,
  },
  task: {
    en: `Nothing may be lost in the ten minutes of the run.

**Budget:** the disk is full, so \`events\` keeps two minutes and not more. Two instances of \`nightly\` at most; each event takes its 20 ms.`,
    zh: `十分钟的运行中一条也不许丢。

**预算：**磁盘已满，\`events\` 只能保留两分钟。\`nightly\` 最多两个实例，每条照样 20 ms。`,
  },
  rules: [
    asItWas(scenario),
    keeps<TopicDoc>(scenario, 'events', ['retentionTime', 'retentionBytes', 'segmentTime', 'segmentBytes', 'cleanup'], {
      en: '`events` keeps no more than it did',
      zh: '`events` 保留的不比原来多',
    }),
    instancesAtMost(2),
  ],
  hints: [
    {
      en: 'Watch the lag of `nightly` **in time**, in the charts: what happens when it comes near two minutes?',
      zh: '在图表里看 `nightly` 的**时间积压**：接近两分钟时发生了什么？',
    },
    {
      en: '90 events a second come in, and one instance does 50. It falls behind until the oldest event it has not read is deleted; then it is moved on without a word.',
      zh: '每秒流入 90 条，一个实例只能处理 50 条。它越落越远，直到还没读的最旧消息被删除，它就被悄悄移到后面。',
    },
    {
      en: '**Instances** of `nightly` = `2`: twice 50 is more than 90. Or **At once, each** = `2`, if order does not matter. Longer retention would only put it off.',
      zh: '`nightly` 的**实例数**设为 `2`：两个 50 大于 90。若顺序无所谓，也可以把**每个实例的并发数**设为 `2`。延长保留时间只是推迟问题。',
    },
  ],
  closing: {
    en: 'Retention waits for nobody. Alarm on lag in time against what is kept, well before the two meet: after that there is nothing to be read again.',
    zh: '保留策略不等人。要用时间积压对照保留时间来告警，并且留足余量：等两者相遇，就没有东西可以重读了。',
  },
});
