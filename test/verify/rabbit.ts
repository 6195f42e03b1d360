/**
 * The RabbitMQ server of an exported project, as a process: with the exported rabbitmq.conf, definitions and plugins. Only where it listens
 * and where the files are is changed. What it then holds is compared with the definitions and with the design.
 */
import { readFileSync } from 'node:fs';
import type { Channel, ChannelModel } from 'amqplib';
import { must } from '#core/base/assert.ts';
import { RABBIT_PASSWORD, RABBIT_USER } from '#core/compose/services/rabbitmq.ts';
import { RabbitServer } from '../differential/rabbitServer.ts';
import { HOST, type Loopback } from './loopback.ts';
import { ofImage, type Project } from './project.ts';
import { type Definitions, definitionFaults, listOf } from './rabbitDefinitions.ts';

export const RABBIT_IMAGE = /^rabbitmq:/;
const MANAGEMENT = 15_672;
const PROMETHEUS = 15_692;

/** The start script, and the folder of the Erlang it runs in; '': the installed one. */
export interface RabbitProgram {
  readonly server: string;
  readonly erlang: string;
}

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

  /** What the server has not, or has otherwise than in the definitions; and what of the design it has not. */
  async faults(): Promise<string[]> {
    const held = (await this.#get('definitions')) as Definitions;
    const { queues, exchanges, routers } = this.#project.design;
    const lacks = (kind: string, placed: readonly { readonly name: string }[]): string[] => {
      const names = new Set(listOf(held, kind).map(({ name }) => name));
      return placed.flatMap(({ name }) => (names.has(name) ? [] : [`${kind}: ${name} is not there`]));
    };
    return [...definitionFaults(this.#definitions, held), ...lacks('queues', queues), ...lacks('exchanges', [...exchanges, ...routers])];
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
