/** A subscriber that is down misses what is published. */
import { asItWas, instancesAtMost } from './budget.ts';
import { challenge, inTrouble } from './challenge.ts';

const scenario = inTrouble('absent-subscriber', { en: 'Incident: news that never appeared', zh: '故障：从未出现的新闻' });

export const absentSubscriber = challenge({
  id: 'absent-subscriber',
  title: { en: 'News that never appeared', zh: '从未出现的新闻' },
  summary: { en: 'A third of the news is not on the website, and no log has an error.', zh: '三分之一的新闻没有上网站，日志里却没有任何错误。' },
  scenario,
  alarm: {
    en: `**Alarm:** a newspaper misses 1,000 of its 3,000 items on \`website\`. The newsroom was told that every one was accepted. The website was down from 20 s to 40 s; since then it is up and quick.

Run the design, and look at what ActiveMQ did with the news meanwhile.`,
    zh: `**告警：**一家报社的 3000 条新闻里有 1000 条没有出现在 \`website\` 上。编辑部得到的答复是全部已收下。网站在第 20 到 40 秒停机，之后一切正常，也很快。

运行设计，看看 ActiveMQ 在此期间怎样处理这些新闻。`,
  },
  task: {
    en: `No item may be dropped, and the website has to have all of them at the end.

**Budget:** the website will go down again like this, and there is one of it.`,
    zh: `一条也不许丢，结束时网站要有全部新闻。

**预算：**网站还会这样停机，而且只有一个实例。`,
  },
  rules: [asItWas(scenario), instancesAtMost(1)],
  hints: [
    { en: 'The **Ledger** tab says why messages were dropped.', zh: '**账本**页写明了消息为什么被丢弃。' },
    {
      en: 'Nobody was subscribed: a topic gives its messages to the subscribers that are there, and keeps none for those that are not.',
      zh: '没有订阅者：主题只把消息发给在场的订阅者，不替缺席的保存。',
    },
    {
      en: 'Select `website`: **Subscription** = **Durable**, and give it a name in **Its name**. Or put a queue in place of the topic: it keeps what nobody reads, but for one reader only.',
      zh: '选中 `website`：**订阅方式**选**持久**，并填写**订阅名称**。或者用队列代替主题：没人读的它会留着，但只适合一个读者。',
    },
  ],
  closing: {
    en: 'Publish and subscribe depends on time: who is away misses it. A durable subscription stores for one that is known by name, a queue for whoever comes.',
    zh: '发布订阅有时间上的依赖性：不在就错过。持久订阅按名字替订阅者保存，队列则替任何后来者保存。',
  },
});
