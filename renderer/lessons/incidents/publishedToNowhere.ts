/** Messages with a key that nothing is bound to. */
import type { Rule } from './budget.ts';
import { asItWas, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('published-to-nowhere', { en: 'Incident: cancellations vanish', zh: '故障：取消请求消失了' });

const onlyNewOnes: Rule = {
  text: { en: '`created` still gets new orders only, and all of them', zh: '`created` 仍然只收新订单，一单不少' },
  // Nine in ten are new.
  isKept: (_, run) => Math.abs(run.latest('created', 'in') / run.latest('shop', 'out') - 0.9) < 0.03,
};

export const publishedToNowhere = challenge({
  id: 'published-to-nowhere',
  title: { en: 'Cancellations vanish', zh: '取消请求消失了' },
  summary: {
    en: 'The shop has a confirmation for each message it sent. One in ten never arrives anywhere.',
    zh: '商店发出的每条消息都得到了确认，却有十分之一哪里也没到。',
  },
  scenario,
  alarm: {
    en: `**Alarm:** customers who cancelled get their parcel. \`shop\` has sent 300 cancellations within a minute, and RabbitMQ has confirmed each of them. No queue has one.

Run the design and look at \`orders\`.`,
    zh: `**告警：**顾客取消了订单，包裹却照样寄到。\`shop\` 一分钟里发出了 300 多条取消请求，RabbitMQ 条条都确认了，却没有一个队列里有。

运行设计，看看 \`orders\`。`,
  },
  task: {
    en: `The exchange may drop nothing: cancellations have to lie in a queue, for a team that is about to be set up.

**Budget:** \`shop\` stays as it is. \`worker\` knows new orders only: nothing else may get into \`created\`. No further consumers.`,
    zh: `交换机不许丢弃任何消息：取消请求要存在队列里，等即将成立的团队来处理。

**预算：**\`shop\` 不改。\`worker\` 只懂新订单：别的消息不得进入 \`created\`。不增加消费者。`,
  },
  rules: [asItWas(scenario), instancesAtMost(1), onlyNewOnes],
  hints: [
    {
      en: 'Select `shop`: which routing keys does it send? Select the wire from `orders`: which one is bound?',
      zh: '选中 `shop`：它发送哪些路由键？选中 `orders` 的连线：绑定了哪个键？',
    },
    {
      en: '`order.cancelled` matches no binding. An exchange keeps nothing, so it drops the message, and confirms it all the same.',
      zh: '`order.cancelled` 不匹配任何绑定。交换机不保存消息，只能丢弃，并且照样确认。',
    },
    {
      en: 'Either a **Queue** for it: wire `orders` to it and set the **Key pattern** of the wire to `order.cancelled`. Or catch all that nobody wants: an **Exchange** of type **Fanout**, a wire from `orders` of the kind **Alternate**, and a queue behind it.',
      zh: '要么专门给它一个**队列**：从 `orders` 连线过去，把连线的**键的模式**设为 `order.cancelled`。要么接住所有没人要的：添加类型为 **fanout** 的**交换机**，从 `orders` 连线并把种类设为**备用**，后面再接一个队列。',
    },
  ],
  closing: {
    en: 'A confirmation says that the broker has dealt with a message, not that a queue has it. An alternate exchange shows what nobody bound, before a customer does.',
    zh: '确认只表示消息服务器处理过这条消息，不表示有队列收下了它。备用交换机会先于顾客告诉你哪些消息没有人绑定。',
  },
});
