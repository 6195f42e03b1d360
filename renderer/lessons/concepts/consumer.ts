/** Consumer: takes messages and does the work; its speed decides whether a queue grows. */
import { at, designOf, frameAt } from '../design.ts';
import { exportStep } from '../exportStep.ts';
import { nodeIn } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';

const instances = ({ design }: LessonNow): number => nodeIn(design, 'packer', 'consumer')?.count ?? 0;

export const consumer: Lesson = {
  id: 'consumer',
  chapter: 'concepts',
  title: { en: 'Consumer', zh: 'Consumer（消费者）' },
  summary: {
    en: 'It does the work. Too slow, and the queue grows; crashed, and its message comes back.',
    zh: '真正干活的一方。太慢，队列就变长；崩溃，消息会重新投递。',
  },
  scenario: designOf({
    title: { en: 'Lesson: consumer', zh: '课程：消费者' },
    horizon: '60s',
    nodes: {
      shop: at(0, 80, 'producer', 'shop', { arrivals: 'even' }),
      mq: frameAt(288, 0, { width: 272, height: 240 }, 'mq', { threads: 4 }),
      orders: at(320, 80, 'queue', 'orders', { broker: 'mq' }),
      packer: at(640, 80, 'consumer', 'packer', { workTime: { kind: 'constant', value: '20ms' }, prefetch: 1 }),
    },
    edges: ['shop>orders', 'orders>packer'],
  }),
  steps: [
    {
      title: { en: 'It does the work', zh: '干活的一方' },
      text: {
        en: `The **consumer** handles the business: it gets messages from the broker, works on each, and then tells the broker that it is done.

\`packer\` needs 20 ms for an order, so it does at most 50 a second. \`shop\` sends 100. **Run** and watch the queue.`,
        zh: `**消费者**是业务的处理方：从消息服务器获取消息，逐条处理，处理完再告诉服务器。

\`packer\` 处理一单要 20 ms，每秒最多 50 单；\`shop\` 每秒发 100 单。点击**运行**，看看队列。`,
      },
      hints: [{ en: 'The number in `orders` is what waits; it grows by about 50 each second.', zh: '`orders` 里的数字就是在等待的消息，每秒大约增加 50。' }],
      goals: [
        {
          text: { en: '100 orders wait in the queue', zh: '队列里有 100 单在等待' },
          isMet: ({ run }) => run.highest('orders', 'depth') >= 100,
          figure: ({ run }) => ({ value: run.latest('orders', 'depth'), of: 100, unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Several of them', zh: '多来几个' },
      text: {
        en: `A queue can have as many consumers as you like; each message goes to one of them. While it runs, set the **Instances** of \`packer\` to 3 or more: together they do 150 orders a second, and the backlog melts.`,
        zh: `一个队列可以有任意多个消费者，每条消息只交给其中一个。运行时把 \`packer\` 的**实例数**改为 3 或更多：加起来每秒 150 单，积压就消下去了。`,
      },
      hints: [
        {
          en: 'Select `packer`; **Instances** is the first field of **Work**. It takes effect at once.',
          zh: '选中 `packer`，**处理**一组的第一项就是**实例数**，改了立即生效。',
        },
        { en: 'A backlog of 200 takes four seconds with 3 instances. More are faster.', zh: '积压 200 单时，3 个实例要 4 秒。更多实例更快。' },
      ],
      goals: [
        { text: { en: '`packer` has 3 instances or more', zh: '`packer` 有 3 个以上实例' }, isMet: (now) => instances(now) >= 3 },
        {
          text: { en: 'The backlog of 100 or more has been worked off', zh: '100 单以上的积压已处理完' },
          isMet: (now) => instances(now) >= 3 && now.run.highest('orders', 'depth') >= 100 && now.run.latest('orders', 'depth') <= 3,
          figure: ({ run }) => ({ value: run.latest('orders', 'depth'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'If one falls over', zh: '有一个倒下了' },
      text: {
        en: `The broker keeps a message until the consumer **acknowledges** it. Select \`packer\`, open **Faults** and choose **Crash before it processes a message**, for 2 s. What it had in its hand goes back to the queue and is **delivered again**, to another one.

Nothing is lost, but beware: had it been done already and only the acknowledgement was missing, it would be done twice.`,
        zh: `消费者**确认**之前，消息服务器会一直留着这条消息。选中 \`packer\`，打开**故障**，选**在处理消息之前崩溃**，持续 2 秒。它手里的那条会回到队列，**重新投递**给另一个实例。

一条也没丢。但要小心：如果它其实已经处理完，只差确认没发出去，这条消息就会被处理两次。`,
      },
      hints: [
        {
          en: 'The run must be going on. **Delivered again** stands at the right when `orders` is selected, under **Inside**.',
          zh: '要在运行中操作。选中 `orders`，右侧**内部**一栏能看到**重新投递**。',
        },
      ],
      goals: [
        {
          text: { en: 'An instance crashed, and its message was delivered again', zh: '一个实例崩溃，它的消息被重新投递' },
          isMet: ({ run }) => run.events('fault.started') > 0 && run.latest('orders', 'redelivered') >= 1,
          figure: ({ run }) => ({ value: run.latest('orders', 'redelivered'), unit: 'count' }),
        },
        {
          text: { en: 'Nothing is lost', zh: '没有丢消息' },
          isMet: ({ run }) => run.events('fault.started') > 0 && run.latest('orders', 'redelivered') >= 1 && run.latest('packer', 'lost') === 0,
        },
      ],
    },
    exportStep({
      en: 'The project has the server and its queue. Start as many of your consumers as you need against it: which one gets a message is the server’s business.',
      zh: '项目里有服务器和队列。需要几个消费者，就启动几个连上去：哪条消息给谁，由服务器安排。',
    }),
  ],
  closing: {
    en: `Watch two figures of a consumer: whether it is faster than what comes in, and what happens to the message in its hand when it dies. The first decides whether a queue grows for ever, the second whether messages are lost or done twice.`,
    zh: `看消费者，就看两件事：它是否比消息来得快；它倒下时，手里那条消息会怎样。前者决定队列会不会一直变长，后者决定消息会丢失还是重复。`,
  },
};
