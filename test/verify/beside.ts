/**
 * A reference design, simulated and on a real server: the same design, seed and messages. Throughput is what consumers finished; the
 * backlog of a topic is its end less what the group committed, that of a queue its ready messages, once a second.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Compose2 } from '../../scripts/compose.mjs';
import { must } from '#core/base/assert.ts';
import { compile } from '#core/compile/compile.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import type { MetricName } from '#core/metrics/names.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { Recorder } from '#node/recorder.ts';
import { runToEnd } from '#node/runHost.ts';
import { play } from './clients.ts';
import { type Started, withServers } from './servers.ts';

export interface Reference {
  readonly id: string;
  readonly scenario: Scenario;
  /** Whose work is the throughput, and the topic or queue whose backlog is looked at. */
  readonly consumer: string;
  readonly source: string;
  /** Where dead letters end, if the design has such a place. */
  readonly deadLetters?: string;
  readonly seconds: number;
}

export interface Figures {
  /** Messages finished per second of the run, and in the best second. */
  readonly mean: number;
  readonly peak: number;
  readonly peakBacklog: number;
  /** In the dead letters at the end. */
  readonly deadLetters?: number;
}

export interface Beside {
  readonly id: string;
  readonly server: string;
  readonly simulated: Figures;
  /** One for each time it was played. */
  readonly real: readonly Figures[];
}

/** Plays it `runs` times, each on a server of its own: the simulator gives the same every time, a server does not. */
export async function besideOf(compose: Compose2, reference: Reference, runs: number, options: ComposeOptions): Promise<Beside> {
  const simulated = await simulate(reference);
  const real: Figures[] = [];
  let server = '';
  for (let run = 0; run < runs; run++) {
    await withServers(compose, reference.scenario, options, async (started) => {
      server = started.about;
      real.push(await measure(started, reference));
    });
  }
  return { id: reference.id, server, simulated, real };
}

async function simulate({ scenario, consumer, source, deadLetters, seconds }: Reference): Promise<Figures> {
  const plan = must(compile({ ...scenario.model, horizon: `${seconds}s` }).plan, 'a design that can run');
  let recorder = new Recorder([]);
  await runToEnd(plan, {
    onSchema: ({ columns }) => {
      recorder = new Recorder(columns);
    },
    onFrames: (batch) => recorder.take(batch),
  });
  const column = (entity: string, metric: MetricName): number =>
    recorder.columns.findIndex((c) => c.entity === entity && c.metric === metric && c.index === undefined);
  /** At the end of each second. */
  const series = (entity: string, metric: MetricName): number[] => {
    const [time, at] = [column('', 'time'), column(entity, metric)];
    const values = Array.from<number>({ length: seconds }).fill(0);
    for (let row = 0; row < recorder.rows; row++) {
      const s = Math.ceil(recorder.value(row, time) / 1e6) - 1;
      if (s >= 0 && s < seconds && at >= 0) values[s] = recorder.value(row, at);
    }
    return values;
  };
  const isTopic = scenario.model.nodes[source]?.kind === 'topic';
  const committed = series(consumer, 'committed');
  const backlog = isTopic ? series(source, 'logEnd').map((end, s) => end - (committed[s] ?? 0)) : series(source, 'depth');
  return {
    ...throughput(rises(series(consumer, 'processed'))),
    peakBacklog: Math.max(...backlog),
    ...(deadLetters === undefined ? {} : { deadLetters: series(deadLetters, 'depth').at(-1) ?? 0 }),
  };
}

async function measure(started: Started, { scenario, consumer, source, deadLetters, seconds }: Reference): Promise<Figures> {
  const clients = Object.entries(scenario.model.nodes).flatMap(([id, { kind }]) => (kind === 'producer' || kind === 'consumer' ? [id] : []));
  const producing = clients.filter((id) => scenario.model.nodes[id]?.kind === 'producer');
  const playing = play(started, [...clients.filter((id) => !producing.includes(id)), ...producing], seconds, 0);
  const samples: number[] = [];
  let isOver = false;
  const watch = (async () => {
    await delay(Math.max(0, playing.startMs - Date.now()));
    for (let s = 1; !isOver && s <= seconds; s++) {
      await delay(Math.max(0, playing.startMs + 1_000 * s - Date.now()));
      samples.push(await backlogOf(started, scenario, source, consumer));
    }
  })();
  // Told below, once the programs have ended.
  watch.catch(() => undefined);
  try {
    const reports = await playing.reports;
    await watch;
    const processed = Array.from({ length: seconds }, (_, s) =>
      reports.reduce((sum, { client, perSecond }) => sum + (client === consumer ? (perSecond.processed[s] ?? 0) : 0), 0),
    );
    return {
      ...throughput(processed),
      peakBacklog: Math.max(...samples),
      ...(deadLetters === undefined ? {} : { deadLetters: await backlogOf(started, scenario, deadLetters, consumer) }),
    };
  } finally {
    isOver = true;
    await watch.catch(() => undefined);
  }
}

async function backlogOf({ kafka, rabbit, project }: Started, { model }: Scenario, source: string, consumer: string): Promise<number> {
  const reader = model.nodes[consumer];
  const topic = project.design.topics.find(({ id }) => id === source);
  if (topic !== undefined) return must(kafka, 'Kafka').lag(topic.name, reader?.kind === 'consumer' && reader.group !== '' ? reader.group : consumer);
  return must(rabbit, 'RabbitMQ').depth(
    must(
      project.design.queues.find(({ id }) => id === source),
      source,
    ).name,
  );
}

const rises = (totals: readonly number[]): number[] => totals.map((total, i) => total - (totals[i - 1] ?? 0));

const throughput = (perSecond: readonly number[]): Pick<Figures, 'mean' | 'peak'> => ({
  mean: perSecond.reduce((sum, n) => sum + n, 0) / perSecond.length,
  peak: Math.max(...perSecond),
});
