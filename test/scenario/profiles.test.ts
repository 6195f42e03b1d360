import { describe, expect, it } from 'vitest';
import { PROFILES, type Profile } from '#core/base/profiles.ts';
import { NODE_DEFAULTS } from '#core/scenario/defaults.ts';
import { defaultsFor, differences, profileOf } from '#core/scenario/profiles.ts';
import type { Model, NodeKind } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';

const design = (profile: Profile, fields: Partial<Model['nodes']> = {}): Model =>
  modelOf(
    {
      b: node('broker', { profile }),
      p: node('producer'),
      t: node('topic', { broker: 'b' }),
      c: node('consumer'),
      ...(fields as Model['nodes']),
    },
    ['p>t', 't>c'],
  );
const differing = (model: Model, id: string): Record<string, unknown> => Object.fromEntries(differences(model, id).map(({ field, real }) => [field, real]));

describe('real defaults', () => {
  // The values as their sources write them, not as our table does.
  it.each<[Profile, NodeKind, object]>([
    // linger.ms 0 until KIP-1030 made it 5 for 4.0; the rest of ProducerConfig is the same since 3.0.
    ['kafka-3.6', 'producer', { linger: '0s', acks: 'all', batchSize: '16KiB', retries: 2 ** 31 - 1, maxInFlight: 5, bufferMemory: '32MiB' }],
    ['kafka-3.9', 'producer', { linger: '0s', requestTimeout: '30s', deliveryTimeout: '2m', retryBackoff: '100ms', maxBlock: '60s' }],
    ['kafka-4.0', 'producer', { linger: '5ms', acks: 'all' }],
    ['kafka-4.1', 'producer', { linger: '5ms', idempotence: 'auto', partitioner: 'murmur2' }],
    // session.timeout.ms 45000 since 3.0, max.poll.records 500, fetch.min.bytes 1, fetch.max.wait.ms 500, auto.offset.reset latest.
    ['kafka-3.6', 'consumer', { sessionTimeout: '45s', heartbeatInterval: '3s', maxPollInterval: '5m', maxPollRecords: 500 }],
    ['kafka-4.1', 'consumer', { offsetReset: 'latest', commit: 'auto', commitInterval: '5s', fetchMinBytes: '1B', fetchMaxWait: '500ms', assignor: 'range' }],
    // num.partitions 1, default.replication.factor 1, min.insync.replicas 1, unclean.leader.election.enable false, log.retention.hours 168.
    ['kafka-3.9', 'topic', { partitions: 1, replicationFactor: 1, minInsyncReplicas: 1, uncleanElection: false }],
    ['kafka-4.0', 'topic', { retentionTime: '7d', retentionBytes: undefined, segmentBytes: '1GiB', segmentTime: '7d', cleanup: 'delete' }],
    ['kafka-4.1', 'broker', { threads: 8 }],
    // basic.qos 0 is no limit; x-overflow drop-head; a classic queue has no delivery limit in any version.
    ['rabbitmq-3.13', 'consumer', { prefetch: 0, ack: 'afterProcessing' }],
    ['rabbitmq-4.2', 'queue', { maxLength: 0, overflow: 'dropHead', messageTtl: undefined, deliveryLimit: undefined }],
    ['rabbitmq-4.3', 'queue', { overflow: 'dropHead', deliveryLimit: undefined }],
    // RedeliveryPolicy: maximumRedeliveries 6, initialRedeliveryDelay 1000 ms, no exponential back-off.
    ['activemq-5.17', 'consumer', { maximumRedeliveries: 6, redeliveryDelay: '1s', backOffMultiplier: 1, ack: 'afterProcessing' }],
    ['any', 'consumer', {}],
  ])('%s, %s', (profile, kind, values) => {
    expect(defaultsFor(kind, profile)).toMatchObject(values);
    for (const field of Object.keys(values)) expect(NODE_DEFAULTS[kind]).toHaveProperty(field);
  });

  it('are of fields that the kind has', () => {
    for (const profile of PROFILES)
      for (const kind of Object.keys(NODE_DEFAULTS) as NodeKind[])
        expect(Object.keys(NODE_DEFAULTS[kind])).toEqual(expect.arrayContaining(Object.keys(defaultsFor(kind, profile))));
  });
});

describe('whose rules a node lives under', () => {
  it('a broker’s own, its destinations’, and their clients’', () => {
    const model = design('kafka-3.9');
    expect(['b', 't', 'p', 'c'].map((id) => profileOf(model, id))).toEqual(['kafka-3.9', 'kafka-3.9', 'kafka-3.9', 'kafka-3.9']);
    expect(profileOf(model, 'ghost')).toBe('any');
  });

  it('nobody’s without a broker, or on one that follows none', () => {
    expect(profileOf(modelOf({ p: node('producer'), t: node('topic') }, ['p>t']), 'p')).toBe('any');
    expect(profileOf(design('any'), 'c')).toBe('any');
  });
});

describe('differences', () => {
  it('a new node has the newest defaults, and differs where an older system did otherwise', () => {
    for (const id of ['b', 't', 'p', 'c']) expect(differing(design('kafka-4.1'), id)).toEqual({});
    expect(differing(design('kafka-3.9'), 'p')).toEqual({ linger: '0s' });
  });

  it('name the field, its value and the real one', () => {
    const model = design('kafka-4.1', { t: node('topic', { broker: 'b', partitions: 12 }) });
    expect(differences(model, 't')).toEqual([{ field: 'partitions', value: 12, real: 1 }]);
  });

  it('quantities are compared by what they mean', () => {
    const model = design('kafka-4.1', { p: node('producer', { linger: '5000us', bufferMemory: '32768KiB', deliveryTimeout: '120s' }) });
    expect(differing(model, 'p')).toEqual({});
  });

  it('another profile for a broker changes no setting, only what it is compared with', () => {
    const before = design('kafka-4.1');
    const after: Model = { ...before, nodes: { ...before.nodes, b: node('broker', { profile: 'kafka-3.6', threads: 8 }) } };
    expect(after.nodes['p']).toBe(before.nodes['p']);
    expect(differing(after, 'p')).toEqual({ linger: '0s' });
  });

  it('ActiveMQ’s prefetch depends on what is read', () => {
    const read = (source: Model['nodes'][string], fields = {}) => {
      const nodes = { b: node('broker', { profile: 'activemq-5.17' }), s: source, c: node('consumer', fields) };
      return differing(modelOf(nodes, ['s>c']), 'c')['prefetch'];
    };
    expect(read(node('queue', { broker: 'b' }))).toBe(1_000);
    expect(read(node('broadcast', { broker: 'b' }))).toBe(32_767);
    expect(read(node('broadcast', { broker: 'b' }), { subscription: 'durable', subscriptionName: 'n' })).toBe(100);
    expect(read(node('queue', { broker: 'b' }), { prefetch: 1_000 })).toBeUndefined();
  });

  it('none without a profile', () => {
    expect(differences(design('any', { t: node('topic', { broker: 'b', partitions: 12 }) }), 't')).toEqual([]);
    expect(differences(design('kafka-4.1'), 'ghost')).toEqual([]);
  });
});
