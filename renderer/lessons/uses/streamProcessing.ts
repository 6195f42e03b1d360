/** 数据流处理: logs in a topic, partitions, two groups, and a third that comes later. */
import { at, designOf, frameAt } from '../design.ts';
import { nodeIn, nodesOf, targetsOf } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

/** Whoever else reads the logs. */
const thirds = ({ design }: LessonNow): readonly string[] =>
  nodesOf(design, 'consumer')
    .map(([id]) => id)
    .filter((id) => id !== 'alerts' && id !== 'analysis' && targetsOf(design, 'logs').includes(id));
const isLate = ({ design }: LessonNow, id: string): boolean => {
  const startAt = nodeIn(design, id, 'consumer')?.startAt ?? '0s';
  return Number.parseFloat(startAt) > 0;
};

export const streamProcessing: Lesson = {
  id: 'stream-processing',
  chapter: 'uses',
  title: { en: 'Stream processing', zh: '数据流处理' },
  summary: {
    en: 'Logs of many servers in one topic, read by several groups, each at its own place.',
    zh: '许多服务器的日志汇入一个主题，由几个消费者组各自读取。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: stream processing', zh: '课程：数据流处理' },
    horizon: '60s',
    nodes: {
      hosts: at(0, 80, 'producer', 'servers', {
        load: { kind: 'constant', rate: '500/s' },
        keys: { kind: 'uniform', count: 200 },
        size: { kind: 'constant', value: '300B' },
      }),
      kafka1: frameAt(288, 16, { width: 272, height: 208 }, 'kafka1', { profile: 'kafka-4.1' }),
      logs: at(320, 80, 'topic', 'logs', { broker: 'kafka1' }),
      alerts: at(640, 0, 'consumer', 'alerts', { workTime: { kind: 'constant', value: '1ms' }, group: 'alerts', offsetReset: 'earliest' }),
      analysis: at(640, 160, 'consumer', 'analysis', { group: 'analysis', offsetReset: 'earliest' }),
    },
    edges: ['hosts>logs', 'logs>alerts', 'logs>analysis'],
  }),
  steps: [
    {
      title: { en: 'Two readers of one log', zh: '一份日志，两个读者' },
      text: {
        en: `200 servers write 500 log lines a second to the topic \`logs\`. Two **groups** read it: \`alerts\` needs 1 ms for a line, \`analysis\` 5 ms. Reading removes nothing: each group has its own position in the log, and **lag** is how far it is behind.

Press **Run**. Both read the same lines, but only one keeps up.`,
        zh: `200 台服务器每秒向主题 \`logs\` 写 500 行日志。两个**消费者组**在读：\`alerts\` 每行 1 ms，\`analysis\` 每行 5 ms。读取不会删除消息：每个组在日志里有自己的位移，**积压**就是它落后多少。

点击**运行**。两个组读的是同样的日志，但只有一个跟得上。`,
      },
      hints: [{ en: '5 ms for a line is 200 lines a second for one reader.', zh: '每行 5 ms，一个读者每秒只能处理 200 行。' }],
      goals: [
        {
          text: { en: '`alerts` has read everything by the end', zh: '结束时 `alerts` 已读完全部日志' },
          isMet: (now) => hasEnded(now) && now.run.latest('alerts', 'lag') < 500 && now.run.latest('alerts', 'processed') > 20_000,
          figure: ({ run }) => ({ value: run.latest('alerts', 'lag'), unit: 'count' }),
        },
        {
          text: { en: '`analysis` is more than 10,000 lines behind', zh: '`analysis` 落后 1 万行以上' },
          isMet: ({ run }) => run.highest('analysis', 'lag') > 10_000,
          figure: ({ run }) => ({ value: run.latest('analysis', 'lag'), of: 10_000, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Share the work', zh: '分担处理' },
      text: {
        en: `Give \`analysis\` three more instances and nothing gets better: **in a group a partition has one reader**, and \`logs\` has one partition. Raise **Partitions** of \`logs\` to \`4\` and **Instances** of \`analysis\` to \`4\`, and run again.

The lines have the server’s name as their key. Lines with the same key go to the same partition, so each server’s log stays in order though four read at once.`,
        zh: `只给 \`analysis\` 加实例没有用：**同一个组里，一个分区只有一个读者**，而 \`logs\` 只有一个分区。把 \`logs\` 的**分区数**设为 \`4\`，\`analysis\` 的**实例数**也设为 \`4\`，重新运行。

日志以服务器名作为键，键相同的进入同一个分区。所以四个实例同时读，每台服务器的日志仍然有序。`,
      },
      hints: [
        {
          en: 'How many readers of one group can work at once? Select the topic: its fields say so.',
          zh: '同一个组最多有几个读者能同时工作？选中主题，看它的设置说明。',
        },
        {
          en: '`logs`: **Partitions** = `4`. `analysis`: **Instances** = `4`. **Run again**.',
          zh: '`logs`：**分区数**设为 `4`。`analysis`：**实例数**设为 `4`。**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run: `analysis` keeps up (lag below 500 at the end)', zh: '完整运行一次：`analysis` 跟得上（结束时积压低于 500）' },
          isMet: (now) => hasEnded(now) && now.run.latest('analysis', 'lag') < 500 && now.run.latest('analysis', 'processed') > 20_000,
          figure: ({ run }) => ({ value: run.latest('analysis', 'lag'), unit: 'count' }),
        },
        {
          text: { en: 'No server’s lines are read out of order', zh: '没有一台服务器的日志乱序' },
          isMet: (now) => hasEnded(now) && now.run.latest('analysis', 'outOfOrder') === 0 && (nodeIn(now.design, 'analysis', 'consumer')?.count ?? 0) > 1,
          figure: ({ run }) => ({ value: run.latest('analysis', 'outOfOrder'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'A reader who comes later', zh: '后来的读者' },
      text: {
        en: `Twenty seconds after the start somebody else wants the logs, from the first line on. With a queue they would be gone; the topic still has them.

Add a **Consumer**, wire \`logs\` to it, set **Connects at** to \`20s\` and **Starts reading at** to **The oldest message**. Run again and watch the two groups that were there: do they notice?`,
        zh: `开始 20 秒后，又有人想要这些日志，而且要从第一行读起。若是队列，消息早就没了；主题里还留着。

添加一个**消费者**，从 \`logs\` 连线到它，把**上线时间**设为 \`20s\`，**从何处开始读取**设为**最早的消息**。重新运行，看看原来的两个组受不受影响。`,
      },
      hints: [
        { en: 'The new consumer needs no group name: left empty, it is a group of its own.', zh: '新消费者不必填组名：留空就自成一组。' },
        {
          en: 'With **New messages only**, a group without a position begins at the end, and never sees what was there.',
          zh: '若选**只读新消息**，没有位移的组从末尾开始，之前的永远看不到。',
        },
        {
          en: 'A **Consumer** from the tab **Components**, wire `logs` → it, **Connects at** = `20s`, **Starts reading at** = **The oldest message**, **Run again**.',
          zh: '从**组件**页添加消费者，连线 `logs` → 它，**上线时间**设为 `20s`，**从何处开始读取**设为**最早的消息**，**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run: the third group came late and missed no line', zh: '完整运行一次：第三个组晚来，却没有漏掉一行' },
          isMet: (now) =>
            hasEnded(now) && thirds(now).some((id) => isLate(now, id) && now.run.latest(id, 'processed') > 1000 && now.run.latest(id, 'lost') === 0),
          figure: (now) => ({ value: now.run.latest(thirds(now)[0] ?? '', 'processed'), unit: 'count' }),
        },
        {
          text: { en: '`alerts` and `analysis` kept up all the same', zh: '`alerts` 和 `analysis` 照样跟得上' },
          isMet: (now) => hasEnded(now) && thirds(now).length > 0 && ['alerts', 'analysis'].every((id) => now.run.latest(id, 'lag') < 500),
          figure: ({ run }) => ({ value: Math.max(run.latest('alerts', 'lag'), run.latest('analysis', 'lag')), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Take it along', zh: '带走它' },
      text: {
        en: `Press **Export**: a Kafka broker and a small \`kafka-init\` that creates \`logs\` with your partitions. The README has the settings of each client. **Download** the zip.`,
        zh: `点击**导出**：一个 Kafka 服务器，加上一个 \`kafka-init\`，它会按你的分区数创建 \`logs\`。README 里有每个客户端的配置。**下载** zip。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'A topic is a log: groups read it independently of each other, and one that comes later begins where it likes. Partitions say how many readers a group can use, keys what stays in order, and lag who cannot keep up.',
    zh: '主题就是一份日志：各个组互不影响地读取，后来者可以从任意位置开始。分区数决定一个组能有多少读者同时工作，键决定什么保持有序，积压则告诉你谁跟不上。',
  },
};
