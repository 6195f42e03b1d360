/** 异步处理: a registration that no longer waits for mail and SMS. */
import { at, designOf } from '../design.ts';
import { nodesOf, targetsOf } from '../goals.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded, objectiveOf } from '../wholeRun.ts';

/** The queue between the two, whatever it is called. */
const between = ({ design }: LessonNow): string | undefined =>
  nodesOf(design, 'queue').find(([id]) => targetsOf(design, 'registration').includes(id) && targetsOf(design, id).includes('notifier'))?.[0];
const waiting = (now: LessonNow): number => now.run.latest(between(now) ?? '', 'depth');
const isQuick = (now: LessonNow): boolean => hasEnded(now) && objectiveOf(now, 'latencyP95', 'registration')?.met === true;

export const asynchronousProcessing: Lesson = {
  id: 'asynchronous-processing',
  chapter: 'uses',
  title: { en: 'Asynchronous processing', zh: '异步处理' },
  summary: {
    en: 'A user registers: the reply no longer waits for the mail and the SMS.',
    zh: '用户注册：应答不再等邮件和短信发完。',
  },
  pace: 10,
  scenario: designOf({
    title: { en: 'Lesson: asynchronous processing', zh: '课程：异步处理' },
    horizon: '120s',
    nodes: {
      users: at(0, 80, 'producer', 'users', { load: { kind: 'constant', rate: '20/s' } }),
      call: at(256, 80, 'channel', 'HTTP call'),
      registration: at(512, 80, 'consumer', 'registration', { concurrency: 16, workTime: { kind: 'constant', value: '520ms' } }),
      notifier: at(1024, 80, 'consumer', 'mail and SMS', { concurrency: 32, workTime: { kind: 'constant', value: '500ms' }, prefetch: 32 }),
    },
    edges: ['users>call', 'call>registration'],
    objectives: [{ metric: 'latencyP95', node: 'registration', below: '100ms' }],
  }),
  steps: [
    {
      title: { en: 'Everything at once', zh: '全部同步完成' },
      text: {
        en: `Twenty users a second register. \`registration\` writes the account to the database (20 ms), sends a mail (200 ms) and an SMS (300 ms), and only then answers: 520 ms, all of it in front of the user. The channel \`HTTP call\` is the direct call between the two.

Press **Run**. **p95** on \`registration\` is what all but one in twenty users wait at most.`,
        zh: `每秒有 20 个用户注册。\`registration\` 先写数据库（20 ms），再发邮件（200 ms）和短信（300 ms），然后才应答：520 ms 全由用户等着。通道 \`HTTP call\` 表示两者之间的直接调用。

点击**运行**。\`registration\` 上的 **p95** 表示：二十个用户里有十九个的等待不超过这个值。`,
      },
      hints: [{ en: 'Let the run go to its end; with the pace **max** it takes a moment.', zh: '让它运行到结束；速度选**最快**，片刻即可完成。' }],
      goals: [
        {
          text: { en: 'A whole run: users wait half a second and more', zh: '完整运行一次：用户要等半秒以上' },
          isMet: (now) => hasEnded(now) && now.run.highest('registration', 'latencyP50') >= 500_000,
          figure: ({ run }) => ({ value: run.latest('registration', 'latencyP95'), unit: 'duration' }),
        },
      ],
    },
    {
      title: { en: 'Put it into a queue', zh: '放入队列' },
      text: {
        en: `Nobody needs the mail before the answer. So \`registration\` only writes to the database and **puts a message into a queue**; \`mail and SMS\`, already waiting on the right, takes it out when it can.

Add a **Queue** between the two and draw a wire from \`registration\` to it and from it to \`mail and SMS\`. Then select \`registration\` and set the **Value** of **Time per message** to \`20ms\`. Run again.`,
        zh: `没有人需要在应答之前就收到邮件。所以让 \`registration\` 只写数据库，然后**把一个消息放入队列**；右边的 \`mail and SMS\` 在需要的时候再去处理它。

在两者之间添加一个**队列**，从 \`registration\` 连线到队列，再从队列连到 \`mail and SMS\`。然后选中 \`registration\`，把**每条消息处理时间**的**取值**设为 \`20ms\`。重新运行。`,
      },
      hints: [
        { en: 'What must be done before the answer, and what only some time?', zh: '哪些事必须在应答之前做完，哪些事晚一点也行？' },
        {
          en: 'The tab **Components**, next to **Lessons**, has the queue: drag it onto the canvas. Then drag from the dot of one component to the dot of the next.',
          zh: '队列在**课程**旁边的**组件**页里：把它拖到画布上，再从一个组件的圆点拖线到下一个组件的圆点。',
        },
        {
          en: '`registration` → the queue → `mail and SMS`; **Time per message** of `registration` = `20ms`; **Run again**.',
          zh: '`registration` → 队列 → `mail and SMS`；`registration` 的**每条消息处理时间**设为 `20ms`；**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: 'A queue lies between `registration` and `mail and SMS`', zh: '`registration` 和 `mail and SMS` 之间有一个队列' },
          isMet: (now) => between(now) !== undefined,
        },
        {
          text: { en: 'A whole run: p95 of `registration` is below 100 ms', zh: '完整运行一次：`registration` 的 p95 低于 100 ms' },
          isMet: isQuick,
          figure: ({ run }) => ({ value: run.latest('registration', 'latencyP95'), unit: 'duration' }),
        },
        {
          text: {
            en: 'Every registered user gets mail and SMS (those of the last second may be on the way)',
            zh: '每个注册用户都收到邮件和短信（最后一秒的可能还在路上）',
          },
          isMet: (now) =>
            hasEnded(now) && between(now) !== undefined && now.run.latest('notifier', 'processed') >= 0.95 * now.run.latest('registration', 'processed'),
          figure: ({ run }) => ({ value: run.latest('notifier', 'processed'), of: run.latest('registration', 'processed'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Ten times the users', zh: '用户多十倍' },
      text: {
        en: `A queue takes what you put into it, and \`mail and SMS\` goes on at its own pace. Press **Back to the start**, then **Spike** (×10 for 10 s), then **Run**.

200 users a second now register, far more than the 64 mails a second that can be sent. Watch two numbers: the queue fills, and p95 of \`registration\` does not move.`,
        zh: `想向队列中放入多少消息就放多少，\`mail and SMS\` 按自己的节奏处理。点击**回到开头**，再点**突增**（×10，10 s），然后**运行**。

每秒有 200 个用户注册，远多于每秒能发出的 64 封邮件。注意两个数字：队列在变长，而 \`registration\` 的 p95 不动。`,
      },
      hints: [
        {
          en: '**Spike** stands beside the run controls. It works while a run is ready, running or paused, not after its end.',
          zh: '**突增**按钮在运行控制旁边。运行就绪、进行中或暂停时可用，结束后不可用。',
        },
        {
          en: 'If the queue is not empty at the end, the spike came too late: go back to the start and press it before **Run**.',
          zh: '如果结束时队列还没空，说明突增来得太晚：回到开头，在**运行**之前点它。',
        },
      ],
      goals: [
        {
          text: { en: 'The queue holds 1,000 messages or more at its peak', zh: '高峰时队列中有 1000 条以上的消息' },
          isMet: (now) => now.run.events('spike.started') > 0 && now.run.highest(between(now) ?? '', 'depth') >= 1000,
          figure: (now) => ({ value: now.run.highest(between(now) ?? '', 'depth'), of: 1000, unit: 'count' }),
        },
        {
          text: {
            en: 'At the end the queue is worked off, and p95 of `registration` stayed below 100 ms',
            zh: '结束时队列已消化完，`registration` 的 p95 始终低于 100 ms',
          },
          isMet: (now) => isQuick(now) && now.run.events('spike.started') > 0 && waiting(now) < 20,
          figure: (now) => ({ value: waiting(now), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Take it along', zh: '带走它' },
      text: {
        en: `What you built can be started for real. Press **Export**: a RabbitMQ with your queue in it, as a docker-compose project. The users, the service and the sender of mails are your own programs; the README tells how they connect.

**Download** the zip.`,
        zh: `你搭的东西可以真的启动起来。点击**导出**：得到一个 docker-compose 项目，里面的 RabbitMQ 带有你的队列。用户、服务和发送邮件的程序是你自己的，README 说明它们如何连接。

**下载** zip。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'What need not be done before the answer goes into a queue. The caller waits for what matters only, and a peak makes the queue longer instead of the answer slower. The price: mail and SMS come later, and someone has to watch the queue.',
    zh: '应答之前不必做完的事，放入队列再处理。调用方只等必须等的那部分；高峰来时变长的是队列，而不是应答时间。代价是邮件和短信晚到一些，队列也需要有人看着。',
  },
};
