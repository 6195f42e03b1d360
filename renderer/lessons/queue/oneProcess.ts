/** Why a channel is not enough: sender, receiver and all messages share one memory and one fate. */
import { at, designOf } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson } from '../lesson.ts';

const WANTED = 2000;

export const oneProcess: Lesson = {
  id: 'one-process',
  chapter: 'queue',
  title: { en: 'One process, one fate', zh: '一个进程，同生共死' },
  summary: { en: 'What happens to a queue in memory when its process runs out of it.', zh: '内存中的队列，遇上进程内存耗尽会怎样。' },
  scenario: designOf({
    title: { en: 'Lesson: one process, one fate', zh: '课程：一个进程，同生共死' },
    horizon: '6s',
    latency: '0s',
    nodes: {
      web: at(0, 0, 'producer', 'web()', { load: { kind: 'constant', rate: '1000/s' }, arrivals: 'even' }),
      jobs: at(288, 0, 'channel', 'jobs', { capacity: 50, unbounded: true, memoryLimit: '1MiB' }),
      worker: at(576, 0, 'consumer', 'worker()', { workTime: { kind: 'constant', value: '2ms' } }),
    },
    edges: ['web>jobs', 'jobs>worker'],
  }),
  steps: [
    {
      title: { en: 'A queue that never says no', zh: '从不拒绝的队列' },
      text: {
        en: `\`web()\` hands over 1,000 jobs a second, \`worker()\` manages 500. Somebody who did not want \`web()\` to wait made the queue **unbounded**: it takes whatever it is given.

Press **Run**, and mind the queue and the memory of its process: 1 MiB is there.`,
        zh: `\`web()\` 每秒交出 1000 个任务，\`worker()\` 每秒只做得完 500 个。有人不想让 \`web()\` 等待，就把队列做成了**无界**的：来多少收多少。

点击**运行**，留意队列的长度。这个进程只有 1 MiB 内存。`,
      },
      hints: [
        {
          en: 'Let it run: 500 jobs too many each second, each of 1 KiB, fill 1 MiB in about two seconds.',
          zh: '让它跑着：每秒多出 500 个 1 KiB 的任务，大约两秒就占满 1 MiB。',
        },
      ],
      goals: [
        {
          text: { en: 'The process runs out of memory and crashes', zh: '进程内存耗尽，崩溃' },
          isMet: ({ run }) => run.events('process.crashed') > 0,
        },
        {
          text: { en: 'All that waited in it is lost: see **Events** or the **Ledger**', zh: '在其中等待的任务全部丢失：见**事件**或**账本**' },
          isMet: ({ run }) => run.total('ledger.dropped') >= 500,
          figure: ({ run }) => ({ value: run.total('ledger.dropped'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'A limit saves the process', zh: '设上限，保住进程' },
      text: {
        en: `A queue without a limit only hides that somebody is too slow, until it is too late. Select \`jobs\` and set its **Limit** to **Its capacity**; 50 is set there already. Then run again.

Now \`web()\` is made to wait, as it was in Go’s channel: the process lives, at the speed of its worker.`,
        zh: `没有上限的队列只是把“有人太慢”藏起来，等发现时已经晚了。选中 \`jobs\`，把**上限**设为**按容量**，容量已经填好 50。然后重新运行。

这回轮到 \`web()\` 等待，和 Go 的 channel 一样：进程活了下来，速度由 worker 决定。`,
      },
      hints: [
        { en: 'Select `jobs`; at the right under **Storage**, **Limit** is the first setting.', zh: '选中 `jobs`，右侧**存储**一组里的第一项就是**上限**。' },
        { en: 'Afterwards press **Run again** and let it come to its end.', zh: '然后点**重新运行**，让它跑到终点。' },
      ],
      goals: [
        {
          text: { en: '`jobs` has a limit', zh: '`jobs` 有了上限' },
          isMet: ({ design }) => nodeIn(design, 'jobs', 'channel')?.unbounded === false,
        },
        {
          text: { en: '2,000 jobs are done and the process is alive', zh: '做完 2000 个任务，进程还活着' },
          isMet: ({ design, run }) =>
            nodeIn(design, 'jobs', 'channel')?.unbounded === false &&
            !run.isStale &&
            run.events('process.crashed') === 0 &&
            run.latest('worker', 'processed') >= WANTED,
          figure: ({ run }) => ({ value: run.latest('worker', 'processed'), of: WANTED, unit: 'count' }),
        },
      ],
    },
  ],
  closing: {
    en: `A queue that is part of a language lives in the memory of one process. Two things follow: another process cannot reach it, there is no address to send to; and when the process dies, sender, receiver and all that waits die together.

To talk across processes, the queue has to stand on its own. That is the next lesson.`,
    zh: `语言内置的队列活在一个进程的内存里，这意味着两件事：别的进程够不着它，没有地址可以发；进程一死，发送方、接收方和等待中的消息一起消失。

要跨进程通信，队列得自立门户。这就是下一课。`,
  },
};
