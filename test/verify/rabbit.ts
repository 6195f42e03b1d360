/**
 * The RabbitMQ server of an exported project, as a process: with the exported rabbitmq.conf, definitions and plugins. Only where it listens
 * and where the files are is changed. What it then holds is compared with the definitions and with the design.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Channel, ChannelModel } from 'amqplib';
import { must } from '#core/base/assert.ts';
import { RABBIT_PASSWORD, RABBIT_USER } from '#core/compose/services/rabbitmq.ts';
import { RabbitServer } from '../differential/rabbitServer.ts';
import { HOST, type Loopback } from './loopback.ts';
import { ofImage, type Project } from './project.ts';

export const RABBIT_IMAGE = /^rabbitmq:/;
const MANAGEMENT = 15_672;
const PROMETHEUS = 15_692;
/** What the server adds to an object, or leaves out when it is as always. */
const OWN_FIELDS: Readonly<Record<string, unknown>> = { type: 'classic', internal: false, limits: {}, 'apply-to': 'all' };

/** The start script, and the folder of the Erlang it runs in; '': the installed one. */
export interface RabbitProgram {
  readonly server: string;
  readonly erlang: string;
}

type Definitions = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | string>>;

export class RabbitNode {
  readonly #project: Project;
  readonly #loopback: Loopback;
  readonly #server: RabbitServer;
  readonly #definitions: Definitions;
  #connection: Promise<ChannelModel> | undefined;
  #channel: Promise<Channel> | undefined;

  constructor(project: Project, loopback: Loopback, { server, erlang }: RabbitProgram) {
    this.#project = project;
    this.#loopback = loopback;
    const [name, { volumes = [] }] = must(ofImage(project, RABBIT_IMAGE)[0], 'a RabbitMQ service');
    const fileAt = (target: string): string => must(volumes.find((mount) => mount.target === target)?.source, `a file at ${target}`);
    let conf = readFileSync(fileAt('/etc/rabbitmq/rabbitmq.conf'), 'utf8');
    for (const { type, source, target } of volumes)
      if (type === 'bind' && conf.includes(target)) conf = conf.replaceAll(target, loopback.changed(target, source));
    const ports = [
      ['management.tcp', MANAGEMENT],
      ['prometheus.tcp', PROMETHEUS],
    ] as const;
    const listeners = ports.map(([key, port]) => `${key}.ip = ${HOST}\n${key}.port = ${loopback.port(name, port)}\n`);
    loopback.changed(`${name}:5672, :${MANAGEMENT}, :${PROMETHEUS}`, `free ports of ${HOST}`);
    this.#definitions = JSON.parse(readFileSync(fileAt('/etc/rabbitmq/definitions.json'), 'utf8')) as Definitions;
    const plugins = readFileSync(fileAt('/etc/rabbitmq/enabled_plugins'), 'utf8');
    this.#server = new RabbitServer(server, { conf: `${conf}${listeners.join('')}`, plugins, username: RABBIT_USER, password: RABBIT_PASSWORD, erlang });
  }

  /** Resolves when the exported user is let in. */
  async start(): Promise<void> {
    await this.#server.start();
  }

  get url(): string {
    return this.#server.url;
  }

  get version(): Promise<string> {
    return this.#server.version();
  }

  async stop(): Promise<void> {
    await (await this.#connection)?.close();
    await this.#server.remove();
  }

  /** What the server has not, or has otherwise than in the definitions; and what of the design is in neither. */
  async faults(): Promise<string[]> {
    const held = (await this.#get('definitions')) as Definitions;
    const faults: string[] = [];
    for (const [kind, wanted] of Object.entries(this.#definitions)) {
      const has = held[kind];
      if (typeof wanted === 'string' || kind === 'users' || has === undefined || typeof has === 'string') continue;
      for (const one of wanted) if (!has.some((other) => isSame(one, other))) faults.push(`${kind}: the server has not ${JSON.stringify(one)}`);
      // The server's own name of the cluster is one more.
      if (kind !== 'global_parameters' && has.length !== wanted.length) faults.push(`${kind}: the server has ${has.length}, not ${wanted.length}`);
    }
    const names = (kind: string): unknown[] => (listOf(held[kind]) ?? []).map(({ name }) => name);
    const { queues, exchanges, routers } = this.#project.design;
    for (const { name } of queues) if (!names('queues').includes(name)) faults.push(`queue ${name} is not there`);
    for (const { name } of [...exchanges, ...routers]) if (!names('exchanges').includes(name)) faults.push(`exchange ${name} is not there`);
    return faults;
  }

  /** Ready messages of a queue now; the management API's figures are seconds old. */
  async depth(queue: string): Promise<number> {
    this.#connection ??= this.#server.connect();
    this.#channel ??= this.#connection.then((connection) => connection.createChannel());
    return (await (await this.#channel).checkQueue(queue)).messageCount;
  }

  /** Answer of the management API. */
  async #get(path: string): Promise<unknown> {
    const [name] = must(ofImage(this.#project, RABBIT_IMAGE)[0], 'a RabbitMQ service');
    const login = Buffer.from(`${RABBIT_USER}:${RABBIT_PASSWORD}`).toString('base64');
    const answer = await fetch(`http://${HOST}:${this.#loopback.port(name, MANAGEMENT)}/api/${path}`, { headers: { authorization: `Basic ${login}` } });
    if (!answer.ok) throw new Error(`The management API answers ${answer.status}.`);
    return answer.json();
  }
}

const listOf = (list: Definitions[string] | undefined): readonly Readonly<Record<string, unknown>>[] | undefined =>
  typeof list === 'string' ? undefined : list;

/** Each field that was asked for is there, and as asked. */
const isSame = (wanted: Readonly<Record<string, unknown>>, held: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(value, held[key] ?? OWN_FIELDS[key]));
