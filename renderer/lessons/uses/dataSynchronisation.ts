/** 数据同步: an event notification service, a queue for each system; one is down and catches up, in order. */
import { at, designOf } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

const swapped = ({ run }: LessonNow): number => run.latest('search', 'outOfOrder');
/** All that was published has reached it, but for what is on its way. */
const isInStep = ({ run }: LessonNow, system: string): boolean => run.latest(system, 'goodput') >= 0.99 * run.latest('accounts', 'out');
const standby = ({ design }: LessonNow): number => nodeIn(design, 'search', 'consumer')?.count ?? 0;

export const dataSynchronisation: Lesson = {
  id: 'data-synchronisation',
  chapter: 'uses',
  title: { en: 'Data synchronisation', zh: '数据同步' },
  summary: {
    en: 'An event notification service keeps three systems in step; one is down for a while and catches up.',
    zh: '事件通知服务让三个系统保持同步；其中一个停机一段时间，之后追上。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: data synchronisation', zh: '课程：数据同步' },
    horizon: '60s',
    nodes: {
      accounts: at(0, 160, 'producer', 'event notification', { keys: { kind: 'uniform', count: 500 } }),
      changes: at(320, 160, 'exchange', 'changes', { type: 'fanout' }),
      'for-search': at(640, 0, 'queue', 'for search'),
      'for-cache': at(640, 160, 'queue', 'for cache'),
      'for-reports': at(640, 320, 'queue', 'for reports'),
      search: at(960, 0, 'consumer', 'search index', { workTime: { kind: 'exponential', mean: '6ms' }, prefetch: 10 }),
      cache: at(960, 160, 'consumer', 'cache', { workTime: { kind: 'constant', value: '2ms' }, prefetch: 10 }),
      reports: at(960, 320, 'consumer', 'reports', { prefetch: 10 }),
    },
    edges: [
      'accounts>changes',
      'changes>for-search',
      'changes>for-cache',
      'changes>for-reports',
      'for-search>search',
      'for-cache>cache',
      'for-reports>reports',
    ],
    faults: [{ kind: 'clientCrash', at: '10s', for: '15s', target: 'search', moment: 'now' }],
  }),
  steps: [
    {
      title: { en: 'One of them is away', zh: '有一个不在' },
      text: {
        en: `Whenever an account changes, a cloud’s **event notification service** puts a message into the queue you named. Here it feeds three: the exchange \`changes\` gives each queue a copy of every change, 100 a second.

At 10 s \`search index\` crashes; at 25 s it is back. Press **Run** and look at the queues: what happens to the changes it missed, and do the two others notice?`,
        zh: `每当账户有变更，云上的**事件通知服务**就把消息放到你指定的队列中。这里有三个队列：交换机 \`changes\` 把每个变更各给一份，每秒 100 个。

第 10 秒 \`search index\` 崩溃，第 25 秒恢复。点击**运行**，看看各个队列：它错过的变更去了哪里？另外两个系统受影响吗？`,
      },
      hints: [
        {
          en: 'Look at `for search` between 10 s and 45 s, in the charts below the canvas too.',
          zh: '看第 10 到 45 秒的 `for search`，画布下方的图表里也能看到。',
        },
      ],
      goals: [
        {
          text: { en: '`for search` keeps more than 1,000 changes while its reader is away', zh: '读者不在时，`for search` 保存了 1000 多个变更' },
          isMet: ({ run }) => run.highest('for-search', 'depth') > 1000,
          figure: ({ run }) => ({ value: run.highest('for-search', 'depth'), of: 1000, unit: 'count' }),
        },
        {
          text: { en: 'At the end of the run all three systems have every change', zh: '运行结束时，三个系统都有全部变更' },
          isMet: (now) => hasEnded(now) && ['search', 'cache', 'reports'].every((system) => isInStep(now, system)),
          figure: ({ run }) => ({ value: run.latest('search', 'goodput'), of: run.latest('accounts', 'out'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Catch up faster', zh: '追得快一些' },
      text: {
        en: `It took \`search index\` 20 seconds to catch up. Four instances would be four times as fast. Set its **Instances** to \`4\` and run again.

It is faster. But open the **Report** tab: some changes were done **out of order**, an older one of an account after a newer one. The index now shows old data and nobody was told.`,
        zh: `\`search index\` 用了 20 秒才追上。四个实例应该快四倍：把它的**实例数**设为 \`4\`，重新运行。

确实快了。但打开**报告**页看看：有些变更**乱序**了，同一账户较旧的变更在较新的之后才写入。索引里留下的是旧数据，而没有任何报错。`,
      },
      hints: [
        { en: 'Four readers share one queue; each takes the next message as soon as it is free.', zh: '四个读者共用一个队列，谁空闲谁就取下一条。' },
        { en: 'Select `search index`, **Instances** = `4`, **Run again**.', zh: '选中 `search index`，**实例数**设为 `4`，**重新运行**。' },
      ],
      goals: [
        {
          text: { en: 'A whole run with 4 instances: changes are done out of order', zh: '用 4 个实例完整运行一次：出现乱序的变更' },
          isMet: (now) => hasEnded(now) && standby(now) >= 4 && swapped(now) > 0,
          figure: (now) => ({ value: swapped(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'In order, with a stand-in', zh: '保持顺序，又有替补' },
      text: {
        en: `Two things are wanted: changes in order, and another instance at hand should one fail. A queue can have a **single active consumer**: one instance is served, the others stand by.

Select \`for search\` and set **Consumers served** to **The first only**. Leave the instances and run again.`,
        zh: `我们想要两件事：变更保持顺序，并且一个实例失效时有另一个接替。队列可以设为**单一活动消费者**：只投递给一个实例，其余待命。

选中 \`for search\`，把**投递给**设为**只投第一个**。实例数不变，重新运行。`,
      },
      hints: [
        { en: 'It is a setting of the queue, not of its consumers.', zh: '这是队列的设置，不是消费者的。' },
        {
          en: '`for search`, group **Kind of queue**: **Consumers served** = **The first only**.',
          zh: '`for search` 的**队列种类**一组：**投递给**设为**只投第一个**。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run with two or more instances and no change out of order', zh: '用两个以上的实例完整运行一次，没有乱序' },
          isMet: (now) => hasEnded(now) && standby(now) >= 2 && swapped(now) === 0 && isInStep(now, 'search'),
          figure: (now) => ({ value: swapped(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Take it along', zh: '带走它' },
      text: {
        en: `Press **Export**: the exchange, its bindings and the three queues come as a \`definitions.json\` that RabbitMQ loads when it starts. Look for \`x-single-active-consumer\` in it, then **download** the zip.`,
        zh: `点击**导出**：交换机、绑定和三个队列都写在 \`definitions.json\` 里，RabbitMQ 启动时载入。在其中找到 \`x-single-active-consumer\`，然后**下载** zip。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'A queue for each system keeps what it has not read yet, so one that is down holds up nobody and catches up by itself. Where an old value must not overwrite a new one, order has to be kept: with one active reader, or with a topic whose partitions each keep the order of their keys.',
    zh: '每个系统一个队列，没读到的先存着：一个停机不影响别人，恢复后自己追上。如果旧值不能覆盖新值，就要保持顺序：用单一活动消费者，或者用主题，让每个分区保持各自键的顺序。',
  },
};
