import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { importDefinitions, readDefinitions } from '#core/compose/import/definitions.ts';
import { FreeIds } from '#core/compose/import/freeIds.ts';
import type { ImportResult, Spot } from '#core/compose/import/imported.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import type { EdgeDoc, NodeDoc, Scenario } from '#core/scenario/scenario.ts';

type Imported = Extract<ImportResult, { isOk: true }>;
const FILE = 'definitions.json';
function imported(text: string | object): Imported {
  const result = importDefinitions({ path: FILE, text: typeof text === 'string' ? text : JSON.stringify(text, null, 2) });
  if (!result.isOk) throw new Error(result.faults[0]?.text.en);
  return result;
}
const codes = ({ findings }: Imported): string[] => findings.map(({ code }) => code);
const named = ({ scenario }: Imported, name: string): NodeDoc | undefined => Object.values(scenario.model.nodes).find((doc) => doc.name === name);
/** Edges by the names at their ends. */
const wires = ({ scenario: { model } }: Imported): Record<string, EdgeDoc> =>
  Object.fromEntries(Object.values(model.edges).map((edge) => [`${model.nodes[edge.from]?.name} > ${model.nodes[edge.to]?.name}`, edge]));
/** The file with what the design says now. */
function written(text: string, spots: readonly Spot[], scenario: Scenario): string {
  let out = text;
  for (const { at, say } of [...spots].sort((a, b) => b.at.start - a.at.start))
    out = out.slice(0, at.start) + (say(scenario) ?? out.slice(at.start, at.end)) + out.slice(at.end);
  return out;
}

const SHOP = readFileSync(new URL('shop.definitions.json', import.meta.url), 'utf8');

describe('definitions of a shop', () => {
  const shop = imported(SHOP);

  it('are exchanges, queues, bindings and dead letters of one broker', () => {
    expect(named(shop, 'orders')).toMatchObject({ kind: 'exchange', type: 'topic', broker: 'rabbitmq' });
    expect(named(shop, 'orders.eu')).toMatchObject({ kind: 'queue', type: 'quorum', deliveryLimit: 5, broker: 'rabbitmq' });
    expect(named(shop, 'orders.audit')).toMatchObject({ type: 'classic', maxPriority: 5 });
    expect(named(shop, 'orders.retry.30s')).toMatchObject({ messageTtl: '30s' });
    expect(named(shop, 'rabbitmq')).toMatchObject({ kind: 'broker', profile: 'rabbitmq-4.2' });
    expect(
      Object.fromEntries(Object.entries(wires(shop)).map(([wire, { bindings, deadLetterKey }]) => [wire, deadLetterKey ?? bindings?.map(({ key }) => key)])),
    ).toEqual({
      'orders > orders.eu': ['order.eu.#'],
      'orders > orders.us': ['order.us.#'],
      'orders > orders.audit': ['order.#'],
      'orders > orders.log': ['order.#'],
      'orders.dlx > orders.dlq': ['eu', 'us'],
      'orders.retry > orders.retry.30s': ['retry'],
      'orders.eu > orders.dlx': 'eu',
      'orders.us > orders.dlx': 'us',
      'orders.retry.30s > orders': undefined,
    });
  });
  it('have their policies applied', () => expect(named(shop, 'orders.dlq')).toMatchObject({ maxLength: 100_000, overflow: 'dropHead' }));
  it('say what is not simulated', () => {
    expect(codes(shop)).toContain('definitions.queueType');
    const users = shop.findings.find(({ code, text }) => code === 'definitions.opaque' && text.en.includes('users'));
    expect(users?.place).toEqual({ file: FILE, line: 3, column: 3 });
  });
  it('are a scenario that opens, and is the same when saved', () => {
    const text = formatScenario(shop.scenario);
    const again = parseScenario(text);
    expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(formatScenario(again.scenario as Scenario)).toBe(text);
  });
});

