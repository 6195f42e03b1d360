import { expect, it } from 'vitest';
import { imageOf, kafkaProfile, kafkaVersion, rabbitProfile } from '#core/compose/import/images.ts';

it.each([
  ['wurstmeister/kafka', 'kafka wurstmeister'],
  ['fatal69100/kafka:2', 'kafka wurstmeister'],
  ['apache/kafka-native:4.0.0', 'kafka apache'],
  ['confluentinc/cp-server:7.6.1', 'kafka confluent'],
  ['docker.io/bitnamilegacy/kafka:3.9.0', 'kafka bitnami'],
  ['soldevelo/kafka', 'kafka bitnami'],
  ['quay.io/strimzi/kafka:0.40.0-kafka-3.7.0', 'kafka other'],
  ['vectorized/redpanda', 'kafka redpanda'],
  ['zookeeper:3.9', 'zookeeper'],
  ['confluentinc/cp-zookeeper', 'zookeeper'],
  ['rabbitmq:4', 'rabbitmq official'],
  ['bitnami/rabbitmq', 'rabbitmq bitnami'],
  ['apache/activemq-classic:6', 'activemq classic'],
  ['webcenter/activemq', 'activemq webcenter'],
  ['apache/artemis:2.50', 'activemq artemis'],
  ['quay.io/artemiscloud/activemq-artemis-broker', 'activemq artemis'],
  ['quay.io/arkmq-org/activemq-artemis-broker', 'activemq artemis'],
  ['nats:2', 'other NATS'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', 'other Redis'],
  ['apachepulsar/pulsar-all', 'other Pulsar'],
  ['ghcr.io/kafbat/kafka-ui:v1.5.0', 'tool Kafka UI'],
  ['danielqsj/kafka-exporter', 'tool Kafka exporter'],
  ['natsio/nats-box', 'tool nats-box'],
  ['bitnami/postgresql', undefined],
  ['postgres:16', undefined],
  ['myorg/kafka', undefined],
])('%s', (image, wanted) => {
  const kind = imageOf(image)?.kind;
  const detail = kind === undefined ? '' : 'flavour' in kind ? ` ${kind.flavour}` : 'name' in kind ? ` ${kind.name}` : '';
  expect(kind === undefined ? undefined : kind.system + detail).toBe(wanted);
});

it('knows Kafka inside of other versions, and whose rules are nearest', () => {
  expect(kafkaVersion('wurstmeister', '2.13-2.8.1')).toEqual([2, 8]);
  expect(kafkaVersion('wurstmeister', undefined)).toEqual([2, 8]);
  expect(kafkaVersion('confluent', '7.4.0')).toEqual([3, 4]);
  expect(kafkaVersion('confluent', '8.1.0')).toEqual([4, 1]);
  expect(kafkaVersion('confluent', '6.2.0')).toEqual([2, 8]);
  expect(kafkaVersion('confluent', '5.5.3')).toEqual([2, 5]);
  expect(kafkaVersion('other', '0.40.0-kafka-3.7.0')).toEqual([3, 7]);
  expect(kafkaVersion('redpanda', 'v24.2')).toBeUndefined();
  const versions = [
    [2, 8],
    [3, 5],
    [3, 7],
    [3, 9],
    [4, 0],
    [4, 3],
  ] as const;
  expect(versions.map((version) => kafkaProfile(version))).toEqual([
    { profile: 'kafka-3.6', isExact: false },
    { profile: 'kafka-3.6', isExact: false },
    { profile: 'kafka-3.6', isExact: true },
    { profile: 'kafka-3.9', isExact: true },
    { profile: 'kafka-4.0', isExact: true },
    { profile: 'kafka-4.1', isExact: true },
  ]);
  expect(['3.8-management', '4.0', '4.2.1', '4.3', undefined].map(rabbitProfile)).toEqual([
    'rabbitmq-3.13',
    'rabbitmq-4.2',
    'rabbitmq-4.2',
    'rabbitmq-4.3',
    'rabbitmq-4.3',
  ]);
});
