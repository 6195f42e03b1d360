/** The queue as a server between two processes: built, run, and seen to outlive one of them. */
import type { Scenario } from '#core/scenario/scenario.ts';
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { durationUs, edgeBetween, nodesOf } from '../goals.ts';
import type { Lesson } from '../lesson.ts';

/** The queue that was put on the server, whatever it is called. */
const queueOf = (design: Scenario): string | undefined => nodesOf(design, 'queue').find(([, { broker }]) => broker === 'mq')?.[0];
const isWired = (design: Scenario): boolean => {
  const queue = queueOf(design);
  return queue !== undefined && edgeBetween(design, 'shop', queue) !== undefined && edgeBetween(design, queue, 'billing') !== undefined;
};
const isFar = (design: Scenario): boolean => {
  const queue = queueOf(design);
  const ways = queue === undefined ? [] : [edgeBetween(design, 'shop', queue), edgeBetween(design, queue, 'billing')];
  return ways.length === 2 && ways.every((way) => way !== undefined && durationUs(way.latency) >= 10_000);
};

export const messageServer: Lesson = {
  id: 'message-server',
  chapter: 'queue',
  title: { en: 'The message server', zh: '消息服务器' },
  summary: { en: 'Put the queue on a server of its own, and let one side crash.', zh: '把队列放到独立的服务器上，再让一边崩溃试试。' },
  scenario: designOf({
    title: { en: 'Lesson: the message server', zh: '课程：消息服务器' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { arrivals: 'even' }),
      mq: frameAt(288, 0, { width: 304, height: 240 }, 'mq', { threads: 4 }),
      billing: at(672, 80, 'consumer', 'billing', { prefetch: 10 }),
    },
    edges: [],
  }),
  steps: [
    {
      title: { en: 'A queue that listens', zh: '会监听端口的队列' },
      text: {
        en: `Take the queue out of the program and make a service of it: it listens on a port, takes messages in and passes them on to other processes. Such a service is called a **message server**, or message-oriented middleware.

\`shop\` and \`billing\` are two programs; \`mq\` is the server, still empty. Open the tab **Components**, drag a **Queue** into the frame of \`mq\`, then wire \`shop\` to the queue and the queue to \`billing\`: from the dot at the right of one to the dot at the left of the next.`,
        zh: `把队列这种数据结构从程序里拿出来，做成一个服务：监听一个端口接收消息，再把消息转发给其他进程。这样的服务叫**消息服务器**，也叫消息中间件。

\`shop\` 和 \`billing\` 是两个程序，\`mq\` 是服务器，现在还是空的。打开**组件**标签，把**队列**拖进 \`mq\` 的框里，再把 \`shop\` 连到队列、队列连到 \`billing\`：从一个右侧的圆点拖到下一个左侧的圆点。`,
      },
      hints: [
        {
          en: 'A queue beside the frame can be moved into it by dragging, or by choosing **mq** as its **Broker** at the right.',
          zh: '队列若在框外，可以拖进去，也可以在右侧把它的**消息服务器**选为 **mq**。',
        },
        { en: 'A wire dropped in the wrong place is taken back with Ctrl+Z.', zh: '连错了就按 Ctrl+Z 撤销。' },
      ],
      goals: [
        { text: { en: 'A queue is on the server `mq`', zh: '服务器 `mq` 上有一个队列' }, isMet: ({ design }) => queueOf(design) !== undefined },
        { text: { en: '`shop` sends to it, and `billing` reads from it', zh: '`shop` 发给它，`billing` 从它读取' }, isMet: ({ design }) => isWired(design) },
      ],
    },
    {
      title: { en: 'Across the network', zh: '隔着网络' },
      text: {
        en: `Now every message crosses the network twice: to the server, and on from there. That is the price of reaching another process.

Select each of the two wires and set its **Latency, one way** to 10 ms or more, as if the server were in another city. Then run, and look at the latency of \`billing\`: no message is done before twice that time.`,
        zh: `现在每条消息都要过两次网络：先到服务器，再从服务器出去。这是能和别的进程通信的代价。

分别选中两条连线，把**单程延迟**设为 10ms 或更多，就像服务器在另一座城市。然后运行，看看 \`billing\` 的延迟：没有哪条消息快得过两段之和。`,
      },
      hints: [
        {
          en: 'Click the middle of a wire to select it. The latency is at the right, under **Network**; write `10ms`.',
          zh: '点击连线中间即可选中，延迟在右侧的**网络**一组，填 `10ms`。',
        },
      ],
      goals: [
        { text: { en: 'Both wires take at least 10 ms', zh: '两条连线都至少要 10 ms' }, isMet: ({ design }) => isFar(design) },
        {
          text: { en: 'At `billing` half of the messages take 20 ms or longer', zh: '在 `billing`，一半的消息用时不少于 20 ms' },
          isMet: ({ design, run }) => isFar(design) && run.latest('billing', 'latencyP50') >= 20_000,
          figure: ({ run }) => ({ value: run.latest('billing', 'latencyP50'), unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'Each side fails alone', zh: '一边出事，另一边照常' },
      text: {
        en: `Here is what you get for it. While the design runs, select \`billing\`, open **Faults** above the canvas and let it **crash** for 2 s.

\`shop\` does not even notice: it goes on sending, and the server keeps what nobody takes. When \`billing\` is back, it works off what has piled up, and not one message is lost.`,
        zh: `回报来了。运行时选中 \`billing\`，打开画布上方的**故障**，让它**崩溃** 2 秒。

\`shop\` 根本察觉不到：它照常发送，没人取走的消息由服务器保管。\`billing\` 回来后把积压处理完，一条也没丢。`,
      },
      hints: [
        {
          en: 'The fault acts at once, so the design must be running. In the same menu choose **2 s** first, then **Crash**.',
          zh: '故障立即生效，所以要在运行中操作。在同一菜单里先选 **2 秒**，再点**崩溃**。',
        },
        { en: 'If the run is over, press **Run again**; a run lasts 60 s.', zh: '如果已经运行结束，点**重新运行**，一次运行有 60 秒。' },
      ],
      goals: [
        {
          text: { en: '`billing` crashed, and at least 100 messages waited for it', zh: '`billing` 崩溃过，期间至少有 100 条消息在等它' },
          isMet: ({ design, run }) => run.events('fault.started') > 0 && run.highest(queueOf(design) ?? '', 'depth') >= 100,
          figure: ({ design, run }) => ({ value: run.highest(queueOf(design) ?? '', 'depth'), of: 100, unit: 'count' }),
        },
        {
          text: { en: 'It is back, the queue is worked off, and nothing is lost', zh: '它回来了，积压处理完毕，没有丢消息' },
          isMet: ({ design, run }) => {
            const queue = queueOf(design) ?? '';
            return (
              run.events('fault.ended') > 0 && run.highest(queue, 'depth') >= 100 && run.latest(queue, 'depth') <= 5 && run.latest('billing', 'lost') === 0
            );
          },
        },
      ],
    },
    exportStep({
      en: 'What you built can be started for real: the queue becomes one on a RabbitMQ server. The two programs are yours to write; the README of the project names what they connect to.',
      zh: '你搭的东西可以真的启动起来：队列会变成 RabbitMQ 服务器上的队列。两边的程序由你来写，项目的 README 说明它们该连到哪里。',
    }),
  ],
  closing: {
    en: `A message server is a queue with an address. It costs two ways over the network and one more machine to look after; it gives you two programs that neither know each other nor have to run at the same time.

That is what the next chapter names: the server is the **broker**, the sides are **producer** and **consumer**.`,
    zh: `消息服务器就是有地址的队列。代价是两段网络和一台要维护的机器；换来的是两个程序互不相识，也不必同时运行。

下一章给它们名字：服务器叫 **Broker**，两边叫**生产者**和**消费者**。`,
  },
};
