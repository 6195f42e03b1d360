/** The load generator against a real RabbitMQ server: everything a small design sends is worked on, dead-lettered or sent on. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureRabbit } from '../../../../scripts/rabbitmq.mjs';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { FORMAT, type Scenario, VERSION } from '#core/scenario/scenario.ts';
import { readOptions } from '#node/loadgen/options.ts';
import type { LoadReport } from '#node/loadgen/report.ts';
import { run } from '#node/loadgen/run.ts';
import { RabbitServer } from '../../../differential/rabbitServer.ts';
import { modelOf, node } from '../../../support/design.ts';

const MESSAGES = 600;
const model = modelOf(
  {
    web: node('producer', {
      load: { kind: 'constant', rate: `${MESSAGES / 2}/s` },
      arrivals: 'even',
      confirmWindow: 50,
      variants: [
        { weight: 3, routingKey: 'order.paid', persistent: true },
        { weight: 1, routingKey: 'order.lost', mandatory: true },
      ],
    }),
    shop: node('exchange', { type: 'topic' }),
    jobs: node('queue'),
    dead: node('queue'),
    news: node('broadcast'),
    done: node('queue'),
    worker: node('consumer', {
      count: 2,
      concurrency: 2,
      prefetch: 10,
      workTime: { kind: 'exponential', mean: '1ms' },
      failureProbability: 0.2,
      onFailure: 'drop',
    }),
    reader: node('consumer', { ack: 'onDelivery', workTime: { kind: 'constant', value: '0s' } }),
  },
  ['web>shop', ['shop>jobs', { bindings: [{ key: 'order.paid' }] }], 'jobs>dead', 'jobs>worker', 'worker>done', 'worker>news', 'news>reader'],
  { horizon: '2s' },
);
const edges = Object.fromEntries(Object.values(model.edges).map((edge, i) => [`e${i}`, edge]));
const scenario: Scenario = { format: FORMAT, version: VERSION, model: { ...model, edges }, view: { title: 'shop', positions: {} } };
const { files } = exportCompose(scenario, { loadGenerator: '//' });

const found = await ensureRabbit().catch(() => undefined);

describe.skipIf(found === undefined)('the load generator and RabbitMQ', () => {
  const server = new RabbitServer(found?.server ?? '');
  const dir = mkdtempSync(path.join(tmpdir(), 'spillway-load-'));
  beforeAll(async () => {
    for (const name of ['design.json', 'wiring.json']) writeFileSync(path.join(dir, name), files.get(`loadgen/${name}`)!);
    await server.start();
    await declare(server);
  }, 60_000);
  afterAll(async () => {
    await server.remove();
    rmSync(dir, { recursive: true });
  });

  const play = async (client: string, start: number): Promise<LoadReport> => {
    const report = path.join(dir, `${client}.json`);
    const env = {
      LOADGEN_CLIENT: client,
      LOADGEN_AMQP: server.url,
      LOADGEN_START: `${start}`,
      LOADGEN_EXIT: '1',
      LOADGEN_SPEED: '4',
      LOADGEN_PORT: '0',
      LOADGEN_REPORT: report,
    };
    const options = readOptions(env);
    if (!options.ok) throw new Error(options.error);
    expect(await run(options.value, dir, new Promise(() => {}), () => {})).toBe(0);
    return JSON.parse(readFileSync(report, 'utf8')) as LoadReport;
  };

  it('every message is confirmed or comes back, worked on or dead-lettered, and sent on', async () => {
    // All are connected by then.
    const start = Date.now() + 2_000;
    const [reader, worker, web] = await Promise.all(['reader', 'worker', 'web'].map((client) => play(client, start)));
    if (reader === undefined || worker === undefined || web === undefined) throw new Error('a report is missing');
    const sent = web.sending.shop!.totals;
    expect(sent).toMatchObject({ due: MESSAGES, sent: MESSAGES, acknowledged: MESSAGES, refused: 0 });
    expect(web.perSecond.due.slice(0, 2)).toEqual([MESSAGES / 2, MESSAGES / 2]);
    expect(sent.returned).toBeGreaterThan(0);
    const read = worker.reading.jobs!.totals;
    expect(read.received).toBe(MESSAGES - sent.returned);
    expect(read.processed + read.dropped).toBe(read.received);
    expect(read.dropped).toBe(read.failed);
    expect(read.dropped).toBeGreaterThan(0);
    expect(worker.sending.news!.totals.acknowledged).toBe(read.processed);
    expect(reader.reading.news!.totals.processed).toBe(read.processed);
    expect(await depths(server, ['jobs', 'dead', 'done'])).toEqual([0, read.dropped, read.processed]);
  });
});

/** What the exported definitions say, as far as the server of the tests, which is older, takes it. */
async function declare(server: RabbitServer): Promise<void> {
  const { queues, exchanges, bindings, policies } = JSON.parse(files.get('rabbitmq/definitions.json')!);
  const connection = await server.connect();
  const channel = await connection.createChannel();
  for (const { name, arguments: own } of queues) {
    // What a policy says of a queue is an argument here: a policy cannot be declared by AMQP.
    const said = policies
      .filter(({ pattern }: { pattern: string }) => new RegExp(pattern).test(name))
      .flatMap(({ definition }: { definition: object }) => Object.entries(definition));
    const given = Object.fromEntries(said.map(([key, value]: [string, unknown]) => [`x-${key}`, value]));
    await channel.assertQueue(name, { durable: true, arguments: { ...given, ...own } });
  }
  for (const { name, type } of exchanges) await channel.assertExchange(name, type, { durable: true });
  for (const { source, destination, routing_key } of bindings) await channel.bindQueue(destination, source, routing_key);
  await connection.close();
}

async function depths(server: RabbitServer, queues: readonly string[]): Promise<number[]> {
  const connection = await server.connect();
  const channel = await connection.createChannel();
  const found = [];
  for (const queue of queues) found.push((await channel.checkQueue(queue)).messageCount);
  await connection.close();
  return found;
}
