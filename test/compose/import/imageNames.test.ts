import { expect, it } from 'vitest';
import { imageName, isBelow, versionOf } from '#core/compose/import/imageNames.ts';

it.each([
  ['wurstmeister/kafka', 'wurstmeister/kafka', undefined],
  ['rabbitmq:3-management', 'rabbitmq', '3-management'],
  ['docker.io/library/rabbitmq:3', 'rabbitmq', '3'],
  ['mirror.gcr.io/library/redis', 'redis', undefined],
  ['localhost:5000/apache/kafka:4.0.0', 'apache/kafka', '4.0.0'],
  ['localhost:5000/thing', 'thing', undefined],
  ['docker.redpanda.com/redpandadata/redpanda:v24.2.7', 'redpandadata/redpanda', 'v24.2.7'],
  ['apache/kafka:3.8.0@sha256:0123', 'apache/kafka', '3.8.0'],
  ['Library/Redis:', 'redis', undefined],
  ['', '', undefined],
])('%s', (text, repository, tag) => expect(imageName(text)).toEqual({ repository, tag, hasDigest: text.includes('@') }));

it('finds the version in a tag, and compares', () => {
  const tags = ['7.4.0', 'v1.5', '3.13-management', '3', 'latest', undefined, '2.13-2.8.1', '5.15.9-alpine'];
  expect(tags.map(versionOf)).toEqual([[7, 4], [1, 5], [3, 13], [3, 0], undefined, undefined, [2, 13], [5, 15]]);
  expect([isBelow([3, 9], [3, 10]), isBelow([4, 0], [3, 10]), isBelow([3, 9], [3, 9])]).toEqual([true, false, false]);
});
