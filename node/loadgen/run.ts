/** A client played from its files to its end: what main.ts starts, with everything it needs of the process passed in. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { must } from '#core/base/assert.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { compile } from '#core/compile/compile.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { Wiring } from '#core/compose/wiring.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { type ClientParts, ConsumerClient, ProducerClient } from './client.ts';
import { serveFigures } from './figureServer.ts';
import { figures, type Gauges } from './figures.ts';
import type { LoadgenOptions } from './options.ts';
import { exposition } from './prometheus.ts';
import { readWiring } from './readWiring.ts';
import { report } from './report.ts';
import { RunClock } from './runClock.ts';
import { Tally } from './tally.ts';
import { createTransport } from './transports/createTransport.ts';
import type { Log, Transport } from './transports/transport.ts';

interface Loaded {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly wiring: Wiring;
}

/** `folder`: where the files are unless the options say otherwise. */
function load(options: LoadgenOptions, folder: string): Result<Loaded, string> {
  const designPath = options.design ?? path.join(folder, 'design.json');
  const wiringPath = options.wiring ?? path.join(folder, 'wiring.json');
  let texts: [string, string];
  try {
    texts = [readFileSync(designPath, 'utf8'), readFileSync(wiringPath, 'utf8')];
  } catch (fault) {
    return err((fault as Error).message);
  }
  const { scenario, issues } = parseScenario(texts[0]);
  const { plan, issues: faults } = scenario === undefined ? { plan: undefined, issues } : compile(scenario.model, issues);
  if (scenario === undefined || plan === undefined) {
    const errors = faults.filter(({ severity }) => severity === 'error').map((issue) => `  ${issueText(issue, 'en')}`);
    return err(`${designPath} cannot be played:\n${errors.join('\n')}`);
  }
  const wiring = readWiring(texts[1]);
  return wiring.ok ? ok({ scenario, plan, wiring: wiring.value }) : err(`${wiringPath}: ${wiring.error}`);
}

/** How often what happened is written, and looked whether all is done. */
const LOOK_MS = 1_000;

/** Resolves to the exit code once there is nothing left to do, or `stopped` resolves. */
export async function run(options: LoadgenOptions, folder: string, stopped: Promise<unknown>, log: Log): Promise<number> {
  const loaded = load(options, folder);
  if (!loaded.ok) return refuse(log, loaded.error);
  const { scenario, plan, wiring } = loaded.value;
  const clock = new RunClock(options.speed);
  const tally = new Tally(() => clock.nowUs());
  const transports = new Transports(wiring, options, log);
  const untilUs = Math.min(plan.horizonUs, options.untilUs ?? Number.POSITIVE_INFINITY);
  const client = createClient({ plan, wiring, clock, tally, transportOf: (key) => transports.of(key) }, options.client, untilUs);
  if (client === undefined) return refuse(log, `LOADGEN_CLIENT=${options.client}: the design has no such producer or consumer.`);
  const { name } = must(scenario.model.nodes[options.client], `node ${options.client}`);

  let isStarted = false;
  const isConnected = (): boolean => isStarted && transports.areConnected;
  const gauges = (): Gauges => ({ rate: client.rate, isConnected: isConnected(), workers: client.workers, sending: client.sending });
  const server = options.port === undefined ? undefined : await serveFigures(options.port, () => exposition(figures(name, tally, gauges())), isConnected);
  if (server !== undefined) log(`figures at http://localhost:${server.port}/metrics`);
  const write = (): void => {
    if (options.report === undefined || !isStarted) return;
    const about = { client: options.client, name, kind: client.kind, startMs: clock.startMs, speed: clock.speed, isDone: client.isDone() };
    writeWhole(options.report, `${JSON.stringify(report(about, clock.nowUs(), tally))}\n`);
  };

  const playing = (async () => {
    await transports.connect();
    clock.begin(options.startMs ?? clock.epochMs());
    log(`plays ${name}`);
    isStarted = true;
    await client.start();
    for (;;) {
      await delay(LOOK_MS);
      write();
      if (options.exits && client.isDone()) return;
    }
  })();
  await Promise.race([playing, stopped]);
  client.stop();
  write();
  await Promise.race([transports.close(), delay(CLOSE_MS)]);
  server?.close();
  return 0;
}

/** A server that does not answer is left. */
const CLOSE_MS = 5_000;

function refuse(log: Log, text: string): number {
  log(text);
  return 2;
}

function createClient(parts: ClientParts, id: string, untilUs: number): ProducerClient | ConsumerClient | undefined {
  const producer = parts.plan.producers.find((plan) => plan.id === id);
  if (producer !== undefined) return new ProducerClient(parts, producer, untilUs);
  const consumer = parts.plan.consumers.find((plan) => plan.id === id);
  return consumer === undefined ? undefined : new ConsumerClient(parts, consumer, untilUs);
}

/** Whoever reads it sees the whole of it, old or new. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** The servers the client meets, each once. */
class Transports {
  readonly #wiring: Wiring;
  readonly #options: LoadgenOptions;
  readonly #log: Log;
  readonly #made = new Map<string, Transport>();

  constructor(wiring: Wiring, options: LoadgenOptions, log: Log) {
    this.#wiring = wiring;
    this.#options = options;
    this.#log = log;
  }

  of(key: string): Transport {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const { system, address } = must(this.#wiring.servers[key], `server ${key}`);
    const made = createTransport(system, this.#options.addresses[system] ?? address, this.#options.client, this.#log);
    this.#made.set(key, made);
    return made;
  }

  get areConnected(): boolean {
    return [...this.#made.values()].every(({ isConnected }) => isConnected);
  }

  async connect(): Promise<void> {
    await Promise.all([...this.#made.values()].map((transport) => transport.connect()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#made.values()].map((transport) => transport.close()));
  }
}