describe('our own export', () => {
  const queuesOf = (text: string) => JSON.parse(text) as Record<'queues' | 'exchanges' | 'bindings', { name?: string }[]>;
  const sorted = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(one)).sort();
  const exported = [...EXAMPLES, ...SITUATIONS.map(({ id, trouble }) => ({ id, scenario: trouble }))].flatMap(({ id, scenario }) => {
    const text = exportCompose(scenario).files.get('rabbitmq/definitions.json');
    return text === undefined ? [] : [[id, text] as const];
  });

  it('is there', () => expect(exported.length).toBeGreaterThan(10));
  it.each(exported)('%s comes back as the same queues, exchanges and bindings', (_, text) => {
    const back = imported(text);
    expect(back.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const again = queuesOf(exportCompose(back.scenario).files.get('rabbitmq/definitions.json') ?? '{}');
    const first = queuesOf(text);
    for (const list of ['queues', 'exchanges', 'bindings'] as const) expect(sorted(again[list])).toEqual(sorted(first[list]));
    expect(written(text, back.spots, back.scenario)).toBe(text);
  });
});

describe('what a policy sets', () => {
  const queue = (name: string, args: object = {}) => ({ name, vhost: '/', durable: true, arguments: args });
  const policy = (pattern: string, definition: object, priority = 0, applyTo = 'queues') => ({
    vhost: '/',
    name: pattern,
    pattern,
    'apply-to': applyTo,
    priority,
    definition,
  });

  it('is what the one with the highest priority says, and nothing of the others', () => {
    const read = imported({
      queues: [queue('a.b'), queue('b')],
      policies: [policy('.*', { 'max-length': 5, expires: 1_000 }), policy('^a', { 'max-length': 9 }, 1)],
    });
    expect(named(read, 'a.b')).toMatchObject({ maxLength: 9 });
    expect(named(read, 'a.b')).not.toMatchObject({ expires: '1s' });
    expect(named(read, 'b')).toMatchObject({ maxLength: 5, expires: '1s' });
  });
  it('gives way to arguments, except that of two numbers the smaller counts', () => {
    const args = { 'x-max-length': 7, 'x-message-ttl': 9_000, 'x-overflow': 'reject-publish' };
    const read = imported({
      queues: [queue('q', args)],
      policies: [policy('q', { 'max-length': 5, 'message-ttl': 10_000, overflow: 'drop-head', 'max-priority': 3 })],
    });
    expect(named(read, 'q')).toMatchObject({ maxLength: 5, messageTtl: '9s', overflow: 'reject', maxPriority: undefined });
  });
  it('holds for the kinds it names, and for what an operator limits', () => {
    const operator = {
      component: 'operator_policy',
      vhost: '/',
      name: 'o',
      value: { pattern: '.*', 'apply-to': 'queues', priority: 0, definition: { 'max-length': 3 } },
    };
    const policies = [policy('.*', { 'message-ttl': 1 }, 1, 'quorum_queues'), policy('.*', { 'message-ttl': 2 }, 0, 'classic_queues')];
    const read = imported({ queues: [queue('c'), queue('q', { 'x-queue-type': 'quorum' })], policies, parameters: [operator] });
    expect(named(read, 'c')).toMatchObject({ messageTtl: '2ms', maxLength: 3 });
    expect(named(read, 'q')).toMatchObject({ messageTtl: '1ms', maxLength: 3 });
  });
  it('says which patterns it does not understand', () => {
    const read = imported({ queues: [queue('q')], policies: [policy('(?=q)', { 'max-length': 5 })] });
    expect(codes(read)).toContain('definitions.pattern');
    expect(named(read, 'q')).toMatchObject({ maxLength: 0 });
  });
  it('may be an alternate exchange or where dead letters go', () => {
    const policies = [
      policy('^x$', { 'alternate-exchange': 'rest' }, 0, 'exchanges'),
      policy('^q$', { 'dead-letter-exchange': '', 'dead-letter-routing-key': 'dead' }),
    ];
    const read = imported({
      exchanges: [
        { name: 'x', type: 'topic' },
        { name: 'rest', type: 'fanout' },
      ],
      queues: [queue('q'), queue('dead')],
      policies,
    });
    expect(wires(read)).toMatchObject({ 'x > rest': { role: 'alternate' }, 'q > dead': {} });
  });
});

