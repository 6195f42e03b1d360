/** Settings of one Kafka server that cannot hold: more copies than brokers, what its version no longer knows, probes that fail. */
import type { NodeId } from '../../../scenario/scenario.ts';
import { error, info, warning } from '../findings.ts';
import { isBelow } from '../imageNames.ts';
import { kafkaProfile, kafkaVersion } from '../images.ts';
import type { Finding } from '../imported.ts';
import { uint } from '../numbers.ts';
import { isKraft, type KafkaCluster, type KafkaServer, versionOf } from './clusters.ts';

/** Copies of Kafka's own topics, and Kafka's defaults for them; images that start from Kafka's sample configuration say 1. */
const FACTORS: readonly (readonly [key: string, fallback: number])[] = [
  ['offsets.topic.replication.factor', 3],
  ['transaction.state.log.replication.factor', 3],
  ['share.coordinator.state.topic.replication.factor', 3],
  ['default.replication.factor', 1],
];
const MINIMA: readonly (readonly [key: string, factor: string])[] = [
  ['min.insync.replicas', 'default.replication.factor'],
  ['transaction.state.log.min.isr', 'transaction.state.log.replication.factor'],
  ['share.coordinator.state.topic.min.isr', 'share.coordinator.state.topic.replication.factor'],
];

export function settingFindings(server: KafkaServer, cluster: KafkaCluster, broker: NodeId): Finding[] {
  return [
    ...(server.roles.includes('broker') ? factors(server, cluster, broker) : []),
    ...versions(server, cluster, broker),
    ...probes(server, broker),
    ...ignoredTopics(server, broker),
  ];
}

function factors({ properties, known, flavour }: KafkaServer, { brokers }: KafkaCluster, broker: NodeId): Finding[] {
  const found: Finding[] = [];
  const { name } = known.service;
  for (const [key] of FACTORS) {
    const text = properties.get(key);
    const factor = uint(text?.value);
    if (text === undefined || factor === undefined || factor <= brokers.length) continue;
    found.push(
      error(
        'kafka.factor',
        text.at,
        [broker],
        [
          `“${name}”: ${key} is ${factor}, and there ${brokers.length === 1 ? 'is 1 broker' : `are ${brokers.length} brokers`}: such a topic cannot be created.`,
          `“${name}”：${key} 为 ${factor}，而只有 ${brokers.length} 台服务器，这样的主题无法创建。`,
        ],
        true,
      ),
    );
  }
  const hasOwnDefaults = flavour === 'apache' || flavour === 'confluent';
  if (hasOwnDefaults && properties.size > 0 && brokers.length < 3 && !properties.has('offsets.topic.replication.factor')) {
    found.push(
      error(
        'kafka.offsetsFactor',
        known.service.at,
        [broker],
        [
          `“${name}” does not set offsets.topic.replication.factor: Kafka wants 3 copies on ${brokers.length} broker${brokers.length === 1 ? '' : 's'}, and no consumer group can commit.`,
          `“${name}”没有设置 offsets.topic.replication.factor：Kafka 默认要 3 个副本，而只有 ${brokers.length} 台服务器，消费组无法提交位移。`,
        ],
        true,
      ),
    );
  }
  for (const [key, factorKey] of MINIMA) {
    const text = properties.get(key);
    const least = uint(text?.value);
    const factor = Math.min(uint(properties.get(factorKey)?.value) ?? (factorKey === 'default.replication.factor' ? 1 : 3), brokers.length);
    if (text === undefined || least === undefined || least <= factor) continue;
    found.push(
      error(
        'kafka.minInsync',
        text.at,
        [broker],
        [
          `“${name}”: ${key} is ${least}, more than the ${factor} ${factor === 1 ? 'copy' : 'copies'} there are: whoever sends with acks=all is refused.`,
          `“${name}”：${key} 为 ${least}，多于现有的 ${factor} 个副本：以 acks=all 发送的都会被拒绝。`,
        ],
        true,
      ),
    );
  }
  return found;
}

