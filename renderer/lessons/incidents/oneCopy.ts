/** Orders that were confirmed and are nowhere. */
import type { BrokerDoc } from '#core/scenario/scenario.ts';
import { asItWas, instancesAtMost, keeps } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('one-copy-acknowledged', { en: 'Incident: confirmed orders are missing', zh: '故障：确认过的订单不见了' });

export const oneCopy = challenge({
  id: 'one-copy-acknowledged',
  title: { en: 'Confirmed orders are missing', zh: '确认过的订单不见了' },
  summary: {
    en: 'One of three servers lost its power. There are two more copies, and still orders are gone.',
    zh: '三台服务器中的一台断电。明明还有两个副本，订单却没了。',
  },
  scenario,
  alarm: {
    en: `**Alarm:** 20 customers have a confirmation, and their orders are in no log. At 20 s server 1 of \`kafka\` lost its power; two copies of every partition were still there.

Run the design. When does a customer get the confirmation, and who has the order then?`,
    zh: `**告警：**20 位顾客拿到了确认，日志里却没有他们的订单。第 20 秒 \`kafka\` 的 1 号服务器断电，每个分区明明还有两个副本。

运行设计。顾客什么时候得到确认？那一刻谁有这笔订单？`,
  },
  task: {
    en: `No order that was confirmed may be lost.

**Budget:** the three servers stay where they are, 100 ms apart, and server 1 will lose its power again. One worker.`,
    zh: `确认过的订单，一笔也不许丢。

**预算：**三台服务器还在原处，相距 100 ms，1 号服务器还会断电。一个工作者。`,
  },
  rules: [
    asItWas(scenario),
    keeps<BrokerDoc>(scenario, 'kafka', ['nodes', 'interNodeLatency', 'fsync'], { en: 'The servers are as they were', zh: '服务器没有改动' }),
    instancesAtMost(1),
  ],
  hints: [
    {
      en: 'Follow what `shop` waits for before it says that an order is placed: **Sending to topics**.',
      zh: '看看 `shop` 在答复下单成功之前等的是什么：**发往主题时**一组。',
    },
    {
      en: 'With `acks=1` the leader answers when it has the order itself. What the others had not fetched in those 100 ms went with its power.',
      zh: '`acks=1` 时，leader 自己有了就答复。其他副本在那 100 ms 里还没取到的，随着断电一起没了。',
    },
    {
      en: '**Acknowledgement** of `shop` = **all: every replica**. **Idempotence** may go back to **If the settings allow it**, as Kafka has it by default: then none comes twice either.',
      zh: '`shop` 的**确认方式**设为 **all：全部副本**。**幂等**也可以改回**设置允许时启用**，这是 Kafka 的默认值，这样也不会重复。',
    },
  ],
  closing: {
    en: 'Copies help only if the answer waits for them. `acks=all` with two copies in sync survives the loss of one server; the price is the way to the others and back, for each batch.',
    zh: '只有答复时等副本，副本才有用。`acks=all` 加两个同步副本，经得起失去一台服务器；代价是每个批次多一次服务器之间的往返。',
  },
});
