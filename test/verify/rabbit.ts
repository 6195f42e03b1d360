/**
 * The RabbitMQ nodes of an exported project, as processes: with the exported rabbitmq.conf, definitions, plugins and secret. Only names of
 * nodes, where they listen and where the files are is changed. What each then holds is compared with the definitions and with the design.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ChannelModel } from 'amqplib';
import { must } from '#core/base/assert.ts';
import { RABBIT_PASSWORD, RABBIT_USER } from '#core/compose/services/rabbitmq.ts';
import { RabbitServer } from '../differential/rabbitServer.ts';
import { HOST, type Loopback } from './loopback.ts';
import { Program } from './program.ts';
import { ofImage, type Project, type Service } from './project.ts';
import { clusterFaults, type HeldNode, type HeldQueue } from './rabbitCluster.ts';
import { type Definitions, definitionFaults, listOf } from './rabbitDefinitions.ts';

export const RABBIT_IMAGE = /^rabbitmq:/;
const MANAGEMENT = 15_672;
const PROMETHEUS = 15_692;
const EPMD = 4_369;
const EPMD_MS = 10_000;
/** The management API tells of members only some seconds after they are there. */
const MEMBERS_MS = 30_000;

/** The start script, and the folder of the Erlang it runs in; '': the installed one. */
export interface RabbitProgram {
  readonly server: string;
  readonly erlang: string;
}

interface Member {
  readonly name: string;
  /** name@host. */
  readonly node: string;
  readonly server: RabbitServer;
}

export class RabbitNodes {
  readonly #project: Project;
  readonly #loopback: Loopback;
  readonly #erlang: string;
  readonly #members: readonly Member[];
  readonly #definitions: Definitions;
  #epmd: Program | undefined;
  #connection: Promise<ChannelModel> | undefined;
  #channel: Promise<Channel> | undefined;

