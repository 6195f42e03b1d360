/**
 * Topics as a POSIX shell script around Kafka's own kafka-topics.sh. Each topic is one whole command, so that it can be read, run
 * and imported by itself. Every word that comes from the design is in single quotes.
 */
import { kafkaOutside } from '../services/kafka.ts';
import { topicSettings } from '../clientSettings.ts';
import type { FormatExport, FormatInput } from './format.ts';
import { topicFileNotes, topicSizes } from './kafkaTopics.ts';
import { formatNote } from './formatNotes.ts';

const FILE = 'create-topics.sh';

/** Within single quotes only the quote itself has a meaning. */
const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

const HEAD = {
  en: [
    'Topics of a Spillway design. Run it where kafka-topics.sh is on the PATH; BOOTSTRAP says where the cluster is.',
    'A topic that is there already is left as it is, whatever its partitions and settings.',
  ],
  zh: ['Spillway 设计中的主题。请在 PATH 含有 kafka-topics.sh 的环境中运行；BOOTSTRAP 指定集群地址。', '已存在的主题保持原样，不论其分区数与设置。'],
} as const;

export function topicScriptFormat({ scenario, design, language }: FormatInput): FormatExport {
  if (design.topics.length === 0) return { files: new Map(), notes: [formatNote.empty('Kafka')] };
  const commands = design.topics.map(({ name, doc }) => {
    const { partitions, replicas } = topicSizes(doc, design);
    const configs = topicSettings(doc).map(([key, value]) => `  --config ${quoted(`${key}=${value}`)}`);
    const size = `  --partitions ${partitions} --replication-factor ${replicas}`;
    return ['kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --create --if-not-exists', `  --topic ${quoted(name)}`, size, ...configs].join(' \\\n');
  });
  const script = [
    '#!/bin/sh',
    ...HEAD[language].map((line) => `# ${line}`),
    'set -eu',
    `BOOTSTRAP="\${BOOTSTRAP:-${kafkaOutside(design.kafka.servers)}}"`,
    '',
    ...commands,
    '',
  ];
  return { files: new Map([[FILE, script.join('\n')]]), notes: topicFileNotes(scenario.model, design) };
}
