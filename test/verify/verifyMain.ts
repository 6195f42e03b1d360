/**
 * npm run verify:compose [-- --only curves|topology|cluster|beside] [--system kafka|rabbitmq|artemis] [--runs N] [--keep]
 * Exports designs with their load services, starts what the containers would be as processes on the loopback interface, and compares:
 * topics, queues and bindings with the design, messages per second with the load curve, and whole runs with the simulator. The last
 * are reported and not judged, from N runs of the servers, and written into docs/accuracy.md, unless --keep. Ends with code 1 when
 * something is not as designed or cannot be had.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureCompose2 } from '../../scripts/compose.mjs';
import { must } from '#core/base/assert.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { accuracyPage } from '../calibrate/page.ts';
import calibrated from '../calibrate/results.json' with { type: 'json' };
import type { SystemResult } from '../calibrate/results.ts';
import { besideOf, type Beside } from './beside.ts';
import { type BesideResults, rowsOf } from './besidePage.ts';
import { play } from './clients.ts';
import { type Cluster, CLUSTERS } from './clusters.ts';
import { CURVE_SECONDS, curveOf, curvesDesign, destinationOf, readerOf, SHAPES, worstError } from './curves.ts';
import { REFERENCES } from './references.ts';
import { type Started, type System, withServers } from './servers.ts';
import { percent, Table, tableText } from './table.ts';

const { values: flags } = parseArgs({
  options: { only: { type: 'string' }, system: { type: 'string' }, runs: { type: 'string', default: '1' }, keep: { type: 'boolean', default: false } },
});
const SYSTEMS: readonly System[] = ['kafka', 'rabbitmq', 'artemis'];
/** What a second may differ from the curve. */
const WITHIN = 0.05;
/** Examples whose topics, queues, bindings, policies and subscriptions a server must hold. */
const TOPOLOGIES = [
  ['compacted-topic', 'kafka'],
  ['fan-out-dead-letters', 'rabbitmq'],
  ['topic-routing', 'rabbitmq'],
  ['retry-ladder', 'rabbitmq'],
  ['jms-redelivery', 'artemis'],
  ['durable-subscription', 'artemis'],
] as const satisfies readonly (readonly [string, System])[];
const READERS_MS = 3_000;
const TRIES = 3;

