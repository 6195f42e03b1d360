import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { asyncapiProblems, entriesOf, type JsonObject, parseAsyncapi } from './asyncapiCheck.ts';
import { mixed, nasty } from './designs.ts';

const textOf = (scenario: Scenario): string => exportFormat(scenario, 'asyncapi').files.get('asyncapi.yaml') ?? '';
const read = (scenario: Scenario) => parseAsyncapi(textOf(scenario)) as Record<string, Record<string, JsonObject>>;

const designs = [...EXAMPLES.map((e) => [e.id, e.scenario] as const), ['nasty', nasty] as const, ['mixed', mixed] as const].filter(
  ([, scenario]) => textOf(scenario) !== '',
);

describe('an AsyncAPI document', () => {
  it.each(designs)('of %s is valid', (_, scenario) => {
    expect(asyncapiProblems(textOf(scenario))).toEqual([]);
  });

  it('is found out when it is not', () => {
    const text = textOf(mixed);
    expect(asyncapiProblems(text.replace('#/servers/kafka', '#/servers/none'))).toEqual(['#/servers/none leads nowhere']);
    expect(asyncapiProblems(text.replace('  title: "shop"', '  name: "shop"'))).toEqual(['info lacks title', 'info has no field name']);
    expect(asyncapiProblems(text.replace('address: "mails"', 'address: "mails/{a}"'))).toHaveLength(1);
  });

  it('is the same to readers of YAML 1.1', () => {
    for (const scenario of [nasty, mixed]) expect(parse(textOf(scenario), { version: '1.1' })).toEqual(parse(textOf(scenario)));
  });

  it('has a server for each broker, in its protocol', () => {
    const { servers } = read(mixed);
    expect(entriesOf(servers).map(([key, { protocol, host }]) => [key, protocol, host])).toEqual([
      ['kafka', 'kafka', 'localhost:29092'],
      ['rabbit', 'amqp', 'localhost:5672'],
      ['active', 'jms', 'localhost:61616'],
    ]);
  });

  it('has a channel for each destination, with its binding', () => {
    const { channels } = read(mixed);
    expect(channels?.orders?.bindings).toEqual({
      kafka: {
        topic: 'orders',
        partitions: 6,
        replicas: 3,
        topicConfiguration: { 'cleanup.policy': ['compact'], 'retention.ms': 86_400_000, 'min.insync.replicas': 2 },
        bindingVersion: '0.5.0',
      },
    });
    expect(channels?.mails?.bindings).toEqual({
      amqp: { is: 'queue', queue: { name: 'mails', durable: true, exclusive: false, autoDelete: false, vhost: '/' }, bindingVersion: '0.3.0' },
    });
    expect(channels?.jobs?.bindings).toEqual({ jms: { destination: 'jobs', destinationType: 'queue', bindingVersion: '0.0.1' } });
    expect(channels?.mails?.['x-spillway-dead-letters']).toEqual({ channel: 'dead' });
    expect(channels?.mails?.['x-spillway-settings']).toEqual({ messageTtl: '5s' });
  });

  it('has an operation for each wire of a client', () => {
    const { operations } = read(mixed);
    expect(entriesOf(operations).map(([key, { action }]) => [key, action])).toEqual([
      ['billing.send.mails', 'send'],
      ['worker.receive.jobs', 'receive'],
      ['sender.receive.mails', 'receive'],
      ['billing.receive.orders', 'receive'],
      ['web.send.jobs', 'send'],
      ['web.send.orders', 'send'],
    ]);
    expect(operations?.['billing.receive.orders']?.bindings).toEqual({ kafka: { groupId: { type: 'string', enum: ['bills'] }, bindingVersion: '0.5.0' } });
    expect(operations?.['sender.receive.mails']?.bindings).toEqual({ amqp: { ack: false, bindingVersion: '0.3.0' } });
  });

  it('follows messages along wires: what a consumer passes on and what dies', () => {
    const { channels, components } = read(mixed);
    for (const key of ['orders', 'mails', 'dead', 'jobs']) expect(Object.keys((channels?.[key]?.messages ?? {}) as JsonObject)).toEqual(['web']);
    expect(entriesOf(components?.messages).find(([key]) => key === 'web')?.[1].bindings).toEqual({
      kafka: { key: { type: 'string', pattern: '^key[0-9]+$', examples: ['key0'] }, bindingVersion: '0.5.0' },
    });
  });

  it('has headers with the values they take', () => {
    const [[, message] = ['', {} as JsonObject]] = entriesOf(read(nasty).components?.messages).filter(([, { name }]) => name === 'on');
    expect(message.headers).toEqual({
      type: 'object',
      properties: {
        '#': { type: 'number', enum: [1] },
        '1:30': { type: 'number', enum: [5] },
        'a: b': { type: 'string', enum: ['x'] },
        on: { type: 'boolean', enum: [true] },
      },
    });
  });

  it('gives no address to what AsyncAPI would misread, and has its name in the binding', () => {
    const { channels } = read(nasty);
    const queue = entriesOf(channels).find(([, { 'x-spillway-id': id }]) => id === 'q')?.[1];
    expect(queue?.address).toBeNull();
    expect(JSON.stringify(queue?.bindings)).toContain('q{id}/?#');
  });

  it('says what it leaves out', () => {
    const codes = exportFormat(mixed, 'asyncapi').notes.map(({ code, nodes }) => [code, ...nodes]);
    expect(codes).toContainEqual(['channel', 'pipe']);
    expect(codes).toContainEqual(['formatOthers', 'zk']);
    expect(codes).toContainEqual(['formatPayload', 'web']);
  });
});
