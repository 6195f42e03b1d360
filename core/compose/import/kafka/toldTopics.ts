/** Topics that a project creates: by a list its image understands, or by commands of whatever service runs them. */
import type { KnownService } from '../classify.ts';
import type { Text } from '../project.ts';
import type { Command } from '../shell/run.ts';
import type { Value } from '../shell/words.ts';
import { type CreatedTopic, parseTopicList, type TopicList } from './createTopics.ts';

export interface ToldTopic {
  readonly name: Value;
  readonly partitions: Value | undefined;
  readonly replicas: Value | undefined;
  readonly configs: readonly (readonly [key: string, value: Value])[];
  /** Addresses of the cluster it is for, as told: `host:port`. */
  readonly servers: readonly string[];
  readonly by: KnownService;
}

/** A list in a server's environment. */
export interface ToldList {
  readonly text: Text;
  readonly list: TopicList;
  readonly by: KnownService;
}

const baseName = (value: Value | undefined): string => value?.text?.split('/').at(-1) ?? '';

export function toldList(by: KnownService): ToldList | undefined {
  const key = by.flavour === 'wurstmeister' ? 'KAFKA_CREATE_TOPICS' : by.flavour === 'debezium' ? 'CREATE_TOPICS' : undefined;
  const text = key === undefined ? undefined : by.service.environment.get(key);
  if (text === undefined) return undefined;
  return { text, list: parseTopicList(text.value, by.service.environment.get('KAFKA_CREATE_TOPICS_SEPARATOR')?.value), by };
}

export const isNamed = (topic: CreatedTopic): boolean => topic.name !== '';

export function toldTopics(by: KnownService): ToldTopic[] {
  return by.commands.flatMap((command) => {
    const name = baseName(command[0]);
    if (/^kafka-topics(?:\.sh)?$/.test(name)) return kafkaTopics(command, by);
    const words = command.map(({ text }) => text);
    if (name === 'rpk' && words[1] === 'topic' && words[2] === 'create') return rpkTopics(command, by);
    return [];
  });
}

/** Settings that commands change later: `kafka-configs --alter --entity-type topics --entity-name T --add-config k=v,k=v`. */
export function toldConfigs(by: KnownService): { readonly name: string; readonly configs: readonly (readonly [string, Value])[] }[] {
  return by.commands.flatMap((command) => {
    if (!/^kafka-configs(?:\.sh)?$/.test(baseName(command[0]))) return [];
    const flags = new Flags(command.slice(1));
    const name = flags.one('--entity-name')?.text;
    if (name === undefined || flags.one('--entity-type')?.text !== 'topics') return [];
    const configs = flags.all('--add-config').flatMap((value) => (value.text ?? '').split(',').flatMap((pair) => configOf({ text: pair })));
    return [{ name, configs }];
  });
}

function kafkaTopics(command: Command, by: KnownService): ToldTopic[] {
  const flags = new Flags(command.slice(1));
  const name = flags.one('--topic');
  if (!flags.has('--create') || name === undefined) return [];
  return [
    {
      name,
      partitions: flags.one('--partitions'),
      replicas: flags.one('--replication-factor'),
      configs: flags.all('--config').flatMap(configOf),
      servers: addresses([...flags.all('--bootstrap-server'), ...flags.all('--zookeeper'), ...flags.all('--broker-list')]),
      by,
    },
  ];
}

const RPK_WITH_VALUE = new Set([
  '-p',
  '--partitions',
  '-r',
  '--replicas',
  '-c',
  '--topic-config',
  '-X',
  '--brokers',
  '--config',
  '--profile',
  '--user',
  '--password',
]);

function rpkTopics(command: Command, by: KnownService): ToldTopic[] {
  const rest = command.slice(3);
  const flags = new Flags(rest);
  const names: Value[] = [];
  for (let i = 0; i < rest.length; i++) {
    const { text } = rest[i]!;
    if (text !== undefined && RPK_WITH_VALUE.has(text)) i++;
    else if (text?.startsWith('-') !== true) names.push(rest[i]!);
  }
  const settings = [...flags.all('-X'), ...flags.all('--brokers')].map((value) => ({ text: value.text?.replace(/^brokers=/, '') }));
  return names.map((name) => ({
    name,
    partitions: flags.one('-p') ?? flags.one('--partitions'),
    replicas: flags.one('-r') ?? flags.one('--replicas'),
    configs: [...flags.all('-c'), ...flags.all('--topic-config')].flatMap(configOf),
    servers: addresses(settings),
    by,
  }));
}

/** `key=value`. */
function configOf({ text, origin }: Value): (readonly [string, Value])[] {
  const cut = text?.indexOf('=') ?? -1;
  if (text === undefined || cut < 1) return [];
  const value = text.slice(cut + 1).replaceAll(/^\[|\]$/g, '');
  return [[text.slice(0, cut).trim(), { text: value, origin: origin && { ...origin, start: origin.end - value.length } }]];
}

const addresses = (values: readonly Value[]): string[] => values.flatMap(({ text }) => text?.split(',') ?? []).map((address) => address.trim());

/** `--flag value` and `--flag=value`. */
class Flags {
  readonly #words: readonly Value[];

  constructor(words: readonly Value[]) {
    this.#words = words;
  }

  has(flag: string): boolean {
    return this.#words.some(({ text }) => text === flag);
  }

  one(flag: string): Value | undefined {
    return this.all(flag)[0];
  }

  all(flag: string): Value[] {
    return this.#words.flatMap((word, i): Value[] => {
      if (word.text === flag) return this.#words[i + 1] === undefined ? [] : [this.#words[i + 1]!];
      if (word.text?.startsWith(`${flag}=`) !== true) return [];
      const { origin } = word;
      return [{ text: word.text.slice(flag.length + 1), origin: origin && { ...origin, start: origin.start + flag.length + 1 } }];
    });
  }
}
