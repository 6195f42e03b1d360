/**
 * A RabbitMQ server of the tests' own: on loopback, on free ports, with its data in a folder that goes with it. Its
 * processes are watched over by a shell that holds the other end of a pipe: when the tests end, however they end, the pipe
 * closes and the shell kills them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';

const START_MS = 60_000;
const LOOPBACK = '127.0.0.1';
/**
 * epmd tells Erlang nodes of each other's ports: the server does not start without; nodes of a cluster share one that is there. The
 * shell ends when the server does, and kills the server when its own input ends.
 */
const LAUNCH = [
  // It outlives whoever reads what it says.
  "trap '' PIPE; exec 3<&0",
  '[ "$2" = shared ] || { epmd -port "$ERL_EPMD_PORT" -address "$ERL_EPMD_ADDRESS" & names=$!; }',
  '"$1" & server=$!',
  '{ cat <&3 > /dev/null; kill -9 $server $names; } &',
  'wait $server; [ "$2" = shared ] || { kill -9 $names; wait $names; }',
].join('\n');
const STARTS = 3;

interface Ports {
  readonly amqp: number;
  readonly distribution: number;
  readonly epmd: number;
}

/** What a server is started with beside where it listens and keeps its data. */
export interface RabbitSetup {
  /** Further lines of rabbitmq.conf. */
  readonly conf: string;
  /** Text of enabled_plugins. */
  readonly plugins: string;
  readonly username: string;
  readonly password: string;
  /** Folder of the Erlang it runs in; '': the installed one. */
  readonly erlang: string;
  /** Undefined: a node alone. */
  readonly member?: {
    /** name@host, as the others know it. */
    readonly node: string;
    /** Port of the epmd of them all, which listens already. */
    readonly epmd: number;
    /** Further variables of its environment. */
    readonly environment: Readonly<Record<string, string>>;
  };
}

const BARE: RabbitSetup = { conf: '', plugins: '[].', username: 'guest', password: 'guest', erlang: '' };

export class RabbitServer {
  readonly #server: string;
  readonly #setup: RabbitSetup;
  #folder = '';
  #ports: Ports | undefined;
  #process: ChildProcess | undefined;
  #output = '';
  #isRemoved = false;

  constructor(server: string, setup = BARE) {
    this.#server = server;
    this.#setup = setup;
  }

  get url(): string {
    return `amqp://${this.#setup.username}:${this.#setup.password}@${LOOPBACK}:${this.#ports?.amqp}`;
  }

  /** Resolves when the server takes connections. Starting again after a kill finds the data of before. */
  async start(): Promise<void> {
    if (this.#ports !== undefined) return this.#launch(this.#ports);
    this.#folder = mkdtempSync(path.join(tmpdir(), 'spillway-rabbitmq-'));
    for (let left = STARTS; this.#ports === undefined; left--) {
      const [amqp = 0, distribution = 0, own = 0] = await freePorts(3);
      this.#ports = { amqp, distribution, epmd: this.#setup.member?.epmd ?? own };
      // Somebody may have taken a port in between.
      await this.#launch(this.#ports).catch(async (fault: unknown) => {
        await this.kill();
        if (left === 1) throw fault;
        this.#ports = undefined;
      });
    }
  }

  connect(): Promise<ChannelModel> {
    const { username, password } = this.#setup;
    return connect({ hostname: LOOPBACK, port: this.#ports?.amqp ?? 0, username, password, heartbeat: 0 }, { noDelay: true, timeout: 5_000 });
  }

  async version(): Promise<string> {
    const connection = await this.connect();
    await connection.close();
    return connection.connection.serverProperties.version;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const shell = this.#process;
    if (shell === undefined) return;
    this.#process = undefined;
    const ended = shell.exitCode === null ? once(shell, 'exit') : undefined;
    shell.stdin?.end();
    await ended;
  }

  async remove(): Promise<void> {
    this.#isRemoved = true;
    await this.kill();
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }

  async #launch(ports: Ports): Promise<void> {
    if (this.#isRemoved) throw new Error('The server was removed.');
    const shell = this.#spawn(ports);
    this.#process = shell;
    const untilMs = performance.now() + START_MS;
    for (;;) {
      const connection = await this.connect().catch(() => undefined);
      if (connection !== undefined) return connection.close();
      if (shell.exitCode !== null || performance.now() > untilMs) throw new Error(`RabbitMQ did not start:\n${this.#output.slice(-2_000)}`);
      await delay(100);
    }
  }

  #spawn({ amqp, distribution, epmd }: Ports): ChildProcess {
    const at = (name: string): string => path.join(this.#folder, name);
    writeFileSync(at('rabbitmq.conf'), `listeners.tcp.default = ${LOOPBACK}:${amqp}\ndisk_free_limit.absolute = 1MB\n${this.#setup.conf}`);
    writeFileSync(at('plugins'), this.#setup.plugins);
    const { member } = this.#setup;
    const shell = spawn('/bin/sh', ['-c', LAUNCH, 'sh', this.#server, member === undefined ? 'own' : 'shared'], {
      cwd: this.#folder,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: [this.#setup.erlang, process.env.PATH].filter((folder) => folder !== '').join(path.delimiter),
        HOME: this.#folder,
        LANG: 'C.UTF-8',
        // The start script then becomes the server, so that the shell kills the right one.
        RUNNING_UNDER_SYSTEMD: 'true',
        ...member?.environment,
        RABBITMQ_NODENAME: member?.node ?? 'spillway@localhost',
        RABBITMQ_MNESIA_BASE: at('data'),
        RABBITMQ_LOG_BASE: at('log'),
        RABBITMQ_LOGS: '-',
        RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
        RABBITMQ_CONF_ENV_FILE: '/dev/null',
        RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
        RABBITMQ_NODE_IP_ADDRESS: LOOPBACK,
        RABBITMQ_NODE_PORT: `${amqp}`,
        RABBITMQ_DIST_PORT: `${distribution}`,
        // Idle schedulers sleep at once: other tests need the processor.
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none',
        ERL_EPMD_PORT: `${epmd}`,
        ERL_EPMD_ADDRESS: LOOPBACK,
      },
    });
    for (const stream of [shell.stdout, shell.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    return shell;
  }
}

/** Ports nobody listens on, each another. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, LOOPBACK));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
