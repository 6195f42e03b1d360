/** What of a cluster is gone with its container. */
import type { NodeId } from '../../../scenario/scenario.ts';
import { isKept, keepsAnything } from '../dataPlaces.ts';
import { warning } from '../findings.ts';
import type { KafkaFlavour } from '../images.ts';
import type { Finding } from '../imported.ts';
import { namesOf } from './listeners.ts';
import type { KafkaServer } from './clusters.ts';

/** Where an image keeps its logs if it is told nothing; undefined: not known. */
const DIRECTORIES: Readonly<Record<KafkaFlavour, string | undefined>> = {
  wurstmeister: '/kafka',
  apache: '/tmp/kafka-logs',
  confluent: '/var/lib/kafka/data',
  bitnami: '/bitnami/kafka',
  debezium: '/kafka/data',
  redpanda: '/var/lib/redpanda/data',
  other: undefined,
};

export function dataFindings(server: KafkaServer, broker: NodeId): Finding[] {
  const { known, flavour, properties, roles } = server;
  const { service } = known;
  const told = namesOf(properties.get('log.dirs') ?? properties.get('log.dir'));
  const fallback = DIRECTORIES[flavour];
  const places = told.length > 0 ? told : fallback === undefined ? [] : [fallback];
  const kept = places.length === 0 ? keepsAnything(service) : places.every((place) => isKept(service, place));
  const { name } = service;
  // The image makes the directory's name out of the container's, which is another one each time.
  const isByHost = flavour === 'wurstmeister' && told.length === 0 && service.hostname === undefined;
  if (kept && !isByHost) return [];
  if (kept) {
    return [
      warning(
        'kafka.dataByHost',
        service.at,
        [broker],
        [
          `“${name}” keeps its data in /kafka/kafka-logs-$HOSTNAME and has no fixed host name: a recreated container begins with an empty directory.`,
          `“${name}”把数据放在 /kafka/kafka-logs-$HOSTNAME，又没有固定主机名：重建容器后用的是另一个空目录。`,
        ],
        true,
      ),
    ];
  }
  const en = isByHost ? ', in /kafka/kafka-logs-$HOSTNAME, and no fixed host name' : '';
  const zh = isByHost ? '（在 /kafka/kafka-logs-$HOSTNAME），也没有固定主机名' : '';
  const what = roles.includes('broker') ? (['topics and messages', '主题和消息'] as const) : (['metadata', '元数据'] as const);
  return [
    warning(
      'kafka.noVolume',
      service.at,
      [broker],
      [
        `“${name}” has no volume for its data${en}: a recreated container has lost all ${what[0]}.`,
        `“${name}”的数据没有卷${zh}：重建容器后${what[1]}全部丢失。`,
      ],
      true,
    ),
  ];
}
