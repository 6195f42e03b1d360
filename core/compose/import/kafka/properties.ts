/**
 * Settings of a Kafka server out of what its image is told, by the image's own rules (reference 1.2, 1.3): property name → text.
 */
import type { ComposeService, Text } from '../project.ts';
import type { KafkaFlavour } from '../images.ts';
import { flagsOf } from '../flags.ts';

export type Properties = ReadonlyMap<string, Text>;

/** Told to the image, not to Kafka. */
const NO_PROPERTY =
  /^KAFKA_(?:VERSION|HEAP_OPTS|LOG4J_OPTS|OPTS|JMX_OPTS|JVM_PERFORMANCE_OPTS|GC_LOG_OPTS|LOG4J_ROOT_LOGLEVEL|LOG4J_LOGGERS|TOOLS_LOG4J_LOGLEVEL|JMX_HOSTNAME|JMX_PORT|CREATE_TOPICS(?:_SEPARATOR)?|HOME)$/;

export function kafkaProperties(service: ComposeService, flavour: KafkaFlavour): Properties {
  if (flavour === 'redpanda') return redpandaProperties(service);
  const found = new Map<string, Text>();
  const isBitnami = flavour === 'bitnami';
  for (const [key, text] of service.environment) {
    if (!key.startsWith('KAFKA_') || NO_PROPERTY.test(key) || (isBitnami && key.startsWith('KAFKA_CFG_'))) continue;
    const name = key.slice('KAFKA_'.length);
    found.set(flavour === 'wurstmeister' || isBitnami || flavour === 'debezium' ? dotted(name) : unescapedName(name), text);
  }
  if (isBitnami) {
    for (const [key, text] of service.environment) if (key.startsWith('KAFKA_CFG_')) found.set(dotted(key.slice('KAFKA_CFG_'.length)), text);
  }
  return found;
}

const dotted = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('_', '.')
    .replaceAll(/sasl\.(ssl|plaintext)/g, 'sasl_$1');

/** `_` is a dot, `__` an underscore, `___` a dash. */
const unescapedName = (name: string): string => name.toLowerCase().replaceAll('_', '.').replaceAll('...', '-').replaceAll('..', '_');

/** Redpanda is told on its command line, with its own words for the same things. */
function redpandaProperties(service: ComposeService): Properties {
  const flags = flagsOf(service);
  const found = new Map<string, Text>();
  const take = (flag: string, property: string): void => {
    const text = flags.get(flag);
    if (text !== undefined) found.set(property, { ...text, isPlain: false });
  };
  take('kafka-addr', 'listeners');
  take('advertise-kafka-addr', 'advertised.listeners');
  take('node-id', 'node.id');
  take('seeds', 'seeds');
  return found;
}
