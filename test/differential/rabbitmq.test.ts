/**
 * The same scripts on our engine and on a real RabbitMQ server. What the server said is written down in the scripts, so that the
 * engine is held to it on machines without one. RECORD_TRANSCRIPTS=1 writes down what it says now; tests of what changed fail once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureRabbit } from '../../scripts/rabbitmq.mjs';
import { EngineStage } from './engineStage.ts';
import { randomQueue } from './randomQueue.ts';
import { randomRoutes } from './randomRoutes.ts';
import { play, readScripts, type Script, transcriptOf, writeScripts } from './script.ts';
import { DEADLINE_MS, ServerRun } from './serverRun.ts';

/** The transcripts are of 3.10; until 3.13 the rules are the same. */
const SAME_RULES = /^3\.1[0-3]/;
/** How many scripts are drawn at random, of each sort. */
const DRAWN = 24;
const QUORUM = ['type=quorum', 'type=quorum deliveryLimit=20'];
const QUEUES = [
  ...QUORUM,
  '',
  'maxLength=3',
  'maxLength=3 overflow=reject',
  'ttl=0',
  'priorities=3',
  'priorities=3 maxLength=3',
  'singleActive',
  'maxBytes=10',
];
const IS_RECORDING = process.env.RECORD_TRANSCRIPTS === '1';

const files = readScripts();
const scripts = files.flatMap((file) => file.scripts);
const titled = (some: readonly Script[]) => some.map((script) => [script.title, script] as const);

const drawn: Script[] = [];
for (let seed = 1; seed <= DRAWN; seed++) {
  drawn.push(await randomRoutes(seed, new EngineStage('rabbitmq-4.3')));
  drawn.push(await randomQueue(seed, QUEUES[seed % QUEUES.length]!, new EngineStage('rabbitmq-3.13')));
}
const isReady = ({ pending }: Script): boolean => pending === undefined;

/** RabbitMQ's 3.x, and the newest: what is the same in both has no `profile` in its script. */
describe.each(['rabbitmq-3.13', 'rabbitmq-4.3'] as const)('our engine as %s', (profile) => {
  const own = scripts.filter((script) => profile === (script.profile ?? profile));
  it.each(titled(own.filter(isReady)))('%s', async (_, script) => {
    expect(await play(new EngineStage(profile), script)).toEqual(transcriptOf(script));
  });
  it.each(titled(own.filter((script) => !isReady(script))))('not yet: %s', async (_, script) => {
    const played = await play(new EngineStage(profile), script).catch(() => undefined);
    expect(played, 'It is as it should be: take its `pending` out.').not.toEqual(transcriptOf(script));
  });
});

const found = await ensureRabbit().catch((fault: Error) => fault.message);
const [installed, missing] =
  typeof found === 'string' ? [undefined, found] : SAME_RULES.test(found.version) ? [found, ''] : [undefined, `${found.version} has other rules`];

describe('a RabbitMQ server', () => {
  const run = new ServerRun(installed?.server ?? '');
  let version = '';

  beforeAll(async () => {
    version = await run.start([...scripts, ...drawn]);
  }, 90_000);
  afterAll(async () => {
    try {
      if (IS_RECORDING) await record();
    } finally {
      await run.end();
    }
  }, 60_000);

  async function record(): Promise<void> {
    for (const { name, head, scripts: own } of files) writeScripts(name, head, await Promise.all(own.map((script) => run.transcriptOf(script))));
  }

  it.skipIf(installed === undefined)(`starts${missing && `: skipped, ${missing}`}`, () => expect(version).toMatch(SAME_RULES));
  // Each waits for those before it on the server, which all together have a deadline.
  it.each(titled(installed === undefined ? [] : [...scripts, ...drawn]))('%s', { timeout: 2 * DEADLINE_MS }, async (_, script) => {
    expect(await run.transcriptOf(script)).toEqual(transcriptOf(script));
  });
});