const runs = Number(flags.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs ${flags.runs}: a whole number from 1 on is needed.`);
  process.exit(2);
}

const table = new Table(console.log);
const loadGenerator = readFileSync('dist-loadgen/loadgen.mjs', 'utf8');
const compose = (await table.need('reads exported projects', 'Docker Compose', ensureCompose2)) ?? end();
console.log(`Docker Compose ${compose.version} reads the exported projects; the servers are processes of this machine.`);
const wants = (part: string, system?: System): boolean =>
  (flags.only === undefined || flags.only === part) && (flags.system === undefined || system === undefined || flags.system === system);

for (const system of SYSTEMS) if (wants('curves', system)) await curves(system);
for (const [id, system] of TOPOLOGIES) if (wants('topology', system)) await topology(id);
for (const one of CLUSTERS) if (wants('cluster', one.system)) await cluster(one);
const beside: Beside[] = [];
for (const reference of REFERENCES) if (wants('beside', reference.id.startsWith('kafka') ? 'kafka' : 'rabbitmq')) await besideServer(reference);

if (beside.length === REFERENCES.length && !flags.keep) write();
end();

function end(): never {
  console.log(`\n${tableText(table.rows)}`);
  process.exit(table.isGood ? 0 : 1);
}

/** Boots one server of a system, then sends each load shape at it. */
async function curves(system: System): Promise<void> {
  const scenario = curvesDesign(system);
  await table.check('starts and stops', system, () =>
    withServers(compose, scenario, { loadGenerator }, async (started) => {
      told(started);
      asDesigned(started, scenario);
      for (const shape of Object.keys(SHAPES)) {
        await table.check(`${shape} load, each second`, system, () => curve(started, scenario, shape));
      }
      return { isGood: true, figures: started.about };
    }),
  );
}

/** A machine that is busy with other things stops a program for longer than a second may differ: then it is played again, and said. */
async function curve(started: Started, scenario: Scenario, shape: string): Promise<{ isGood: boolean; figures: string; error: number }> {
  const owed = curveOf(scenario, shape, CURVE_SECONDS);
  const topic = started.project.design.topics.find(({ id }) => id === destinationOf(shape))?.name;
  const held = async (): Promise<number> => (topic === undefined ? 0 : ((await started.kafka?.taken(topic)) ?? 0));
  for (let tried = 1; ; tried++) {
    const before = await held();
    const reports = await play(started, [readerOf(shape), shape], CURVE_SECONDS, READERS_MS).reports;
    const taken = (await held()) - before;
    const sum = (of: 'sent' | 'processed'): number => reports.reduce((all, { perSecond }) => all + perSecond[of].reduce((a, n) => a + n, 0), 0);
    const [total, done] = [sum('sent'), sum('processed')];
    const sent = reports.find(({ client }) => client === shape)?.perSecond.sent ?? [];
    const error = worstError(sent, owed);
    const isGood = error <= WITHIN && done === total && (topic === undefined || taken === total);
    const server = topic === undefined ? '' : `, the server took ${taken}`;
    const figures = `${total} sent${server}, ${done} processed, best second ${Math.max(...sent)}, designed ${Math.round(Math.max(...owed))}`;
    if (isGood || tried === TRIES) return { isGood, error, figures: tried === 1 ? figures : `${figures}; ${tried} tries` };
    console.log(`${shape} on ${started.about}, once more: ${figures} (${percent(error)})`);
  }
}

async function topology(id: string): Promise<void> {
  await table.check('starts and stops', id, async () => {
    const { scenario } = must(
      EXAMPLES.find((example) => example.id === id),
      id,
    );
    return withServers(compose, scenario, {}, async (started) => {
      asDesigned(started, scenario);
      return { isGood: true, figures: started.about };
    });
  });
}

async function cluster({ name, system, scenario, options, isWhole, compared }: Cluster): Promise<void> {
  await table.check('starts and stops', `${system}, ${name}`, () =>
    withServers(compose, scenario, options, async (started) => {
      told(started);
      asDesigned(started, scenario, `; ${compared}`);
      return { isGood: isWhole(started), figures: started.about };
    }),
  );
}

/** `compared`: what else was looked at. */
function asDesigned({ faults, about }: Started, { model }: Scenario, compared = ''): void {
  for (const fault of faults) console.log(fault);
  const held = Object.values(model.nodes).filter(({ kind }) => ['topic', 'queue', 'exchange', 'broadcast'].includes(kind)).length;
  const figures = faults.length === 0 ? `${held} topics, queues and exchanges as designed${compared}` : `${faults.length} faults: ${faults[0]}`;
  table.add({ check: 'topology', target: about, result: faults.length === 0 ? 'ok' : 'FAILED', figures });
}

function told({ about, loopback }: Started): void {
  const changes = [...loopback.changes].map(([from, to]) => `  ${from} → ${to}`);
  console.log(`\n${about}, as exported but for:\n${changes.join('\n')}`);
}

async function besideServer(reference: (typeof REFERENCES)[number]): Promise<void> {
  await table.tell('simulated beside real', reference.id, async () => {
    const result = await besideOf(compose, reference, runs, { loadGenerator });
    beside.push(result);
    const figures = rowsOf(result).map(([name, simulated, real, error]) => `${name}: ${simulated} simulated, ${real} real (${percent(error)})`);
    return figures.join('; ');
  });
}

/** Figures to docs/accuracy.md. How large an error is allowed says nobody: it is told as it is. */
function write(): void {
  const [cpu] = cpus();
  const [, lately = 0] = loadavg();
  const found: BesideResults = {
    machine: `${cpus().length} processors (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${lately.toFixed(1)} programs wanting to run on average`,
    results: beside,
  };
  writeFileSync('test/verify/results.json', `${JSON.stringify(found, null, 2)}\n`);
  writeFileSync('docs/accuracy.md', accuracyPage(calibrated as unknown as readonly SystemResult[], found));
  console.log('Written: docs/accuracy.md');
}