describe('odd definitions', () => {
  it('several virtual hosts: names begin with theirs, except in “/”', () => {
    const read = imported({
      queues: [
        { name: 'q', vhost: '/' },
        { name: 'q', vhost: 'shop' },
      ],
    });
    expect([named(read, 'q')?.kind, named(read, 'shop/q')?.kind]).toEqual(['queue', 'queue']);
    expect(codes(read)).toContain('definitions.vhosts');
  });
  it('a type is that of the argument, the broker’s own field, or the virtual host', () => {
    const vhosts = [{ name: '/', default_queue_type: 'quorum' }];
    const read = imported({
      vhosts,
      queues: [{ name: 'a' }, { name: 'b', type: 'classic' }, { name: 'c', type: 'classic', arguments: { 'x-queue-type': 'quorum' } }],
    });
    expect(['a', 'b', 'c'].map((name) => named(read, name))).toMatchObject([{ type: 'quorum' }, { type: 'classic' }, { type: 'quorum' }]);
  });
  it('exchanges of every virtual host are there without being declared', () => {
    const read = imported({ queues: [{ name: 'q' }], bindings: [{ source: 'amq.topic', destination: 'q', destination_type: 'queue', routing_key: '#' }] });
    expect(wires(read)).toMatchObject({ 'amq.topic > q': { bindings: [{ key: '#' }] } });
  });
  it.each([
    [
      'an unknown type of exchange',
      { exchanges: [{ name: 'x', type: 'x-consistent-hash' }], queues: [{ name: 'q' }], bindings: [{ source: 'x', destination: 'q', routing_key: '1' }] },
      'definitions.exchangeType',
    ],
    [
      'a binding to nowhere',
      { exchanges: [{ name: 'x', type: 'topic' }], bindings: [{ source: 'x', destination: 'gone', routing_key: '' }] },
      'definitions.undeclared',
    ],
    [
      'a queue that is its own dead letter queue',
      { queues: [{ name: 'q', arguments: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'q' } }] },
      'definitions.odd',
    ],
    ['a number out of range', { queues: [{ name: 'q', arguments: { 'x-max-length': 1e300 } }] }, 'definitions.value'],
    ['a limit without a number', { queues: [{ name: 'q', arguments: { 'x-max-length': 'many' } }] }, 'definitions.value'],
    ['a name twice', { queues: [{ name: 'q' }, { name: 'q' }] }, 'definitions.odd'],
    ['a setting that is not simulated', { queues: [{ name: 'q', arguments: { 'x-queue-leader-locator': 'balanced' } }] }, 'definitions.notSimulated'],
  ])('%s is told', (_, text, code) => expect(codes(imported(text))).toContain(code));

  it.each([
    ['{"queues": [}', /not JSON/, 13],
    ['[1]', /no RabbitMQ definitions/, 1],
    ['{"queues": {}}', /no RabbitMQ definitions/, 1],
    [`{"queues": ${'['.repeat(80)}${']'.repeat(80)}}`, /81 levels/, 1],
  ])('%s is refused', (text, says, column) => {
    const result = importDefinitions({ path: FILE, text });
    expect(result).toMatchObject({ isOk: false, faults: [{ place: { file: FILE, line: 1, column }, text: { en: expect.stringMatching(says) as string } }] });
  });
});

