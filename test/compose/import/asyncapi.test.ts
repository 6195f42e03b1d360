import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { importAsyncapi, isAsyncapi } from '#core/compose/import/asyncapi.ts';
import type { ImportResult } from '#core/compose/import/imported.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { NodeDoc } from '#core/scenario/scenario.ts';

type Imported = Extract<ImportResult, { isOk: true }>;
function imported(text: string): Imported {
  const result = importAsyncapi({ path: 'asyncapi.yaml', text });
  if (!result.isOk) throw new Error(`${result.faults[0]?.place.line}: ${result.faults[0]?.text.en}`);
  return result;
}
const codes = ({ findings }: Imported): string[] => findings.map(({ code }) => code);
const named = ({ scenario }: Imported, name: string): NodeDoc | undefined => Object.values(scenario.model.nodes).find((doc) => doc.name === name);
const wires = ({ scenario: { model } }: Imported): string[] =>
  Object.values(model.edges).map(({ from, to }) => `${model.nodes[from]?.name} > ${model.nodes[to]?.name}`);

const THREE = `asyncapi: 3.0.0
info: { title: Lights, version: 1.0.0 }
servers:
  production: { host: 'broker:9092', protocol: kafka-secure }
  devices: { host: 'mqtt:1883', protocol: mqtt }
channels:
  measured:
    address: light.measured
    servers: [{ $ref: '#/servers/production' }]
    bindings:
      kafka: { topic: light-measured, partitions: 6, replicas: 3, topicConfiguration: { cleanup.policy: [delete, compact], retention.ms: 60000, x.y: 1 } }
  turn:
    $ref: '#/components/channels/switch'
  raw:
    servers: [{ $ref: '#/servers/devices' }]
operations:
  receiveMeasured:
    action: receive
    channel: { $ref: '#/channels/measured' }
    bindings: { kafka: { groupId: { type: string, enum: [lights] } } }
  sendTurn:
    action: send
    channel: { $ref: '#/channels/turn' }
  odd: { action: dance, channel: { $ref: '#/channels/turn' } }
components:
  channels:
    switch: { address: light.turn, servers: [{ $ref: '#/servers/production' }] }
`;

describe('an AsyncAPI 3 document', () => {
  const read = imported(THREE);
  it('is brokers, channels, and clients by its operations', () => {
    expect(named(read, 'production')).toMatchObject({ kind: 'broker', profile: 'kafka-4.1', nodes: 3 });
    expect(named(read, 'light-measured')).toMatchObject({
      kind: 'topic',
      broker: 'production',
      partitions: 6,
      replicationFactor: 3,
      cleanup: 'compact',
      retentionTime: '1m',
    });
    expect(named(read, 'receiveMeasured')).toMatchObject({ kind: 'consumer', group: 'lights' });
    expect(wires(read)).toEqual(['light-measured > receiveMeasured', 'sendTurn > light.turn']);
    expect(read.scenario.view.title).toBe('Lights');
  });
  it('keeps what is not simulated as external, and says what it left out', () => {
    expect(named(read, 'devices')).toMatchObject({ kind: 'external', image: 'mqtt mqtt:1883' });
    expect(named(read, 'raw')).toBeUndefined();
    expect(codes(read)).toEqual(['asyncapi.protocol', 'asyncapi.notSimulated', 'asyncapi.odd']);
  });
});

it('a document of version 2 says what others do: what they publish is received, what they subscribe to is sent', () => {
  const read = imported(`asyncapi: '2.6.0'
info: {title: Shop, version: '1'}
servers:
  mq: {url: 'amqp://mq:5672', protocol: amqp}
channels:
  order.*.paid:
    bindings:
      amqp: {is: routingKey, exchange: {name: shop, type: topic}, queue: {name: billing}}
    publish: {operationId: bill}
  order.eu.paid:
    bindings:
      amqp: {is: routingKey, exchange: {name: shop, type: topic}}
    subscribe: {operationId: pay}
  mails:
    bindings: {amqp: {is: queue, queue: {name: mails, durable: false}}}
    publish: {operationId: mail, bindings: {amqp: {ack: false}}}
`);
  expect(named(read, 'shop')).toMatchObject({ kind: 'exchange', type: 'topic', broker: 'mq' });
  expect(named(read, 'mails')).toMatchObject({ kind: 'queue', durable: false });
  expect(named(read, 'mail')).toMatchObject({ kind: 'consumer', ack: 'onDelivery' });
  expect(named(read, 'pay')).toMatchObject({ kind: 'producer', variants: [{ routingKey: 'order.eu.paid' }] });
  expect(wires(read).sort()).toEqual(['billing > bill', 'mails > mail', 'pay > shop', 'shop > billing']);
  expect(Object.values(read.scenario.model.edges).find(({ bindings }) => bindings !== undefined)?.bindings).toEqual([{ key: 'order.*.paid' }]);
});

it('JSON is read as YAML is', () => {
  const json = importAsyncapi({ path: 'a.json', text: JSON.stringify(parse(THREE)) });
  expect(json.isOk && json.scenario.model).toEqual(imported(THREE).scenario.model);
  expect([THREE, JSON.stringify(parse(THREE)), 'services: {}'].map((text) => isAsyncapi({ path: 'x', text }))).toEqual([true, true, false]);
});

describe('references', () => {
  const channel = (ref: string): string => `asyncapi: 3.0.0\nchannels:\n  a: {$ref: '${ref}'}\n  b: {$ref: '#/channels/a'}\n  c: {$ref: '#/channels/c'}\n`;
  it.each(['https://example.com/a.yaml', './a.yaml#/a', '#/nothing/here', '#/channels/b', '#/%'])('to %s are named, not followed', (ref) => {
    const read = imported(channel(ref));
    expect(read.scenario.model.nodes).toEqual({});
    expect(codes(read)).toContain('asyncapi.ref');
  });
});

describe('our own export', () => {
  const exported = [...EXAMPLES, ...SITUATIONS.map(({ id, trouble }) => ({ id, scenario: trouble }))].flatMap(({ id, scenario }) => {
    const text = exportFormat(scenario, 'asyncapi').files.get('asyncapi.yaml');
    return text === undefined ? [] : [[id, scenario, text] as const];
  });
  it('is there', () => expect(exported.length).toBeGreaterThan(25));
  it.each(exported)('%s comes back whole', (_, scenario, text) => {
    const back = imported(text);
    expect(back.findings).toEqual([]);
    // Channels of a process and their clients have no server, so they are in no document.
    const kept = Object.entries(scenario.model.nodes).filter(([id, { kind }]) => id in back.scenario.model.nodes || (kind !== 'channel' && kind !== 'broker'));
    expect(back.scenario.model.nodes).toEqual(Object.fromEntries(kept));
    const first = parse(text) as { info: object };
    const again = parse(exportFormat(back.scenario, 'asyncapi').files.get('asyncapi.yaml') ?? '') as { info: object };
    expect({ ...again, info: {} }).toEqual({ ...first, info: {} });
  });
});

it.each([
  ['asyncapi: 1.2.0', 'version 2 or 3'],
  ['asyncapi: [', ''],
  ['', 'nothing'],
  ['{"asyncapi": 3', 'JSON'],
])('%s is refused', (text, says) => {
  const result = importAsyncapi({ path: 'a.yaml', text });
  expect(result).toMatchObject({ isOk: false, faults: [{ text: { en: expect.stringContaining(says) as string } }] });
});
