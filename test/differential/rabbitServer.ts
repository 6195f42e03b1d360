/**
 * A RabbitMQ server of the tests' own: on loopback, on free ports, with its data in a folder that goes with it. Its
 * processes are watched over by a shell that waits on our end of a pipe: when the tests end, however they end, the pipe closes
 * and the shell kills them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';

const START_MS = 60_000;
const LOOPBACK = '127.0.0.1';
/**
 * epmd tells Erlang nodes of each other's ports: the server does not start without. Both are children of a shell that waits
 * for the end of its input.
 */
const LAUNCH = 'epmd -port "$ERL_EPMD_PORT" -address "$ERL_EPMD_ADDRESS" & names=$!; "$1" & server=$!; cat > /dev/null; kill -9 $server $names; wait';

interface Ports {
  readonly amqp: number;
  readonly distribution: number;
  readonly epmd: number;
}

export class RabbitServer {
  readonly #server: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'spillway-rabbitmq-'));
  #ports: Ports | undefined;
  #process: ChildProcess | undefined;
  #output = '';

  constructor(server: string) {
    this.#server = server;
  }

  /** Resolves when the server takes connections. Starting again after a kill finds the data of before. */
  async start(): Promise<void> {
    this.#ports ??= { amqp: await freePort(), distribution: await freePort(), epmd: await freePort() };
    this.#launch(this.#ports);
    const untilMs = performance.now() + START_MS;
    for (;;) {
      const connection = await this.connect().catch(() => undefined);
      if (connection !== undefined) return connection.close();
      if (this.#process?.exitCode !== null || performance.now() > untilMs) throw new Error(`RabbitMQ did not start:\n${this.#output.slice(-2_000)}`);
      await delay(100);
    }
  }

  connect(): Promise<ChannelModel> {
    return connect({ hostname: LOOPBACK, port: this.#ports?.amqp ?? 0, username: 'guest', password: 'guest', heartbeat: 0 }, { noDelay: true, timeout: 5_000 });
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
    const ended = new Promise((resolve) => shell.once('exit', resolve));
    shell.stdin?.end();
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #launch({ amqp, distribution, epmd }: Ports): void {
    const at = (name: string): string => path.join(this.#folder, name);
    writeFileSync(at('rabbitmq.conf'), `listeners.tcp.default = ${LOOPBACK}:${amqp}\ndisk_free_limit.absolute = 1MB\n`);
    writeFileSync(at('plugins'), '[].');
    this.#process = spawn('/bin/sh', ['-c', LAUNCH, 'sh', this.#server], {
      cwd: this.#folder,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: this.#folder,
        LANG: 'C.UTF-8',
        // The start script then becomes the server, so that the shell kills the right one.
        RUNNING_UNDER_SYSTEMD: 'true',
        RABBITMQ_NODENAME: 'spillway@localhost',
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
    for (const stream of [this.#process.stdout, this.#process.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