describe('written back', () => {
  const change = ({ scenario }: Imported, nodes: Record<string, NodeDoc | undefined>, edges: Record<string, EdgeDoc | undefined> = {}): Scenario => {
    const kept = <T>(all: Readonly<Record<string, T>>, given: Record<string, T | undefined>) =>
      Object.fromEntries(Object.entries({ ...all, ...given }).filter(([, doc]) => doc !== undefined)) as Record<string, T>;
    return { ...scenario, model: { ...scenario.model, nodes: kept(scenario.model.nodes, nodes), edges: kept(scenario.model.edges, edges) } };
  };
  const shop = imported(SHOP);
  const lines = (text: string): string[] => text.split('\n');
  const differing = (text: string): [string[], string[]] => {
    const [before, after] = [lines(SHOP), lines(text)];
    return [before.filter((line) => !after.includes(line)), after.filter((line) => !before.includes(line))];
  };
  const audit = named(shop, 'orders.audit') as Extract<NodeDoc, { kind: 'queue' }>;

  it('nothing changed is the same bytes, whatever the line ends', () => {
    const crlf = SHOP.replaceAll('\n', '\r\n');
    expect(written(SHOP, shop.spots, shop.scenario)).toBe(SHOP);
    expect(written(crlf, imported(crlf).spots, imported(crlf).scenario)).toBe(crlf);
  });
  it('a changed number is one changed line', () => {
    const text = written(SHOP, shop.spots, change(shop, { 'orders.audit': { ...audit, maxPriority: 9 } }));
    expect(differing(text)).toEqual([['        "x-max-priority": 5'], ['        "x-max-priority": 9']]);
  });
  it('a setting is added to the arguments, and taken out of them', () => {
    const text = written(SHOP, shop.spots, change(shop, { 'orders.audit': { ...audit, maxPriority: undefined, messageTtl: '5s' } }));
    expect(JSON.parse(text)).toMatchObject({
      queues: expect.arrayContaining([
        expect.objectContaining({ name: 'orders.audit', arguments: { 'x-queue-type': 'classic', 'x-message-ttl': 5_000 } }),
      ]) as unknown,
    });
  });
  it('a new name is changed wherever it stands', () => {
    const text = written(SHOP, shop.spots, change(shop, { 'orders.audit': { ...audit, name: 'audit' } }));
    expect(differing(text)).toEqual([
      ['      "name": "orders.audit",', '      "destination": "orders.audit",'],
      ['      "name": "audit",', '      "destination": "audit",'],
    ]);
  });
  it('what was taken out is gone with its bindings, what was added stands at the end', () => {
    const bound = Object.entries(shop.scenario.model.edges).find(([, { to }]) => to === 'orders.audit')![0];
    const fresh = { ...newNode('queue', 'fresh'), broker: 'rabbitmq', maxLength: 5 };
    const text = written(
      SHOP,
      shop.spots,
      change(shop, { 'orders.audit': undefined, fresh }, { [bound]: undefined, new: { ...newEdge('orders', 'fresh'), bindings: [{ key: 'a.#' }] } }),
    );
    const now = JSON.parse(text) as { queues: { name: string }[]; bindings: object[] };
    expect(now.queues.map(({ name }) => name)).toEqual(['orders.eu', 'orders.us', 'orders.log', 'orders.retry.30s', 'orders.dlq', 'fresh']);
    expect(now.queues.at(-1)).toEqual({
      name: 'fresh',
      vhost: 'shop',
      durable: true,
      auto_delete: false,
      arguments: { 'x-queue-type': 'classic', 'x-max-length': 5, 'x-overflow': 'drop-head' },
    });
    expect(now.bindings.at(-1)).toEqual({
      source: 'orders',
      vhost: 'shop',
      destination: 'fresh',
      destination_type: 'queue',
      routing_key: 'a.#',
      arguments: {},
    });
    expect(now.bindings).toHaveLength(7);
  });
  it('says which changes it has told', () => {
    const covered = (change: Parameters<Spot['covers']>[0]) => shop.spots.some(({ covers }) => covers(change));
    expect(covered({ kind: 'changed', node: 'orders.audit', doc: audit, field: 'maxLength' })).toBe(true);
    expect(covered({ kind: 'changed', node: 'orders.audit', doc: audit, field: 'exclusive' })).toBe(false);
    expect(covered({ kind: 'added', node: 'p', doc: newNode('producer', 'p') })).toBe(false);
  });
});

it('is a part of a project that has its own broker and ids', () => {
  const ids = new FreeIds();
  ids.node('orders');
  const part = readDefinitions({ path: FILE, text: SHOP }, { broker: 'mq', ids });
  if (!part.ok) throw new Error(part.error.text.en);
  expect(part.value.nodes['orders-2']).toMatchObject({ kind: 'exchange', broker: 'mq' });
  expect(Object.values(part.value.nodes).some(({ kind }) => kind === 'broker')).toBe(false);
});
