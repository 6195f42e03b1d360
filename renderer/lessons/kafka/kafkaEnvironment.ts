/** The document's environment: one broker, stream-in and stream-out with one partition each, a processor between them. */
import { at, designOf, frameAt } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

const instances = ({ design }: LessonNow): number => nodeIn(design, 'processor', 'consumer')?.count ?? 0;
const rate = ({ run }: LessonNow): number => run.highest('sensors', 'rate');
const lag = ({ run }: LessonNow): number => run.latest('processor', 'lag');

export const kafkaEnvironment: Lesson = {
  id: 'kafka-environment',
  chapter: 'kafka',
  title: { en: 'stream-in to stream-out', zh: '从 stream-in 到 stream-out' },
  summary: {
    en: 'The classic environment of one broker and two topics: partitions, groups, offsets.',
    zh: '经典环境：一个服务器、两个主题。分区、消费者组与位移。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: stream-in to stream-out', zh: '课程：从 stream-in 到 stream-out' },
    horizon: '60s',
    nodes: {
      sensors: at(0, 80, 'producer', 'sensors', { load: { kind: 'constant', rate: '200/s' }, keys: { kind: 'uniform', count: 100 } }),
      kafka1: frameAt(288, 16, { width: 272, height: 368 }, 'kafka1', { profile: 'kafka-4.1' }),
      'stream-in': at(320, 80, 'topic', 'stream-in', { broker: 'kafka1' }),
      'stream-out': at(320, 240, 'topic', 'stream-out', { broker: 'kafka1' }),
      processor: at(640, 80, 'consumer', 'processor', { workTime: { kind: 'constant', value: '3ms' }, group: 'processor', offsetReset: 'earliest' }),
      dashboard: at(640, 240, 'consumer', 'dashboard', { workTime: { kind: 'constant', value: '1ms' }, group: 'dashboard', offsetReset: 'earliest' }),
    },
    edges: ['sensors>stream-in', 'stream-in>processor', 'processor>stream-out', 'stream-out>dashboard'],
  }),
  steps: [
    {
      title: { en: 'The environment', zh: '环境准备' },
      text: {
        en: `\`KAFKA_CREATE_TOPICS: "stream-in:1:1,stream-out:1:1"\`: two topics on one broker, each with **1 partition** and **1 replica**. \`processor\` reads \`stream-in\`, works 3 ms on each message and writes the result to \`stream-out\`; \`dashboard\` reads that.

Press **Run**. Select \`stream-in\` and see what Kafka keeps: a log that only grows, and the offset of each group.`,
        zh: `\`KAFKA_CREATE_TOPICS: "stream-in:1:1,stream-out:1:1"\`：一个服务器上两个主题，各 **1 个分区**、**1 个副本**。\`processor\` 读取 \`stream-in\`，每条处理 3 ms，结果写入 \`stream-out\`，由 \`dashboard\` 读取。

点击**运行**。选中 \`stream-in\`，看看 Kafka 保存了什么：一份只增不减的日志，以及每个组的位移。`,
      },
      hints: [{ en: 'Let the run go to its end; with the pace **max** it takes a moment.', zh: '让它运行到结束；速度选**最快**，片刻即可完成。' }],
      goals: [
        {
          text: { en: 'A whole run: `dashboard` has more than 10,000 results', zh: '完整运行一次：`dashboard` 收到 1 万条以上的结果' },
          isMet: (now) => hasEnded(now) && now.run.latest('dashboard', 'processed') > 10_000,
          figure: ({ run }) => ({ value: run.latest('dashboard', 'processed'), of: 10_000, unit: 'count' }),
        },
        {
          text: { en: 'All of it was read, and `stream-in` still has it', zh: '全部读过了，`stream-in` 里仍然保留着' },
          isMet: ({ run }) => run.latest('stream-in', 'retained') > 10_000 && run.latest('stream-in', 'lag') < 500,
          figure: ({ run }) => ({ value: run.latest('stream-in', 'retained'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'A second instance', zh: '第二个实例' },
      text: {
        en: `More sensors are connected: set the **Rate** of \`sensors\` to \`500/s\`. One processor of 3 ms does 333 a second, so give it help: **Instances** of \`processor\` = \`2\`. Run again.

The lag grows all the same. Both are in one **group**, and a partition is given to one member of it; the other has nothing to read.`,
        zh: `接入了更多传感器：把 \`sensors\` 的**速率**设为 \`500/s\`。每条 3 ms，一个处理程序每秒只能做 333 条，所以加个帮手：\`processor\` 的**实例数**设为 \`2\`。重新运行。

积压照样增长。两个实例同在一个**消费者组**，一个分区只分给组里的一个成员，另一个无事可读。`,
      },
      hints: [
        {
          en: 'Select `processor` during or after the run: its members and their partitions are listed.',
          zh: '运行时或结束后选中 `processor`：其中列出了各成员和它们的分区。',
        },
        {
          en: '`sensors`: **Rate** = `500/s`. `processor`: **Instances** = `2`. **Run again**.',
          zh: '`sensors`：**速率**设为 `500/s`。`processor`：**实例数**设为 `2`。**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run at 500/s with 2 instances: more than 5,000 behind', zh: '以 500/s、2 个实例完整运行一次：落后 5000 条以上' },
          isMet: (now) => hasEnded(now) && instances(now) >= 2 && rate(now) >= 500 && lag(now) > 5000,
          figure: (now) => ({ value: lag(now), of: 5000, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'A second partition', zh: '第二个分区' },
      text: {
        en: `Set **Partitions** of \`stream-in\` to \`2\` and run again: each instance reads one. Messages of one sensor have one key and stay on one partition, in order.`,
        zh: `把 \`stream-in\` 的**分区数**设为 \`2\`，重新运行：两个实例各读一个。同一传感器的消息键相同，总在同一个分区，保持有序。`,
      },
      hints: [
        { en: 'How many partitions do two readers need?', zh: '两个读者需要几个分区？' },
        { en: '`stream-in`: **Partitions** = `2`, **Run again**.', zh: '`stream-in`：**分区数**设为 `2`，**重新运行**。' },
      ],
      goals: [
        {
          text: { en: 'A whole run at 500/s: less than 500 behind at the end', zh: '以 500/s 完整运行一次：结束时落后不到 500 条' },
          isMet: (now) => hasEnded(now) && rate(now) >= 500 && lag(now) < 500 && now.run.latest('processor', 'processed') > 20_000,
          figure: (now) => ({ value: lag(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Start it for real', zh: '真的启动它' },
      text: {
        en: `Press **Export**. The project is the compose file of the document in its form of today: \`apache/kafka\` without ZooKeeper, and a \`kafka-init\` that creates \`stream-in\` with 2 partitions and \`stream-out\` with 1. **Download** it and start it with \`docker compose up -d\`.`,
        zh: `点击**导出**。这就是文档里那份编排文件在今天的写法：不再需要 ZooKeeper 的 \`apache/kafka\`，以及创建 \`stream-in\`（2 个分区）和 \`stream-out\`（1 个分区）的 \`kafka-init\`。**下载**后用 \`docker compose up -d\` 启动。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'A topic is as parallel as it has partitions. Decide on them before there is data: keys keep to a partition only as long as their number stays the same.',
    zh: '主题有多少分区，就有多少并行度。要在有数据之前想好：只有分区数不变，同一个键才总在同一个分区。',
  },
};
