/**
 * Names a person drew, made fit for the systems that will carry them. A design may call a topic 「订单」 or `a b`; Kafka may
 * not. Every function is pure and total; who uses a changed name says so in a note.
 */
import { hashText } from '../base/hash.ts';
import { utf8 } from '../base/utf8.ts';

/** Kafka: 1–249 of these, and not only dots (clients, common/internals/Topic). */
const TOPIC_MAX = 249;
/** RabbitMQ: an AMQP short string. */
const QUEUE_BYTES_MAX = 255;
const PROJECT_MAX = 63;
/** Of a name that lies below 253 by what UniqueNames may add. */
const DNS_MAX = 240;

const shortHash = (text: string): string => hashText(text, 0).toString(16).padStart(8, '0').slice(0, 6);

/** A Compose project name: `[a-z0-9][a-z0-9_-]*`. A title with no Latin letter keeps apart from others by a hash. */
export function projectName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, PROJECT_MAX)
    .replaceAll(/^-+|-+$/g, '');
  if (plain !== '') return plain;
  return title.trim() === '' ? 'spillway' : `spillway-${shortHash(title)}`;
}

/** Leading `__` is for Kafka's own topics. */
export function topicName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[^a-zA-Z0-9._-]+/g, '-')
    .replaceAll(/^(?:-|__)+|-+$/g, '')
    .slice(0, TOPIC_MAX);
  return /[a-zA-Z0-9]/.test(plain) ? plain : `topic-${shortHash(name)}`;
}

/** Any UTF-8 text serves RabbitMQ, except what would be cut or confused: control characters, and the reserved `amq.`. */
export function queueName(name: string): string {
  const plain = cutTo(name.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim(), QUEUE_BYTES_MAX);
  if (plain === '') return `queue-${shortHash(name)}`;
  return plain.startsWith('amq.') ? cutTo(`q.${plain}`, QUEUE_BYTES_MAX) : plain;
}

/** Artemis: an address. Its wildcards, and what its clients read as two names or as options, are no part of one. */
export function addressName(name: string): string {
  const plain = cutTo(
    name
      .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
      .replaceAll(/[*#>,?&]|::/g, '-')
      .trim(),
    QUEUE_BYTES_MAX,
  );
  return plain === '' ? `queue-${shortHash(name)}` : plain;
}

/** Of a Kubernetes object: a DNS subdomain of labels that begin and end with a letter or a digit (RFC 1123). */
export function dnsName(name: string): string {
  const labels = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .split('.');
  const plain = labels
    .map((label) => label.replaceAll(/^-+|-+$/g, ''))
    .filter((label) => label !== '')
    .join('.')
    .slice(0, DNS_MAX)
    .replaceAll(/[-.]+$/g, '');
  return plain === '' ? `topic-${shortHash(name)}` : plain;
}

/** Words that some reader of YAML takes for a truth value or for nothing. */
const YAML_WORDS = /^(?:y|yes|n|no|on|off|true|false|null)$/i;

/** A key that YAML, JSON pointers and AsyncAPI's components take as it is. */
export function keyName(name: string, kind: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[^a-zA-Z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  if (plain === '') return `${kind}-${shortHash(name)}`;
  return /^[a-zA-Z]/.test(plain) && !YAML_WORDS.test(plain) ? plain : `${kind}-${plain}`;
}

function cutTo(text: string, bytesMax: number): string {
  let kept = '';
  let size = 0;
  for (const char of text) {
    size += utf8(char).length;
    if (size > bytesMax) break;
    kept += char;
  }
  return kept;
}

/** Hands out names once: the second `orders` becomes `orders-2`. Two names with one `key` collide. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #key: (name: string) => string;
  readonly #max: number;

  constructor(max: number, key: (name: string) => string = (name) => name) {
    this.#max = max;
    this.#key = key;
  }

  take(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.#taken.has(this.#key(name)); n++) {
      const suffix = `-${n}`;
      name = cutTo(wanted, this.#max - suffix.length) + suffix;
    }
    this.#taken.add(this.#key(name));
    return name;
  }
}

/** Kafka refuses `a.b` beside `a_b`: its metric names cannot tell them apart. */
export const uniqueTopics = (): UniqueNames => new UniqueNames(TOPIC_MAX, (name) => name.replaceAll('.', '_'));
export const uniqueQueues = (): UniqueNames => new UniqueNames(QUEUE_BYTES_MAX);
export const uniqueDns = (): UniqueNames => new UniqueNames(253);
/** Keys of one map. */
export const uniqueKeys = (): UniqueNames => new UniqueNames(QUEUE_BYTES_MAX);
