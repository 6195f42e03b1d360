/** 系统解耦: one more department without touching the one that publishes. */
import type { NodeDoc, Scenario } from '#core/scenario/scenario.ts';
import { at, designOf } from '../design.ts';
import { nodesOf, targetsOf } from '../goals.ts';
import { isSame } from '../isSame.ts';
import type { Lesson, LessonNow } from '../lesson.ts';
import { EXPORTED, hasEnded } from '../wholeRun.ts';

const scenario = designOf({
  title: { en: 'Lesson: decoupling', zh: '课程：系统解耦' },
  horizon: '60s',
  nodes: {
    shop: at(0, 80, 'producer', 'order service', { load: { kind: 'constant', rate: '50/s' } }),
    'for-billing': at(640, 0, 'queue', 'for billing'),
    'for-shipping': at(640, 160, 'queue', 'for shipping'),
    billing: at(960, 0, 'consumer', 'billing', { prefetch: 10 }),
    shipping: at(960, 160, 'consumer', 'shipping', { workTime: { kind: 'constant', value: '8ms' }, prefetch: 10 }),
  },
  edges: ['shop>for-billing', 'shop>for-shipping', 'for-billing>billing', 'for-shipping>shipping'],
});

const SPREADING: readonly NodeDoc['kind'][] = ['exchange', 'broadcast', 'topic'];
/** The one place the shop sends to, if that hands out copies. */
function hub(design: Scenario): string | undefined {
  const targets = targetsOf(design, 'shop');
  const kind = targets.length === 1 ? design.model.nodes[targets[0] ?? '']?.kind : undefined;
  return kind !== undefined && SPREADING.includes(kind) ? targets[0] : undefined;
}

/** Departments that read behind it, at once or from queues of their own. */
function departments(design: Scenario): readonly string[] {
  const from = hub(design);
  if (from === undefined) return [];
  const behind = targetsOf(design, from).flatMap((id) => (design.model.nodes[id]?.kind === 'queue' ? targetsOf(design, id) : [id]));
  return nodesOf(design, 'consumer')
    .map(([id]) => id)
    .filter((id) => behind.includes(id));
}
const perDepartment = ({ design, run }: LessonNow): readonly number[] => departments(design).map((id) => run.latest(id, 'goodput'));
/** As many departments as asked for, and each has every order. */
const serves = (now: LessonNow, count: number): boolean =>
  hasEnded(now) && departments(now.design).length >= count && perDepartment(now).every((done) => done >= 0.97 * now.run.latest('shop', 'out') && done > 1000);
const fewest = (now: LessonNow): number => Math.min(...perDepartment(now), Number.POSITIVE_INFINITY);
const shown = (now: LessonNow) =>
  ({ value: departments(now.design).length === 0 ? Number.NaN : fewest(now), of: now.run.latest('shop', 'out'), unit: 'count' }) as const;

