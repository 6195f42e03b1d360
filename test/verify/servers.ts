/** All servers of one exported project, started as processes and spoken of alike. */
import { rmSync } from 'node:fs';
import type { Compose2 } from '../../scripts/compose.mjs';
import { ensureArtemis, ensureKafka } from '../../scripts/maven.mjs';
import { ensureRabbit } from '../../scripts/rabbitmq.mjs';
import { ensureRabbit4 } from '../../scripts/rabbitmq4.mjs';
import type { ComposeOptions } from '#core/compose/options.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { ARTEMIS_IMAGE, ArtemisServer } from './artemis.ts';
import { KAFKA_IMAGE, KafkaServers } from './kafka.ts';
import { Loopback } from './loopback.ts';
import { ofImage, type Project, tagOf, writeProject } from './project.ts';
import { RABBIT_IMAGE, RabbitNodes, type RabbitProgram } from './rabbit.ts';

export type System = 'kafka' | 'rabbitmq' | 'artemis';

export interface Started {
  readonly project: Project;
  readonly loopback: Loopback;
  /** Kind of server and its version, with what was started. */
  readonly about: string;
  /** What they hold otherwise than designed. */
  readonly faults: readonly string[];
  /** Environment of a load service that leads it to them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly kafka: KafkaServers | undefined;
  readonly rabbit: RabbitNodes | undefined;
}

/** Exports, starts, lets `use` go on, and takes everything away again. */
export async function withServers<T>(compose: Compose2, scenario: Scenario, options: ComposeOptions, use: (started: Started) => Promise<T>): Promise<T> {
  const project = await writeProject(compose, scenario, options);
  const loopback = await Loopback.create(project);
  const environment: Record<string, string> = {};
  const about: string[] = [];
  const faults: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  let kafka: KafkaServers | undefined;
  let rabbit: RabbitNodes | undefined;
  try {
    const [firstKafka] = ofImage(project, KAFKA_IMAGE);
    if (firstKafka !== undefined) {
      const version = tagOf(firstKafka[1]);
      kafka = new KafkaServers(project, loopback, await ensureKafka(version));
      stops.push(() => kafka!.stop());
      await kafka.start();
      await kafka.createTopics();
      faults.push(...(await kafka.topicFaults()));
      environment.LOADGEN_KAFKA = kafka.bootstrap;
      about.push(`Kafka ${version}, ${sizeOf(kafka)}`);
    }
    if (ofImage(project, RABBIT_IMAGE).length > 0) {
      rabbit = new RabbitNodes(project, loopback, await rabbitProgram());
      stops.push(() => rabbit!.stop());
      await rabbit.start();
      faults.push(...(await rabbit.faults()));
      environment.LOADGEN_AMQP = rabbit.url;
      about.push(`RabbitMQ ${await rabbit.version}${rabbit.size === 1 ? '' : `, ${rabbit.size} nodes`}`);
    }
    const [firstArtemis] = ofImage(project, ARTEMIS_IMAGE);
    if (firstArtemis !== undefined) {
      const version = tagOf(firstArtemis[1]);
      const artemis = new ArtemisServer(project, loopback, await ensureArtemis(version));
      stops.push(() => artemis.stop());
      await artemis.start();
      faults.push(...(await artemis.faults()));
      environment.LOADGEN_ARTEMIS = artemis.url;
      about.push(`Artemis ${version}`);
    }
    return await use({ project, loopback, about: about.join(' and '), faults, environment, kafka, rabbit });
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(project.folder, { recursive: true, force: true });
  }
}

function sizeOf({ servers, brokers, controllers }: KafkaServers): string {
  const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  return controllers === 0 ? counted(servers, 'server') : `${counted(brokers, 'broker')} and ${counted(controllers, 'controller')}`;
}

/** The newest that can be had: the export is for RabbitMQ 4; the 3.10 of an older Debian does for what both have. */
async function rabbitProgram(): Promise<RabbitProgram> {
  try {
    return await ensureRabbit4();
  } catch (fault) {
    console.log(`${fault instanceof Error ? fault.message : String(fault)}: the installed RabbitMQ is taken.`);
    return { server: (await ensureRabbit()).server, erlang: '' };
  }
}
