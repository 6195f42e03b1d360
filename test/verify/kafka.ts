/**
 * The Kafka servers of an exported project, as processes: Kafka's own code turns the exported environment into server.properties and
 * formats the storage, as it does in the image (kafka.docker.KafkaDockerWrapper). The exported init script then creates the topics.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { must } from '#core/base/assert.ts';
import { topicSettings } from '#core/compose/clientSettings.ts';
import { HOST, type Loopback } from './loopback.ts';
import { Program } from './program.ts';
import { ofImage, type Project, type Service } from './project.ts';

export const KAFKA_IMAGE = /^apache\/kafka:/;
const START_MS = 90_000;
const TOOLS = '/opt/kafka/bin/';
const TOOL_CLASSES = {
  'kafka-topics.sh': 'org.apache.kafka.tools.TopicCommand',
  'kafka-configs.sh': 'kafka.admin.ConfigCommand',
  'kafka-broker-api-versions.sh': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
};
const QUIET = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

export class KafkaServers {
  readonly #project: Project;
  readonly #loopback: Loopback;
  readonly #classPath: string;
  readonly #programs: Program[] = [];
  readonly #servers: (readonly [string, Service])[];
  #admin: Promise<Admin> | undefined;

  /** `classPath` of Kafka's jars. */
  constructor(project: Project, loopback: Loopback, classPath: string) {
    this.#project = project;
    this.#loopback = loopback;
    this.#classPath = classPath;
    this.#servers = ofImage(project, KAFKA_IMAGE).filter(([, { environment }]) => environment?.KAFKA_PROCESS_ROLES !== undefined);
  }

  get servers(): number {
    return this.#servers.length;
  }

  get brokers(): number {
    return this.#servers.filter(([, { environment }]) => environment?.KAFKA_PROCESS_ROLES?.includes('broker')).length;
  }

  /** Servers that keep the metadata and nothing else. */
  get controllers(): number {
    return this.servers - this.brokers;
  }

  /** host:port of the brokers for clients on this machine, as the container of a client would find them. */
  get bootstrap(): string {
    return this.#servers
      .flatMap(([name, service]) => (service.environment?.KAFKA_PROCESS_ROLES?.includes('broker') ? [`${HOST}:${this.#inside(name, service)}`] : []))
      .join(',');
  }

  /** Resolves when every server takes connections. They are started at once: none waits for another one. */
  async start(): Promise<void> {
    await Promise.all(
      this.#servers.map(async ([name, service]) => {
        const properties = await this.#setUp(name, service);
        const heap = (service.environment?.KAFKA_HEAP_OPTS ?? '').split(' ').filter((option) => option !== '');
        const program = new Program(name, 'java', [...heap, ...QUIET, '-cp', this.#classPath, 'kafka.Kafka', properties], { cwd: this.#at(name), env: {} });
        this.#programs.push(program);
        const { KAFKA_PROCESS_ROLES: roles = '' } = service.environment ?? {};
        await program.listening(roles.includes('broker') ? this.#inside(name, service) : this.#loopback.port(name, 9_093), START_MS);
      }),
    );
  }

  /** Runs what creates the topics, as exported; its tools are Kafka's, without the shell scripts around them. */
  async createTopics(): Promise<void> {
    const [name, service] = must(
      ofImage(this.#project, KAFKA_IMAGE).find(([, { entrypoint, environment }]) => entrypoint?.[1] === '-c' && environment?.KAFKA_PROCESS_ROLES === undefined),
      'a service that creates the topics',
    );
    const bin = this.#toolScripts();
    const [command = ''] = service.command ?? [];
    this.#loopback.changed(TOOLS, '(Kafka’s classes of the same tools)');
    const script = this.#loopback.readdress(command, name).replaceAll(TOOLS, `${bin}/`);
    await new Program(name, 'bash', ['-c', script], { env: this.#environment(name, service) }).result(START_MS);
  }

  /** What differs from the design in the topics of the servers, by their own `--describe`. */
  async topicFaults(): Promise<string[]> {
    const tool = new Program('kafka-topics', path.join(this.#toolScripts(), 'kafka-topics.sh'), ['--bootstrap-server', this.bootstrap, '--describe'], {
      env: {},
    });
    const text = await tool.result(START_MS);
    const described = new Map(
      Array.from(
        text.matchAll(/^Topic: (\S+)\s.*PartitionCount: (\d+)\s+ReplicationFactor: (\d+)\s+Configs: ?(\S*)/gm),
        ([, topic = '', partitions, copies, configs = '']) => [topic, { partitions: Number(partitions), copies: Number(copies), configs: configs.split(',') }],
      ),
    );
    const faults: string[] = [];
    for (const { name, doc } of this.#project.design.topics) {
      const found = described.get(name);
      if (found === undefined) faults.push(`${name} is not there`);
      else {
        if (found.partitions !== doc.partitions) faults.push(`${name} has ${found.partitions} partitions, not ${doc.partitions}`);
        const copies = Math.min(this.brokers, doc.replicationFactor);
        if (found.copies !== copies) faults.push(`${name} has ${found.copies} replicas, not ${copies}`);
        for (const [key, value] of topicSettings(doc)) if (!found.configs.includes(`${key}=${value}`)) faults.push(`${name} has not ${key}=${value}`);
      }
    }
    return faults;
  }

  /** Messages of a topic behind what a group committed; a partition it never committed in counts whole. */
  async lag(topic: string, groupId: string): Promise<number> {
    const admin = await this.#connected();
    // A group that is just being formed has no coordinator yet, and has committed nothing.
    const offsets = admin.fetchOffsets({ groupId, topics: [topic] }).catch(() => []);
    const [ends, [committed]] = await Promise.all([admin.fetchTopicOffsets(topic), offsets]);
    const position = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]));
    return ends.reduce((sum, { partition, offset }) => sum + Number(offset) - (position.get(partition) ?? 0), 0);
  }

  /** Messages a topic ever took. */
  async taken(topic: string): Promise<number> {
    const ends = await (await this.#connected()).fetchTopicOffsets(topic);
    return ends.reduce((sum, { offset }) => sum + Number(offset), 0);
  }

  async stop(): Promise<void> {
    await (await this.#admin)?.disconnect();
    await Promise.all(this.#programs.map((program) => program.stop()));
  }

  #connected(): Promise<Admin> {
    this.#admin ??= (async () => {
      const admin = new Kafka({ brokers: this.bootstrap.split(','), logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      return admin;
    })();
    return this.#admin;
  }

  #inside(name: string, { environment }: Service): number {
    return this.#loopback.port(name, Number(must(/INTERNAL:\/\/[^:,]*:(\d+)/.exec(environment?.KAFKA_LISTENERS ?? '')?.[1], 'a listener for containers')));
  }

  #at(...names: string[]): string {
    return path.join(this.#project.folder, 'machine', ...names);
  }

  #environment(name: string, { environment = {} }: Service): Record<string, string> {
    return Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, this.#loopback.readdress(value, name)]));
  }

  /** Does what the image does before it starts the server; the path of the server.properties. */
  async #setUp(name: string, service: Service): Promise<string> {
    const folders = ['default', 'mounted', 'final'].map((folder) => this.#at(name, folder));
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    // The image's own, which are dropped as soon as one KAFKA_ variable is set.
    for (const file of ['server.properties', 'log4j2.yaml', 'tools-log4j2.yaml']) writeFileSync(path.join(this.#at(name, 'default'), file), '');
    const env = this.#environment(name, service);
    const logs = env.KAFKA_LOG_DIRS ?? '/tmp/kraft-combined-logs';
    env.KAFKA_LOG_DIRS = this.#loopback.changed(logs, this.#at(name, 'data'));
    const [defaults = '', mounted = '', final = ''] = folders;
    const args = ['setup', '--default-configs-dir', defaults, '--mounted-configs-dir', mounted, '--final-configs-dir', final];
    const wrapper = new Program(`${name} (setup)`, 'java', [...QUIET, '-cp', this.#classPath, 'kafka.docker.KafkaDockerWrapper', ...args], {
      cwd: this.#at(name),
      env,
    });
    await wrapper.result(START_MS);
    return path.join(final, 'server.properties');
  }

  #toolScripts(): string {
    const bin = this.#at('bin');
    mkdirSync(bin, { recursive: true });
    for (const [tool, main] of Object.entries(TOOL_CLASSES)) {
      writeFileSync(path.join(bin, tool), `#!/bin/sh\nexec java $KAFKA_HEAP_OPTS ${QUIET.join(' ')} -cp '${this.#classPath}' ${main} "$@"\n`);
      chmodSync(path.join(bin, tool), 0o755);
    }
    return bin;
  }
}
