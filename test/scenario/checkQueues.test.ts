import { describe, expect, it } from 'vitest';
import type { Profile } from '#core/base/profiles.ts';
import { formatPath } from '#core/scenario/issues.ts';
import type { ConsumerDoc, QueueDoc } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { modelOf, node } from '../support/design.ts';

function issuesOf(queue: Partial<QueueDoc>, { profile = 'any', consumer = {} }: { profile?: Profile; consumer?: Partial<ConsumerDoc> } = {}): string[] {
  const model = modelOf({ r: node('broker', { profile }), p: node('producer'), q: node('queue', { broker: 'r', ...queue }), c: node('consumer', consumer) }, [
    'p>q',
    'q>c',
  ]);
  return validate(model).map(({ severity, code, path }) => `${severity} ${code} ${formatPath(path)}`);
}

describe('settings of a queue', () => {
  it('[RQQ5] a quorum queue is never transient nor exclusive, and has no priorities', () => {
    expect(issuesOf({ type: 'quorum' })).toEqual([]);
    expect(issuesOf({ type: 'quorum', durable: false })).toEqual(['error queue.quorumNeverTransient model.nodes.q.durable']);
    expect(issuesOf({ type: 'quorum', exclusive: true })).toEqual(['error queue.quorumNeverExclusive model.nodes.q.exclusive']);
    expect(issuesOf({ type: 'quorum', maxPriority: 5 })).toEqual(['error queue.quorumNoPriorities model.nodes.q.maxPriority']);
    expect(issuesOf({ type: 'quorum', overflow: 'rejectDeadLetter' })).toEqual(['error queue.quorumOverflow model.nodes.q.overflow']);
    expect(issuesOf({ durable: false, exclusive: true, maxPriority: 5, overflow: 'rejectDeadLetter' })).toEqual([]);
  });

  it('is RabbitMQ’s', () => {
    expect(issuesOf({ type: 'quorum' }, { profile: 'rabbitmq-3.13' })).toEqual([]);
    expect(issuesOf({ type: 'quorum' }, { profile: 'activemq-5.17', consumer: { prefetch: 1 } })).toEqual(['error queue.quorumSystem model.nodes.q.type']);
  });

  it('[RD10] says where dead letters cannot be sent at least once', () => {
    expect(issuesOf({ type: 'quorum', overflow: 'reject', deadLetterStrategy: 'atLeastOnce' })).toEqual([]);
    expect(issuesOf({ type: 'quorum', deadLetterStrategy: 'atLeastOnce' })).toEqual(['warning queue.atLeastOnce model.nodes.q.deadLetterStrategy']);
    expect(issuesOf({ overflow: 'reject', deadLetterStrategy: 'atLeastOnce' })).toEqual(['warning queue.atLeastOnce model.nodes.q.deadLetterStrategy']);
  });

  it('[RQ7] says who is not let in', () => {
    expect(issuesOf({ exclusive: true }, { consumer: { count: 2 } })).toEqual(['warning queue.ownedByOne model.nodes.q.exclusive']);
    expect(issuesOf({}, { consumer: { count: 2, exclusive: true } })).toEqual(['warning consumer.exclusiveInstances model.nodes.c.exclusive']);
  });

  it('refuses numbers that make no sense', () => {
    expect(issuesOf({}, { consumer: { prefetch: -1 } })).toEqual(['error schema.range model.nodes.c.prefetch']);
    expect(issuesOf({ maxPriority: 256 })).toEqual(['error schema.range model.nodes.q.maxPriority']);
    expect(issuesOf({ maxBytes: '0B' })).toEqual(['error quantity.range model.nodes.q.maxBytes']);
    expect(issuesOf({ expires: '0s' })).toEqual(['error quantity.range model.nodes.q.expires']);
  });
});
