import { describe, expect, it } from 'vitest';
import type { Profile } from '#core/base/profiles.ts';
import { queueSettings } from '#core/compile/queues.ts';
import type { QueueDoc } from '#core/scenario/scenario.ts';
import { node } from '../support/design.ts';

const settings = (doc: Partial<QueueDoc>, profile: Profile = 'any') => queueSettings(node('queue', doc), profile);

describe('a queue as its plan', () => {
  it('[RQQ1] a quorum queue has a delivery limit of 20 since 4.0, and none before; a classic one has none', () => {
    const limits = (['rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmq-4.3', 'any'] as const).map((profile) => settings({ type: 'quorum' }, profile).deliveryLimit);
    expect(limits).toEqual([null, 20, 20, 20]);
    expect([settings({}).deliveryLimit, settings({ type: 'quorum', deliveryLimit: -1 }).deliveryLimit]).toEqual([null, null]);
    expect(settings({ type: 'quorum', deliveryLimit: 3 }, 'rabbitmq-3.13').deliveryLimit).toBe(3);
  });

  it('[RQQ2] only failures count since 4.3', () => {
    const counts = (['rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmq-4.3', 'any'] as const).map(
      (profile) => settings({ type: 'quorum' }, profile).countsFailuresOnly,
    );
    expect(counts).toEqual([false, false, true, false]);
  });

  it('[RC3] at RabbitMQ a message is persistent if it says so, elsewhere unless it says not', () => {
    expect([settings({}, 'rabbitmq-4.3').keeps, settings({}).keeps, settings({ type: 'quorum' }, 'rabbitmq-4.3').keeps]).toEqual(['persistent', 'all', 'all']);
  });

  it('quantities become integers', () => {
    expect(settings({ maxBytes: '1KiB', expires: '5s', messageTtl: '1s' })).toMatchObject({ maxBytes: 1024, expiresUs: 5_000_000, messageTtlUs: 1_000_000 });
  });
});
