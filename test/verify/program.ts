/**
 * A program that stands in for a container: started, watched and ended. What it says is kept for the case that it fails. However
 * the check ends, its programs end with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MS = 8_000;
const OUTPUT_MAX = 200_000;
/** As a shell says it. */
const NOT_FOUND = 127;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

export interface ProgramOptions {
  readonly cwd?: string;
  /** All of it: a container sees nothing of the machine's environment but where its programs are. */
  readonly env: Readonly<Record<string, string>>;
}

export class Program {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number>;
  #output = '';

  constructor(name: string, command: string, args: readonly string[], { cwd, env }: ProgramOptions) {
    this.#name = name;
    this.#child = spawn(command, args, { cwd, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    favour(this.#child.pid);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_MAX);
      });
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code) => resolve(code ?? 1));
      this.#child.once('error', (fault) => {
        this.#output += fault.message;
        resolve(NOT_FOUND);
      });
    });
    void this.#ended.then(() => running.delete(this.#child));
  }

  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return running.has(this.#child);
  }

  /** What it said until it ended by itself, and well. */
  async result(deadlineMs: number): Promise<string> {
    const code = await Promise.race([this.#ended, delay(deadlineMs, undefined, { ref: false })]);
    if (code === undefined) await this.stop();
    if (code !== 0) throw new Error(`${this.#name} ${code === undefined ? 'did not end' : `ended with code ${code}`}:\n${this.#output.slice(-2_000)}`);
    return this.#output;
  }

  /** Resolves when it takes connections at this port of the loopback interface. */
  async listening(port: number, deadlineMs: number): Promise<void> {
    const untilMs = performance.now() + deadlineMs;
    while (!(await isOpen(port))) {
      if (!this.isRunning || performance.now() > untilMs) throw new Error(`${this.#name} did not start:\n${this.#output.slice(-2_000)}`);
      await delay(200);
    }
  }

  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.#child.kill('SIGTERM');
    if ((await Promise.race([this.#ended, delay(GRACE_MS, undefined, { ref: false })])) === undefined) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** What else the machine does should not be measured. Only root may ask for that. */
function favour(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_HIGH);
  } catch {
    // Then it is one among the others.
  }
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
