/** The README's part on the load generator, in both languages. */
import type { ConsumerDoc, ProducerDoc } from '../scenario/scenario.ts';
import { code, plain, shell, table } from './markdown.ts';
import type { Language } from './options.ts';

const en = {
  title: 'Load',
  body: 'Each producer and consumer of the design runs as a service of its own. It sends the very messages of the simulation, at the same instants, and works on what it is given for the same times. The time of each begins when it is connected, and producers stop after the design’s run time.',
  service: 'Service',
  plays: 'Plays',
  producer: 'producer',
  consumer: 'consumer',
  together: 'To begin everywhere at once, give all of them an instant, in milliseconds since 1970:',
  again: 'To send once more:',
  figures: 'What a service does is in its figures, in Prometheus’ format:',
  without: 'To start the servers only, name them: `docker compose up -d --wait` followed by their services.',
};
const zh: typeof en = {
  title: '负载',
  body: '设计中的每个生产者和消费者都作为单独的服务运行。它在同样的时刻发送与模拟完全相同的消息，并以同样的时长处理收到的消息。各自的时间从连接成功时开始；到达设计的运行时长后，生产者停止发送。',
  service: '服务',
  plays: '扮演',
  producer: '生产者',
  consumer: '消费者',
  together: '若要同时开始，请给所有服务指定同一时刻（自 1970 年起的毫秒数）：',
  again: '再发送一次：',
  figures: '服务的运行情况在它的指标中（Prometheus 格式）：',
  without: '若只启动服务器，请在 `docker compose up -d --wait` 之后写出它们的服务名。',
};

export function loadReadme(language: Language, played: readonly { readonly service: string; readonly doc: ProducerDoc | ConsumerDoc }[]): string[] {
  const words = language === 'zh' ? zh : en;
  const [first] = played;
  if (first === undefined) return [];
  return [
    `## ${words.title}`,
    words.body,
    table(
      [words.service, words.plays, ''],
      played.map(({ service, doc }) => [code(service), plain(doc.name), words[doc.kind]]),
    ),
    words.together,
    shell('LOADGEN_START=$(( $(date +%s) + 60 ))000 docker compose up -d --wait'),
    words.again,
    shell(`docker compose restart ${first.service}`),
    words.figures,
    shell(`docker compose exec ${first.service} wget -qO- http://localhost:9400/metrics`),
    words.without,
  ];
}