function versions(server: KafkaServer, cluster: KafkaCluster, broker: NodeId): Finding[] {
  const { known, flavour, zookeeper, properties } = server;
  const { service, image, isGuessed } = known;
  const { name } = service;
  const at = (service.image ?? service).at;
  const version = kafkaVersion(flavour, image?.tag);
  const found: Finding[] = [];
  // Of the rules it is enough to hear once.
  const isFirst = cluster.brokers[0] === server;
  if (isGuessed) {
    const shown = (service.image ?? service.build)?.value ?? name;
    found.push(
      info(
        'kafka.guessed',
        at,
        [broker],
        [
          `“${name}” runs ${shown}, which is not known; its settings are those of a Kafka server, so it is taken for one.`,
          `“${name}”运行的 ${shown} 不是已知镜像；它的设置像 Kafka 服务器，因此按 Kafka 处理。`,
        ],
      ),
    );
  } else if (!isFirst) {
    // Nothing more of the same.
  } else if (flavour === 'redpanda') {
    found.push(
      info(
        'kafka.redpanda',
        at,
        [broker],
        [
          `“${name}” is Redpanda: it speaks Kafka’s protocol, and is simulated by Kafka’s rules.`,
          `“${name}”是 Redpanda：它使用 Kafka 协议，按 Kafka 的规则模拟。`,
        ],
      ),
    );
  } else if (flavour !== 'wurstmeister') {
    const { profile, isExact } = kafkaProfile(version ?? versionOf(server));
    const shown = version === undefined ? undefined : version.join('.');
    if (!isExact) {
      const near = profile.replace('kafka-', 'Kafka ');
      found.push(
        info(
          'kafka.rules',
          at,
          [broker],
          [
            `“${name}” is ${shown === undefined ? 'a Kafka of a version its image does not tell' : `Kafka ${shown}`}; it is simulated by the rules of ${near}.`,
            `“${name}”是${shown === undefined ? '版本不明的 Kafka' : ` Kafka ${shown}`}，按 ${near} 的规则模拟。`,
          ],
        ),
      );
    }
  }
  if (version !== undefined && !isBelow(version, [4, 0]) && !isGuessed && zookeeper !== undefined && !isKraft(server)) {
    found.push(
      error(
        'kafka.zookeeperGone',
        zookeeper.at,
        [broker],
        [
          `“${name}” is Kafka ${version.join('.')}, which no longer works with ZooKeeper: it does not start.`,
          `“${name}”是 Kafka ${version.join('.')}，已不支持 ZooKeeper，无法启动。`,
        ],
        true,
      ),
    );
  } else if (flavour === 'confluent' && version !== undefined && !isBelow(version, [4, 0]) && image?.repository !== 'confluentinc/confluent-local') {
    const missing = [...(properties.has('process.roles') ? [] : ['KAFKA_PROCESS_ROLES']), ...(server.clusterId === undefined ? ['CLUSTER_ID'] : [])];
    if (missing.length > 0) {
      found.push(
        error(
          'kafka.required',
          at,
          [broker],
          [`“${name}” does not start without ${missing.join(' and ')}.`, `“${name}”缺少 ${missing.join(' 和 ')}，无法启动。`],
          true,
        ),
      );
    }
  }
  return found;
}

/** Health checks with tools that an image does not have, or that cannot run beside the server. */
function probes({ known, flavour }: KafkaServer, broker: NodeId): Finding[] {
  const { service, image } = known;
  const [first] = service.healthcheck;
  if (first === undefined) return [];
  const text = service.healthcheck.map(({ value }) => value).join(' ');
  const { name } = service;
  const major = /^(\d+)\./.exec(image?.tag ?? '')?.[1];
  const tool = /(?:^|[\s'"/;&|(])(cub|nc|curl|wget)\s/.exec(text)?.[1];
  if (tool !== undefined && flavour === 'confluent' && Number(major ?? 0) >= 8) {
    return [
      error(
        'kafka.probeTool',
        first.at,
        [broker],
        [
          `The health check of “${name}” uses ${tool}, which Confluent’s images have no longer since 8.0: it never becomes healthy.`,
          `“${name}”的健康检查使用 ${tool}，而 Confluent 镜像自 8.0 起已没有它：永远不会变为健康。`,
        ],
        true,
      ),
    ];
  }
  const clash =
    ['KAFKA_JMX_PORT', 'JMX_PORT'].find((key) => service.environment.has(key)) ??
    (/javaagent/.test(service.environment.get('KAFKA_OPTS')?.value ?? '') ? 'KAFKA_OPTS' : undefined);
  if (clash !== undefined && /kafka-[\w-]+/.test(text) && !/(?:JMX_PORT|KAFKA_OPTS)=/.test(text)) {
    return [
      warning(
        'kafka.probeJmx',
        first.at,
        [broker],
        [
          `The health check of “${name}” starts a Java tool with the server’s ${clash}: the port is taken, and the check fails.`,
          `“${name}”的健康检查会带着服务器的 ${clash} 启动 Java 工具：端口已被占用，检查失败。`,
        ],
        true,
      ),
    ];
  }
  return [];
}

/** Only some images create topics from a variable. */
function ignoredTopics({ known, flavour }: KafkaServer, broker: NodeId): Finding[] {
  const text = known.service.environment.get('KAFKA_CREATE_TOPICS');
  if (text === undefined || flavour === 'wurstmeister' || known.isGuessed) return [];
  return [
    warning(
      'kafka.createTopicsIgnored',
      text.at,
      [broker],
      [
        `KAFKA_CREATE_TOPICS means nothing to the image of “${known.service.name}”: it creates no topics.`,
        `“${known.service.name}”的镜像不认识 KAFKA_CREATE_TOPICS：不会创建主题。`,
      ],
    ),
  ];
}
