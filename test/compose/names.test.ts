import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnsName, keyName, projectName, queueName, topicName, UniqueNames, uniqueTopics } from '#core/compose/names.ts';

describe('topicName', () => {
  it('keeps a name Kafka takes', () => {
    for (const name of ['stream-in', 'orders.eu_v2', 'A', '0']) expect(topicName(name)).toBe(name);
  });
  it('replaces what it does not', () => {
    expect(topicName('stream in')).toBe('stream-in');
    expect(topicName("x'; rm -rf / #")).toBe('x-rm--rf');
    expect(topicName('$(id)')).toBe('id');
    expect(topicName('__consumer_offsets')).toBe('consumer_offsets');
    expect(topicName('订单')).toMatch(/^topic-[0-9a-f]{6}$/);
    expect(topicName('..')).toMatch(/^topic-[0-9a-f]{6}$/);
  });
  it('always gives a legal topic', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const topic = topicName(name);
        expect(topic).toMatch(/^[a-zA-Z0-9._-]{1,249}$/);
        expect(topic).toMatch(/[a-zA-Z0-9]/);
        expect(topicName(topic)).toBe(topic);
      }),
    );
  });
});

describe('queueName', () => {
  it('keeps any language and refuses what RabbitMQ reserves', () => {
    expect(queueName('订单队列')).toBe('订单队列');
    expect(queueName('amq.topic')).toBe('q.amq.topic');
    expect(queueName('a\r\nb')).toBe('a b');
    expect(queueName('\u0000')).toMatch(/^queue-/);
  });
  it('fits an AMQP short string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const length = Buffer.byteLength(queueName(name));
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(255);
      }),
    );
  });
});

describe('projectName', () => {
  it('is what Compose accepts', () => {
    expect(projectName('Kafka stream: stream-in to stream-out')).toBe('kafka-stream-stream-in-to-stream-out');
    expect(projectName('')).toBe('spillway');
    expect(projectName('秒杀')).toMatch(/^spillway-[0-9a-f]{6}$/);
    expect(projectName('秒杀')).not.toBe(projectName('日志'));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => /^[a-z0-9][a-z0-9_-]{0,62}$/.test(projectName(title))));
  });
});

describe('UniqueNames', () => {
  it('numbers the later ones', () => {
    const names = new UniqueNames(255);
    expect(['a', 'a', 'a-2', 'a'].map((n) => names.take(n))).toEqual(['a', 'a-2', 'a-2-2', 'a-3']);
  });
  it('keeps within the length', () => {
    const names = new UniqueNames(5);
    expect([names.take('abcde'), names.take('abcde')]).toEqual(['abcde', 'abc-2']);
  });
  it('keeps a.b away from a_b, which Kafka cannot hold together', () => {
    const names = uniqueTopics();
    expect([names.take('a.b'), names.take('a_b')]).toEqual(['a.b', 'a_b-2']);
  });
});

describe('keyName', () => {
  it.each([
    ['orders', 'orders'],
    ['a b/c', 'a-b-c'],
    ['on', 'queue-on'],
    ['1:30', 'queue-1-30'],
    ['__proto__', 'queue-__proto__'],
  ])('%s is %s', (name, key) => expect(keyName(name, 'queue')).toBe(key));
  it('keeps names without a Latin letter apart', () => expect(keyName('订单', 'queue')).not.toBe(keyName('退款', 'queue')));
});

it('dnsName cuts a long name to what Kubernetes takes', () => {
  expect(dnsName(`${'a'.repeat(239)}.b`)).toBe('a'.repeat(239));
  expect(dnsName('订单')).toMatch(/^topic-[0-9a-f]+$/);
});