export const decoupling: Lesson = {
  id: 'decoupling',
  chapter: 'uses',
  title: { en: 'Decoupling', zh: '系统解耦' },
  summary: {
    en: 'One more department gets every order, and nobody touches the order service.',
    zh: '再来一个部门接收订单，而下单服务一行都不用改。',
  },
  pace: 10,
  scenario,
  steps: [
    {
      title: { en: 'Everybody by name', zh: '逐个点名' },
      text: {
        en: `\`order service\` knows its readers: it sends each order to billing and once more to shipping. Press **Run** and compare: how many orders does the load make a second, and how many messages does it send?

Each new department means another wire from \`order service\`: a change, a test and a deployment of a service that has nothing to do with it.`,
        zh: `\`order service\` 认识它的每个读者：每笔订单发一份给 billing，再发一份给 shipping。点击**运行**，比较一下：负载每秒产生多少订单，它又发出了多少消息？

每多一个部门，\`order service\` 就要多一条连线：一个与此无关的服务要改代码、测试、上线。`,
      },
      hints: [
        {
          en: 'The load is the `50/s` on `order service`; **out**, below it, is what it sends.',
          zh: '`order service` 上的 `50/s` 是负载，下面的**送出**是它实际发送的。',
        },
      ],
      goals: [
        {
          text: { en: 'A whole run: two messages are sent for each order', zh: '完整运行一次：每笔订单发出两条消息' },
          isMet: (now) => hasEnded(now) && targetsOf(now.design, 'shop').length >= 2 && now.run.latest('shop', 'out') > 5000,
          figure: ({ run }) => ({ value: run.latest('shop', 'out'), unit: 'count' }),
        },
      ],
    },
    {
      title: { en: 'Something in between', zh: '中间插一层' },
      text: {
        en: `Put a **data-based interface** between the two: add an **Exchange**, set its **Type** to **Fanout** (a copy to everyone), and draw \`order service\` → exchange → both queues. Then delete the two direct wires.

\`order service\` now says “an order was placed” and knows nobody. Run again.`,
        zh: `在两边之间插入一个**基于数据的接口层**：添加一个**交换机**，**类型**设为 **fanout**（每个绑定的队列各一份），连线 \`order service\` → 交换机 → 两个队列，然后删掉两条直连的线。

\`order service\` 现在只说“有一笔新订单”，不再认识任何人。重新运行。`,
      },
      hints: [
        { en: 'Sender and receiver may know the message and the exchange, but not each other.', zh: '发送方和接收方都只认识消息和交换机，互不认识。' },
        { en: 'Click a wire and press Delete to remove it.', zh: '点中一条连线，按 Delete 键删除。' },
        {
          en: 'Exchange with **Type** = **Fanout**; wires `order service` → exchange, exchange → `for billing`, exchange → `for shipping`; the two old wires deleted; **Run again**.',
          zh: '交换机的**类型**设为 **fanout**；连线 `order service` → 交换机、交换机 → `for billing`、交换机 → `for shipping`；删掉两条旧线；**重新运行**。',
        },
      ],
      goals: [
        {
          text: { en: '`order service` sends to one place only, which hands out copies', zh: '`order service` 只发往一处，由它分发' },
          isMet: ({ design }) => hub(design) !== undefined,
        },
        {
          text: { en: 'A whole run: both departments have every order', zh: '完整运行一次：两个部门都收到全部订单' },
          isMet: (now) => serves(now, 2),
          figure: shown,
        },
      ],
    },
    {
      title: { en: 'One more department', zh: '再来一个部门' },
      text: {
        en: `Marketing wants to give points for each order. Add a **Queue** and a **Consumer** for it, wire exchange → queue → consumer, and run again.

Look at what you did **not** touch: \`order service\`, billing, shipping.`,
        zh: `市场部想按订单给积分。为它添加一个**队列**和一个**消费者**，连线 交换机 → 队列 → 消费者，重新运行。

看看你**没有**动过什么：\`order service\`、billing、shipping。`,
      },
      hints: [
        { en: 'Where do the copies come from now? Begin there.', zh: '现在消息从哪里分发出来？就从那里接。' },
        {
          en: 'Exchange → new queue → new consumer; nothing from `order service`. **Run again**.',
          zh: '交换机 → 新队列 → 新消费者，不从 `order service` 连线。**重新运行**。',
        },
      ],
      goals: [
        {
          text: {
            en: 'A whole run: three departments have every order, and `order service` is as it was',
            zh: '完整运行一次：三个部门都收到全部订单，`order service` 没有改动',
          },
          isMet: (now) => serves(now, 3) && isSame(now.design.model.nodes['shop'], scenario.model.nodes['shop']),
          figure: shown,
        },
      ],
    },
    {
      title: { en: 'Take it along', zh: '带走它' },
      text: {
        en: `Press **Export**: exchange, bindings and three queues are in \`definitions.json\`. A department is a binding, and nothing else. **Download** the zip.`,
        zh: `点击**导出**：交换机、绑定和三个队列都在 \`definitions.json\` 里。增加一个部门，就是增加一个绑定。**下载** zip。`,
      },
      hints: [{ en: '**Export** is at the top right; in its window press **Download zip**.', zh: '**导出**在右上角；在弹出的窗口中点击**下载 zip**。' }],
      goals: [EXPORTED],
    },
  ],
  closing: {
    en: 'Both sides keep to the message and know nothing of each other: each can be changed, extended or down on its own. What stays coupled is the message itself; its format is the contract.',
    zh: '两边都只遵守消息的约定，互不认识：各自都可以独立地扩展、修改，甚至停机。仍然耦合的只有消息本身，它的格式就是契约。',
  },
};