  constructor(project: Project, loopback: Loopback, { server, erlang }: RabbitProgram) {
    this.#project = project;
    this.#loopback = loopback;
    this.#erlang = erlang;
    const services = ofImage(project, RABBIT_IMAGE);
    const [, first] = must(services[0], 'a RabbitMQ service');
    this.#definitions = JSON.parse(readFileSync(fileOf(first, '/etc/rabbitmq/definitions.json'), 'utf8')) as Definitions;
    const isCluster = services.length > 1;
    // Every host is this machine: what tells the nodes apart goes before the @.
    const nodeOf = (name: string): string => (isCluster ? loopback.changed(`rabbit@${name}`, `${name}@localhost`) : 'spillway@localhost');
    if (isCluster) loopback.changed(`:${EPMD} of each`, `one of ${HOST}`);
    const renamed = new Map(isCluster ? services.map(([name]) => [`rabbit@${name}`, nodeOf(name)] as const) : []);
    this.#members = services.map(([name, service]) => {
      const { environment = {} } = service;
      const member = isCluster ? { node: nodeOf(name), epmd: loopback.port('', EPMD), environment } : undefined;
      const plugins = readFileSync(fileOf(service, '/etc/rabbitmq/enabled_plugins'), 'utf8');
      const login = { username: RABBIT_USER, password: RABBIT_PASSWORD };
      const setup = { conf: this.#conf(name, service, renamed), plugins, ...login, erlang, ...(member === undefined ? {} : { member }) };
      return { name, node: nodeOf(name), server: new RabbitServer(server, setup) };
    });
  }

  get size(): number {
    return this.#members.length;
  }

  /** Resolves when the exported user is let in by every node. They are started at once: none waits for another one. */
  async start(): Promise<void> {
    if (this.size > 1) {
      const port = this.#loopback.port('', EPMD);
      const PATH = [this.#erlang, process.env.PATH].filter((folder) => folder !== '').join(path.delimiter);
      this.#epmd = new Program('epmd', 'epmd', ['-port', `${port}`, '-address', HOST], { env: { PATH } });
      await this.#epmd.listening(port, EPMD_MS);
    }
    await Promise.all(this.#members.map(({ server }) => server.start()));
  }

  get url(): string {
    return this.#first.server.url;
  }

  get version(): Promise<string> {
    return this.#first.server.version();
  }

  async stop(): Promise<void> {
    await (await this.#connection)?.close();
    await Promise.all(this.#members.map(({ server }) => server.remove()));
    await this.#epmd?.stop();
  }

  /** What a node has not, or has otherwise than in the definitions; what of the design it has not; and what is no cluster. */
  async faults(): Promise<string[]> {
    const { queues, exchanges, routers } = this.#project.design;
    const faults: string[] = [];
    for (const member of this.#members) {
      const held = (await this.#get(member, 'definitions')) as Definitions;
      const lacks = (kind: string, placed: readonly { readonly name: string }[]): string[] => {
        const names = new Set(listOf(held, kind).map(({ name }) => name));
        return placed.flatMap(({ name }) => (names.has(name) ? [] : [`${kind}: ${name} is not there`]));
      };
      const found = [...definitionFaults(this.#definitions, held), ...lacks('queues', queues), ...lacks('exchanges', [...exchanges, ...routers])];
      faults.push(...found.map((fault) => (this.size === 1 ? fault : `${member.name}: ${fault}`)));
    }
    return this.size === 1 ? faults : [...faults, ...(await this.#clusterFaults())];
  }

  /** Ready messages of a queue now; the management API's figures are seconds old. */
  async depth(queue: string): Promise<number> {
    this.#connection ??= this.#first.server.connect();
    this.#channel ??= this.#connection.then((connection) => connection.createChannel());
    return (await (await this.#channel).checkQueue(queue)).messageCount;
  }

  get #first(): Member {
    return must(this.#members[0], 'a RabbitMQ node');
  }

  /** The exported file, with where things are on this machine. */
  #conf(name: string, service: Service, renamed: ReadonlyMap<string, string>): string {
    let conf = readFileSync(fileOf(service, '/etc/rabbitmq/rabbitmq.conf'), 'utf8');
    for (const { type, source, target } of service.volumes ?? [])
      if (type === 'bind' && conf.includes(target)) conf = conf.replaceAll(target, this.#loopback.changed(target, source));
    for (const [exported, here] of renamed) conf = conf.replaceAll(exported, here);
    const ports = [
      ['management.tcp', MANAGEMENT],
      ['prometheus.tcp', PROMETHEUS],
    ] as const;
    const listeners = ports.map(([key, port]) => `${key}.ip = ${HOST}\n${key}.port = ${this.#loopback.port(name, port)}\n`);
    this.#loopback.changed(`${name}:5672, :${MANAGEMENT}, :${PROMETHEUS}`, `free ports of ${HOST}`);
    return `${conf}${listeners.join('')}`;
  }

  async #clusterFaults(): Promise<string[]> {
    const nodes = this.#members.map(({ node }) => node);
    const untilMs = performance.now() + MEMBERS_MS;
    for (;;) {
      const faults: string[] = [];
      for (const member of this.#members) {
        const [held, queues] = [(await this.#get(member, 'nodes')) as HeldNode[], (await this.#get(member, 'queues')) as HeldQueue[]];
        faults.push(...clusterFaults(nodes, held, queues).map((fault) => `${member.name}: ${fault}`));
      }
      if (faults.length === 0 || performance.now() > untilMs) return faults;
      await delay(1_000);
    }
  }

  /** Answer of a node's management API. */
  async #get({ name }: Member, what: string): Promise<unknown> {
    const login = Buffer.from(`${RABBIT_USER}:${RABBIT_PASSWORD}`).toString('base64');
    const answer = await fetch(`http://${HOST}:${this.#loopback.port(name, MANAGEMENT)}/api/${what}`, { headers: { authorization: `Basic ${login}` } });
    if (!answer.ok) throw new Error(`The management API answers ${answer.status}.`);
    return answer.json();
  }
}

/** Where what a container finds at a path is on this machine. */
const fileOf = ({ volumes = [] }: Service, target: string): string => must(volumes.find((mount) => mount.target === target)?.source, `a file at ${target}`);
