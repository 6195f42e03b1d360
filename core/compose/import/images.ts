/**
 * What an image is, told by its name: the table of reference images, their forks and their predecessors. An image that is not
 * here is a program of the project's own.
 */
import type { Profile } from '../../base/profiles.ts';
import type { BothTexts } from './imported.ts';
import { type ImageName, imageName, isBelow, type Version, versionOf } from './imageNames.ts';

/** How a Kafka image is told its settings. */
export type KafkaFlavour = 'wurstmeister' | 'apache' | 'confluent' | 'bitnami' | 'debezium' | 'redpanda' | 'other';

export type ImageKind =
  | { readonly system: 'kafka'; readonly flavour: KafkaFlavour }
  | { readonly system: 'zookeeper' }
  | { readonly system: 'rabbitmq'; readonly flavour: 'official' | 'bitnami' }
  | { readonly system: 'activemq'; readonly flavour: 'classic' | 'webcenter' | 'artemis' | 'vromero' }
  /** A message server whose rules are not simulated. */
  | { readonly system: 'other'; readonly name: string; readonly ports: readonly number[] }
  /** Exporters, pages, set-up: something beside a message server that a project runs as well without. */
  | { readonly system: 'tool'; readonly name: string };

export interface Image extends ImageName {
  readonly kind: ImageKind;
  /** Why it should be replaced. */
  readonly unmaintained: BothTexts | undefined;
}

const kafka = (flavour: KafkaFlavour): ImageKind => ({ system: 'kafka', flavour });
const tool = (name: string): ImageKind => ({ system: 'tool', name });
const other = (name: string, ...ports: number[]): ImageKind => ({ system: 'other', name, ports });
const zookeeper: ImageKind = { system: 'zookeeper' };
const rabbit = (flavour: 'official' | 'bitnami'): ImageKind => ({ system: 'rabbitmq', flavour });
const jms = (flavour: 'classic' | 'webcenter' | 'artemis' | 'vromero'): ImageKind => ({ system: 'activemq', flavour });

const REDIS = other('Redis', 6379);
const NATS = other('NATS', 4222, 6222, 8222);
const PULSAR = other('Pulsar', 6650, 8080);

