/** The document's first program: a channel of five between two goroutines. */
import { at, designOf } from '../design.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const received = ({ run }: LessonNow): number => run.latest('main', 'processed');
const allReceived = (now: LessonNow): boolean => received(now) >= 10;
const capacity = ({ design }: LessonNow): number | undefined => nodeIn(design, 'ch', 'channel')?.capacity;

export const goChannel: Lesson = {
  id: 'go-channel',
  chapter: 'queue',
  title: { en: 'A Go channel', zh: 'Go 的 channel' },
  summary: {
    en: 'Two goroutines, one channel of five: when does the sender have to wait?',
    zh: '两个 goroutine，一个容量为 5 的 channel：发送方什么时候要等？',
  },
  scenario: designOf({
    title: { en: 'Lesson: a Go channel', zh: '课程：Go 的 channel' },
    horizon: '5s',
    latency: '0s',
    nodes: {
      sender: at(0, 0, 'producer', 'go func()', {
        load: {
          kind: 'steps',
          steps: [
            { rate: '10/s', for: '1s' },
            { rate: '0/s', for: '1s' },
          ],
        },
        arrivals: 'even',
        size: { kind: 'constant', value: '8B' },
      }),
      ch: at(288, 0, 'channel', 'ch', { capacity: 5 }),
      main: at(576, 0, 'consumer', 'main()', { workTime: { kind: 'constant', value: '300ms' } }),
    },
    edges: ['sender>ch', 'ch>main'],
  }),
  steps: [
    {
      title: { en: 'Ten numbers', zh: '十个数' },
      text: {
        en: `A message queue lets processes, or threads of one process, talk by passing messages. The smallest one you know may be Go’s channel.

On the canvas is such a program: \`ch := make(chan int, 5)\`. One goroutine sends ten numbers with \`ch <- i\`; \`main\` takes them out with \`range ch\` and needs 300 ms for each.

Press **Run** and watch the number inside \`ch\`.`,
        zh: `消息队列是进程之间、或同一进程的线程之间传递消息的通信方式。Go 的 channel 就是最小的一种。

画布上是这样一个程序：\`ch := make(chan int, 5)\`。一个 goroutine 用 \`ch <- i\` 发送十个数，\`main\` 用 \`range ch\` 逐个取出，每个要处理 300 ms。

点击**运行**，留意 \`ch\` 里的数字。`,
      },
      hints: [
        { en: 'The run controls are above the canvas; Ctrl+Enter runs and pauses as well.', zh: '运行控制在画布上方，也可以按 Ctrl+Enter 运行或暂停。' },
        { en: 'Let it run to the end: it takes about three seconds until the tenth number is done.', zh: '让它一直运行下去：大约三秒后第十个数处理完。' },
      ],
      goals: [
        {
          text: { en: 'The channel is full: five numbers in it', zh: 'channel 装满了：里面有五个数' },
          isMet: ({ run }) => run.highest('ch', 'depth') >= 5,
          figure: ({ run }) => ({ value: run.latest('ch', 'depth'), of: 5, unit: 'count' }),
        },
        {
          text: { en: '`main` has received all ten', zh: '`main` 收到了全部十个数' },
          isMet: allReceived,
          figure: (now) => ({ value: received(now), of: 10, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Who says that it is over?', zh: '谁来说“发完了”？' },
      text: {
        en: `All ten have arrived, yet \`range ch\` still waits for an eleventh: nobody closed the channel. Go notices that every goroutine sleeps and ends the program with \`all goroutines are asleep - deadlock!\` You find it in the **Events** tab below the canvas.

Select \`go func()\` and set **At its end** to **Close**: that is \`close(ch)\` after the loop. Then run again.`,
        zh: `十个数都到了，\`range ch\` 却还在等第十一个：没有人关闭 channel。Go 发现所有 goroutine 都在睡，就报 \`all goroutines are asleep - deadlock!\` 并退出。画布下方的**事件**里能看到它。

选中 \`go func()\`，把**负载结束后**设为**关闭**，相当于循环之后的 \`close(ch)\`。然后重新运行。`,
      },
      hints: [
        {
          en: 'Click `go func()` on the canvas: its settings appear at the right. The group is called **Channels**.',
          zh: '点击画布上的 `go func()`，右侧会出现它的设置，找到**通道**这一组。',
        },
        {
          en: 'Choose **Close**, then press **Run again** (or Shift+Enter) and let it run to the end.',
          zh: '选择**关闭**，然后点**重新运行**（或按 Shift+Enter），让它运行到终点。',
        },
      ],
      goals: [
        {
          text: { en: 'The sender closes the channel', zh: '发送方会关闭 channel' },
          isMet: ({ design }) => nodeIn(design, 'sender', 'producer')?.closeWhenDone === true,
        },
        {
          text: { en: 'All ten received, and no deadlock at the end', zh: '十个数全部收到，最后也没有死锁' },
          isMet: (now) =>
            nodeIn(now.design, 'sender', 'producer')?.closeWhenDone === true &&
            !now.run.isStale &&
            allReceived(now) &&
            now.run.phase === 'ended' &&
            now.run.events('channel.deadlock') === 0,
        },
      ],
    },
    {
      title: { en: 'Less room, more waiting', zh: '空间越小，等得越久' },
      text: {
        en: `A full channel is not an error. \`ch <- i\` simply does not return until there is room: the sender is **blocked**, and so it is slowed down to what \`main\` can do. Nothing is lost.

Make the channel smaller: set the **Capacity** of \`ch\` to 2 and run again. More numbers have to wait in the goroutine before they get in.`,
        zh: `channel 满了不是错误。\`ch <- i\` 会一直等到有空位才返回：发送方被**阻塞**，速度被压到 \`main\` 能处理的程度，一个数也不会丢。

把 channel 变小：将 \`ch\` 的**容量**改为 2，重新运行。会有更多的数在 goroutine 里排队，等着进入 channel。`,
      },
      hints: [
        { en: 'Select `ch`; the capacity is at the right, under **Storage**.', zh: '选中 `ch`，容量在右侧的**存储**一组。' },
        { en: 'A channel is made once, so the new capacity needs a new run: **Run again**.', zh: 'channel 的大小在创建时就定了，新容量要**重新运行**才生效。' },
      ],
      goals: [
        {
          text: { en: 'The capacity of `ch` is 1 or 2', zh: '`ch` 的容量是 1 或 2' },
          isMet: (now) => [1, 2].includes(capacity(now) ?? 0),
        },
        {
          text: { en: 'At least three numbers waited outside the channel at once', zh: '同时至少有三个数在 channel 外面等待' },
          isMet: ({ run }) => run.highest('sender', 'waiting') >= 3,
          figure: ({ run }) => ({ value: run.highest('sender', 'waiting'), of: 3, unit: 'count' }),
        },
        {
          text: { en: 'Still all ten arrive', zh: '十个数仍然全部收到' },
          isMet: (now) => (capacity(now) ?? 5) <= 2 && !now.run.isStale && now.run.highest('ch', 'depth') <= 2 && allReceived(now),
          figure: (now) => ({ value: received(now), of: 10, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'No room at all', zh: '一个空位也没有' },
      text: {
        en: `\`make(chan int)\` has no buffer. Sender and receiver then have to meet: a number goes straight from one hand into the other. This is called a **rendezvous**.

Set the capacity to 0 and run once more. The channel never holds anything, and every number still arrives.`,
        zh: `\`make(chan int)\` 没有缓冲。收发双方必须同时到场，数从一只手直接交到另一只手里，这叫**会合**（rendezvous）。

把容量改为 0，再运行一次。channel 里始终是空的，每个数却都能送到。`,
      },
      hints: [{ en: 'Select `ch`, type 0 as its capacity, press Enter, then **Run again**.', zh: '选中 `ch`，容量填 0，按回车，再点**重新运行**。' }],
      goals: [
        {
          text: { en: 'All ten pass through a channel that holds nothing', zh: '十个数穿过一个什么都不存的 channel' },
          isMet: (now) => capacity(now) === 0 && !now.run.isStale && now.run.highest('ch', 'depth') === 0 && allReceived(now),
          figure: (now) => ({ value: received(now), of: 10, unit: 'count' }),
        },
      ],
    },
  ],
  closing: {
    en: `A channel is a queue in the memory of one process. It evens out short differences in speed, and when it is full it makes the sender wait; that is called **back pressure**. A bigger buffer only delays the moment: in the long run nothing is faster than \`main\`.

There is nothing to export here: a channel is a line of Go, no server. In the next lesson the two sides become programs of their own.`,
    zh: `channel 是一个进程内存里的队列。它能抹平短暂的速度差；满了就让发送方等待，这叫**反压**。缓冲再大，也只是推迟这一刻：长期来看，谁也快不过 \`main\`。

这一课没有可以导出的东西：channel 只是一行 Go 代码，不是服务器。下一课里，两边会变成各自独立的程序。`,
  },
};
