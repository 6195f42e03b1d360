/**
 * The ActiveMQ Artemis server of an exported project, as a process: made by `artemis create` with the exported environment, the exported
 * broker.xml laid over it, then run: what the image does when its volume is new (docker-run.sh of apache/artemis).
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '#core/base/assert.ts';
import { HOST, type Loopback } from './loopback.ts';
import { Program } from './program.ts';
import { ofImage, type Project } from './project.ts';

export const ARTEMIS_IMAGE = /^apache\/(activemq-)?artemis:/;
const INSTANCE = '/var/lib/artemis-instance';
const OVERRIDE = `${INSTANCE}/etc-override/`;
const PORT = 61_616;
const CONSOLE = 8_161;
const START_MS = 90_000;

export class ArtemisServer {
  readonly #project: Project;
  readonly #loopback: Loopback;
  readonly #home: string;
  readonly #folder: string;
  readonly #name: string;
  readonly #environment: Readonly<Record<string, string>>;
  #program: Program | undefined;

  /** `home` of the unpacked archive. */
  constructor(project: Project, loopback: Loopback, home: string) {
    this.#project = project;
    this.#loopback = loopback;
    this.#home = home;
    this.#folder = path.join(project.folder, 'machine', 'artemis');
    const [name, { environment = {} }] = must(ofImage(project, ARTEMIS_IMAGE)[0], 'an Artemis service');
    this.#name = name;
    this.#environment = environment;
  }

  /** AMQP 1.0, with the exported user. */
  get url(): string {
    const { ARTEMIS_USER: user = '', ARTEMIS_PASSWORD: password = '' } = this.#environment;
    return `amqp://${user}:${password}@${HOST}:${this.#loopback.port(this.#name, PORT)}`;
  }

  async start(): Promise<void> {
    const { ARTEMIS_USER: user = '', ARTEMIS_PASSWORD: password = '', ANONYMOUS_LOGIN: anonymous, EXTRA_ARGS: extra = '' } = this.#environment;
    const port = this.#loopback.port(this.#name, PORT);
    const consolePort = this.#loopback.port(this.#name, CONSOLE);
    mkdirSync(this.#folder, { recursive: true });
    this.#loopback.changed(INSTANCE, this.#folder);
    this.#loopback.changed('--http-host 0.0.0.0', `--http-host ${HOST} --http-port ${consolePort}`);
    const more = [...extra.replace('--http-host 0.0.0.0', `--http-host ${HOST}`).split(' '), '--http-port', `${consolePort}`].filter((arg) => arg !== '');
    const login = anonymous === 'true' ? '--allow-anonymous' : '--require-login';
    const create = ['create', '--user', user, '--password', password, '--silent', login, ...more, this.#folder];
    await new Program('artemis create', path.join(this.#home, 'bin/artemis'), create, { env: {} }).result(START_MS);
    for (const { source, target } of this.#project.services[this.#name]?.volumes ?? []) {
      if (!target.startsWith(OVERRIDE)) continue;
      const file = path.join(this.#folder, 'etc', target.slice(OVERRIDE.length));
      copyFileSync(source, file);
      writeFileSync(file, this.#loopback.readdress(readFileSync(file, 'utf8'), this.#name));
    }
    this.#program = new Program('artemis', path.join(this.#folder, 'bin/artemis'), ['run'], { cwd: this.#folder, env: {} });
    await this.#program.listening(port, START_MS);
  }

  /** Queues and broadcasts of the design the server does not hold, by its own `address show` and `queue stat`. */
  async faults(): Promise<string[]> {
    const queues = await this.#ask('queue', 'stat', '--maxRows', '10000', '--maxColumnSize', '-1');
    const held = new Set(queues.split('\n').map((line) => line.split('|')[1]?.trim() ?? ''));
    const addresses = new Set((await this.#ask('address', 'show')).split('\n').map((line) => line.trim()));
    const { jms } = this.#project.design;
    return [
      ...jms.queues.flatMap(({ name }) => (held.has(name) ? [] : [`queue ${name} is not there`])),
      ...jms.subscriptions.flatMap(({ queue }) => (held.has(queue) ? [] : [`subscription ${queue} is not there`])),
      ...jms.broadcasts.flatMap(({ name }) => (addresses.has(name) ? [] : [`address ${name} is not there`])),
    ];
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
  }

  #ask(...words: string[]): Promise<string> {
    const { ARTEMIS_USER: user = '', ARTEMIS_PASSWORD: password = '' } = this.#environment;
    const url = `tcp://${HOST}:${this.#loopback.port(this.#name, PORT)}`;
    return new Program('artemis', path.join(this.#folder, 'bin/artemis'), [...words, '--url', url, '--user', user, '--password', password], { env: {} }).result(
      START_MS,
    );
  }
}
