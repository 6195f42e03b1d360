/** All scripts on one server, several at once since a script mostly waits. */
import { RabbitServer } from './rabbitServer.ts';
import { play, type Script, transcriptOf } from './script.ts';
import { ServerStage } from './serverStage.ts';

/** How long nothing may happen after a step before the next begins: longer when the machine was too slow. */
const QUIET_MS = [10, 40, 120];
const AT_ONCE = 8;

export class ServerRun {
  readonly #server: RabbitServer;
  readonly #played = new Map<Script, Promise<readonly string[]>>();

  constructor(startScript: string) {
    this.#server = new RabbitServer(startScript);
  }

  /** Resolves to the server's version, when the scripts have begun. */
  async start(scripts: readonly Script[]): Promise<string> {
    await this.#server.start();
    const lines = Array.from({ length: AT_ONCE }, () => Promise.resolve<readonly string[]>([]));
    for (const [i, script] of scripts.entries()) {
      const before = lines[i % AT_ONCE]!;
      // One that fails holds up no other.
      const played = before.catch(() => []).then(() => this.#play(script, i));
      played.catch(() => undefined);
      lines[i % AT_ONCE] = played;
      this.#played.set(script, played);
    }
    return this.#server.version();
  }

  transcriptOf(script: Script): Promise<readonly string[]> {
    return this.#played.get(script) ?? Promise.reject(new Error('It was not begun.'));
  }

  async end(): Promise<void> {
    await Promise.allSettled(this.#played.values());
    await this.#server.remove();
  }

  /** Tried again with more patience when it is not as written down: the server may just have been slow. */
  async #play(script: Script, i: number): Promise<readonly string[]> {
    let lines: readonly string[] = [];
    for (const quietMs of QUIET_MS) {
      const stage = new ServerStage(this.#server, `${i}-${quietMs}-`, quietMs);
      lines = await play(stage, script).finally(() => stage.close());
      if (lines.join('\n') === transcriptOf(script).join('\n')) break;
    }
    return lines;
  }
}