/** First match wins; the whole repository is compared. */
const TABLE: readonly (readonly [RegExp, ImageKind])[] = [
  [/^(?:wurstmeister|fatal69100)\/kafka$/, kafka('wurstmeister')],
  [/^apache\/kafka(?:-native)?$/, kafka('apache')],
  [/^confluentinc\/(?:cp-kafka|cp-server|confluent-local|cp-enterprise-kafka)$/, kafka('confluent')],
  [/^(?:bitnami|bitnamilegacy|bitnamisecure|soldevelo)\/kafka$/, kafka('bitnami')],
  [/^(?:(?:redpandadata|vectorized)\/redpanda|redpanda)$/, kafka('redpanda')],
  [/^debezium\/kafka$/, kafka('debezium')],
  [
    /^(?:strimzi\/kafka|ubuntu\/kafka|lensesio\/fast-data-dev|landoop\/.*|spotify\/kafka|blacktop\/kafka|johnnypark\/kafka-zookeeper|lensesio\/box)$/,
    kafka('other'),
  ],
  [
    /^(?:wurstmeister\/zookeeper|zookeeper|confluentinc\/cp-zookeeper|(?:bitnami|bitnamilegacy)\/zookeeper|debezium\/zookeeper|jplock\/zookeeper|ubuntu\/zookeeper)$/,
    zookeeper,
  ],
  [/^(?:rabbitmq|arm64v8\/rabbitmq|amd64\/rabbitmq)$/, rabbit('official')],
  [/^(?:bitnami|bitnamilegacy|bitnamisecure|soldevelo)\/rabbitmq$/, rabbit('bitnami')],
  [/^(?:apache\/activemq(?:-classic)?|rmohr\/activemq|symptoma\/activemq)$/, jms('classic')],
  [/^webcenter\/activemq$/, jms('webcenter')],
  [/^vromero\/activemq-artemis$/, jms('vromero')],
  [/^(?:apache\/(?:activemq-)?artemis|(?:artemiscloud|arkmq-org)\/.*artemis.*|artemiscloud\/.*broker.*|arkmq-org\/.*broker.*)$/, jms('artemis')],
  [/^(?:natsio|synadia)\/nats-box$/, tool('nats-box')],
  [/^(?:bitnami\/|bitnamilegacy\/)?nats(?:-streaming)?$/, NATS],
  [/^synadia\/nats-server$/, NATS],
  [
    /^(?:redis|valkey\/valkey(?:-bundle)?|redis\/redis-stack(?:-server)?|(?:bitnami|bitnamilegacy)\/(?:redis|valkey)(?:-cluster|-sentinel)?|eqalpha\/keydb|dragonflydb\/dragonfly)$/,
    REDIS,
  ],
  [/^apachepulsar\/pulsar(?:-all|-standalone)?$/, PULSAR],
  [/^apachepulsar\/pulsar-manager$/, tool('Pulsar Manager')],
  [/^(?:eclipse-mosquitto|emqx\/emqx|emqx|hivemq\/.*|vernemq\/vernemq)$/, other('MQTT', 1883, 8883)],
  [/^(?:apache\/rocketmq|foxiswho\/rocketmq|apacherocketmq\/rocketmq)$/, other('RocketMQ', 9876, 10911)],
  [/^nsqio\/nsq$/, other('NSQ', 4150, 4151, 4160, 4161)],
  [/^(?:ibmcom\/mq|ibm-messaging\/mq)$/, other('IBM MQ', 1414)],
  [/^(?:danielqsj|bitnami|bitnamilegacy)\/kafka-exporter$/, tool('Kafka exporter')],
  [/^(?:kafbat|provectuslabs)\/kafka-ui$/, tool('Kafka UI')],
  [/^(?:redpandadata|vectorized)\/console$|^quay\.io\/cloudhut\/kowl$|^cloudhut\/kowl$/, tool('Redpanda Console')],
  [/^tchiotludo\/akhq$/, tool('AKHQ')],
  [/^obsidiandynamics\/kafdrop$/, tool('Kafdrop')],
  [/^(?:sheepkiller|hlebalbau|kafkamanager)\/kafka-manager$|^hlebalbau\/kafka-manager$|^cmak$/, tool('CMAK')],
  [/^(?:landoop|lensesio)\/(?:kafka-topics-ui|schema-registry-ui|kafka-connect-ui)$/, tool('Landoop UI')],
  [/^digitsy\/kafka-magic$/, tool('Kafka Magic')],
  [/^consumersrights\/.*|^conduktor\/.*$/, tool('Conduktor')],
  [/^confluentinc\/cp-enterprise-control-center.*$/, tool('Control Center')],
  [/^(?:edenhill|confluentinc)\/(?:kcat|kafkacat|cp-kafkacat)$/, tool('kcat')],
  [/^(?:pivotalrabbitmq\/perf-test|rabbitmq\/perf-test)$/, tool('PerfTest')],
  [/^kbudde\/rabbitmq-exporter$/, tool('RabbitMQ exporter')],
  [/^natsio\/prometheus-nats-exporter$/, tool('NATS exporter')],
  [/^oliver006\/redis_exporter$/, tool('Redis exporter')],
  [/^(?:rediscommander|joeferner)\/redis-commander$|^(?:redis|redislabs)\/redisinsight$/, tool('Redis UI')],
  [/^(?:prom|bitnami|prometheus)\/.*$|^prometheuscommunity\/.*$/, tool('Prometheus')],
  [/^grafana\/.*$/, tool('Grafana')],
  [/^zookeeper-exporter$|^.*\/zookeeper-exporter$|^elkozmon\/zoonavigator.*$/, tool('ZooKeeper tool')],
  [/^.*\/(?:kafka-|rabbitmq-)?perf-test$/, tool('Load test')],
  [/^(?:shopify\/toxiproxy|jaegertracing\/.*|openzipkin\/zipkin|otel\/.*|gcr\.io\/cadvisor\/cadvisor|cadvisor\/cadvisor)$/, tool('Operations')],
  [/^(?:dpage\/pgadmin4|adminer|phpmyadmin|mongo-express|portainer\/.*|dozzle|amir20\/dozzle|mher\/flower)$/, tool('Operations')],
];

