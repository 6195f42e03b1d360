import { expect, it } from 'vitest';
import { FIELD_OF, readTopicSetting, serverDefaults, writeTopicSetting } from '#core/compose/import/kafka/topicSettings.ts';

it.each([
  ['retention.ms', '3600000', { retentionTime: '1h' }, '3600000'],
  ['retention.ms', '-1', { retentionTime: '3650d' }, '315360000000'],
  ['retention.bytes', '1073741824', { retentionBytes: '1GiB' }, '1073741824'],
  ['retention.bytes', '-1', { retentionBytes: undefined }, '-1'],
  ['segment.bytes', '14', { segmentBytes: '1MiB' }, '1048576'],
  ['segment.ms', '60000', { segmentTime: '1m' }, '60000'],
  ['cleanup.policy', 'compact,delete', { cleanup: 'compact' }, 'compact'],
  ['min.insync.replicas', '2', { minInsyncReplicas: 2 }, '2'],
  ['unclean.leader.election.enable', 'true', { uncleanElection: true }, 'true'],
])('%s=%s', (key, text, settings, written) => {
  expect(readTopicSetting(key, text)).toEqual(settings);
  const field = FIELD_OF[key]!;
  expect(writeTopicSetting(field, (settings as Record<string, string>)[field])).toBe(written);
});

it('does not read what is no number or no setting of a design', () => {
  expect([readTopicSetting('retention.ms', 'soon'), readTopicSetting('compression.type', 'lz4'), readTopicSetting('constructor', '1')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(writeTopicSetting('retentionTime', '1us')).toBeUndefined();
});

it('takes the finest unit that a server is told', () => {
  const at = { file: 'f', line: 1, column: 1, start: 0, end: 1 };
  const told = (settings: Record<string, string>) =>
    serverDefaults(new Map(Object.entries(settings).map(([key, value]) => [key, { value, at, isPlain: true }])));
  expect(told({ 'log.retention.hours': '48', 'log.segment.bytes': '2097152' })).toEqual({ retentionTime: '2d', segmentBytes: '2MiB' });
  expect(told({ 'log.retention.ms': '1000', 'log.retention.hours': '48' })).toEqual({ retentionTime: '1s' });
});
