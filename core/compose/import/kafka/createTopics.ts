/**
 * KAFKA_CREATE_TOPICS of wurstmeister's image, and CREATE_TOPICS of Debezium's: `name:partitions:replicas[:cleanup]` with commas
 * between, or what KAFKA_CREATE_TOPICS_SEPARATOR says. Read, and written again where the design changed.
 */
import { uint } from '../numbers.ts';

export interface CreatedTopic {
  readonly name: string;
  readonly partitions: number | undefined;
  readonly replicas: number | undefined;
  readonly cleanup: string | undefined;
}

export interface TopicList {
  /** As they stand, blanks included. */
  readonly pieces: readonly string[];
  readonly topics: readonly CreatedTopic[];
  readonly separator: string;
}

/** Words of the list that say nothing are kept among the pieces, with no name. */
export function parseTopicList(text: string, separator: string | undefined): TopicList {
  const between = separator === undefined || separator === '' ? ',' : unescaped(separator);
  const pieces = text.split(between);
  return { pieces, topics: pieces.map(parsePiece), separator: between };
}

/** `$'\n'` is how a shell writes a line feed. */
function unescaped(separator: string): string {
  const quoted = /^\$?'([\s\S]*)'$/.exec(separator.trim())?.[1];
  return (quoted ?? separator).replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

function parsePiece(piece: string): CreatedTopic {
  const [name = '', partitions, replicas, cleanup] = piece.trim().split(':');
  return { name: name.trim(), partitions: uint(partitions), replicas: uint(replicas), cleanup: cleanup?.trim() };
}

/** The piece of a topic, with the blanks around the old one. */
export function formatPiece(topic: CreatedTopic, before: string): string {
  const [lead = ''] = /^\s*/.exec(before) ?? [];
  const [trail = ''] = before.trim() === '' ? [''] : (/\s*$/.exec(before) ?? []);
  const cleanup = topic.cleanup === undefined ? '' : `:${topic.cleanup}`;
  return `${lead}${topic.name}:${topic.partitions ?? 1}:${topic.replicas ?? 1}${cleanup}${trail}`;
}