export function imageOf(text: string): Image | undefined {
  const name = imageName(text);
  const row = TABLE.find(([pattern]) => pattern.test(name.repository));
  // Bitnami makes images of everything: only its exporters stand beside a broker.
  if (
    row === undefined ||
    (row[1].system === 'tool' && name.repository.startsWith('bitnami/') && !/exporter|prometheus|grafana|registry/.test(name.repository))
  ) {
    return undefined;
  }
  return { ...name, kind: row[1], unmaintained: UNMAINTAINED.find(([pattern]) => pattern.test(name.repository))?.[1] };
}

const both = (en: string, zh: string): BothTexts => ({ en, zh });

/** Sentences that go on from “the image X”. */
const UNMAINTAINED: readonly (readonly [RegExp, BothTexts])[] = [
  [
    /^(?:wurstmeister|fatal69100)\//,
    both(
      'has not been maintained since 2022: it holds Kafka 2.8.1 at most, which needs ZooKeeper',
      '自 2022 年起不再维护：最高只到 Kafka 2.8.1，必须配合 ZooKeeper',
    ),
  ],
  [
    /^bitnami\//,
    both(
      'has lost its versioned tags on Docker Hub in 2025; frozen copies are in bitnamilegacy, without updates',
      '2025 年起在 Docker Hub 上已没有带版本号的标签；bitnamilegacy 中只有不再更新的旧版本',
    ),
  ],
  [/^bitnamilegacy\//, both('is a frozen copy that gets no updates', '是不再更新的旧版本')],
  [/^vectorized\//, both('moved to redpandadata', '已迁移到 redpandadata')],
  [
    /^(?:rmohr|webcenter|symptoma)\/activemq$/,
    both('is no longer maintained; the project itself publishes apache/activemq', '已不再维护；项目官方镜像为 apache/activemq'),
  ],
  [/^vromero\//, both('is no longer maintained; the project itself publishes apache/artemis', '已不再维护；项目官方镜像为 apache/artemis')],
  [/^(?:spotify|landoop|johnnypark|blacktop)\//, both('is no longer maintained', '已不再维护')],
  [/^provectuslabs\/kafka-ui$/, both('is no longer maintained; its successor is kafbat/kafka-ui', '已不再维护；后继者为 kafbat/kafka-ui')],
  [/^jplock\/zookeeper$/, both('is no longer maintained', '已不再维护')],
];

/** What is published as `latest` at the time of writing. */
const NEWEST: Readonly<Record<'kafka' | 'rabbitmq', Version>> = { kafka: [4, 3], rabbitmq: [4, 3] };

/** Kafka inside of an image; undefined: the name does not tell. */
export function kafkaVersion(flavour: KafkaFlavour, tag: string | undefined): Version | undefined {
  switch (flavour) {
    case 'wurstmeister':
      // 2.13-2.8.1: Scala first.
      return versionOf(tag?.split('-', 2)[1]) ?? [2, 8];
    case 'confluent':
      return confluentKafka(versionOf(tag));
    case 'apache':
    case 'bitnami':
      return versionOf(tag) ?? NEWEST.kafka;
    case 'other':
      return versionOf(/kafka-(\d+\.\d+)/.exec(tag ?? '')?.[1]);
    default:
      return undefined;
  }
}

/** Confluent Platform 7.0 has Kafka 3.0, 8.0 has 4.0, 5.3 has 2.3. */
function confluentKafka(version: Version | undefined): Version {
  if (version === undefined) return NEWEST.kafka;
  const [major, minor] = version;
  if (major >= 7) return [major - 4, minor];
  return major === 6 ? [2, 6 + minor] : [2, Math.max(0, minor)];
}

/** The nearest rules there are, and whether they are those of another version. */
export function kafkaProfile(version: Version | undefined): { readonly profile: Profile; readonly isExact: boolean } {
  if (version === undefined) return { profile: 'kafka-4.1', isExact: false };
  if (isBelow(version, [3, 9])) return { profile: 'kafka-3.6', isExact: version[0] === 3 && version[1] >= 6 };
  if (isBelow(version, [4, 0])) return { profile: 'kafka-3.9', isExact: true };
  return isBelow(version, [4, 1]) ? { profile: 'kafka-4.0', isExact: true } : { profile: 'kafka-4.1', isExact: true };
}

export function rabbitProfile(tag: string | undefined): Profile {
  const version = versionOf(tag) ?? NEWEST.rabbitmq;
  if (isBelow(version, [4, 0])) return 'rabbitmq-3.13';
  return isBelow(version, [4, 3]) ? 'rabbitmq-4.2' : 'rabbitmq-4.3';
}
