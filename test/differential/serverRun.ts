/** All scripts on one server, several at once since a script mostly waits. */
import { RabbitServer } from './rabbitServer.ts';
import { play, type Script, transcriptOf } from './script.ts';
import { ServerStage } from './serverStage.ts';

/** How long nothing may happen after a step before the next begins: longer when the machine was too slow. */
const QUIET_MS = [10, 50, 200];
const AT_ONCE = 8;
/** For all scripts together. */
export const DEADLINE_MS = 120_000;

const killsServer = ({ steps }: Script): boolean => steps.some(({ action }) => action.verb === 'restart');

export class ServerRun {
  readonly #server: RabbitServer;
  readonly #played = new Map<Script, Promise<readonly string[]>>();
  #plays = 0;
  #deadline: Promise<never> = new Promise(() => undefined);
  #timer: NodeJS.Timeout | undefined;

  constructor(startScript: string) {
    this.#server = new RabbitServer(startScript);
  }

  /** Resolves to the server's version, when the scripts have begun. */
  async start(scripts: readonly Script[]): Promise<string> {
    await this.#server.start();
    this.#deadline = new Promise<never>((_, reject) => {
      this.#timer = setTimeout(() => reject(new Error('The scripts took too long.')), DEADLINE_MS);
    });
    this.#deadline.catch(() => undefined);
    const lines: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    for (const [i, script] of scripts.filter((one) => !killsServer(one)).entries()) lines[i % AT_ONCE] = this.#playAfter(lines[i % AT_ONCE]!, script);
    let last: Promise<unknown> = Promise.all(lines);
    for (const script of scripts.filter(killsServer)) last = this.#playAfter(last, script);
    return this.#server.version();
  }

  transcriptOf(script: Script): Promise<readonly string[]> {
    return Promise.race([this.#played.get(script) ?? Promise.reject(new Error('It was not begun.')), this.#deadline]);
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#server.remove();
  }

  /** The promise never fails: one script that does holds up no other. */
  #playAfter(before: Promise<unknown>, script: Script): Promise<unknown> {
    const played = before.then(() => this.#play(script));
    this.#played.set(script, played);
    return played.catch(() => undefined);
  }

  /** Tried again with more patience when it is not as written down: the server may just have been slow. */
  async #play(script: Script): Promise<readonly string[]> {
    let result: Promise<readonly string[]> = Promise.resolve([]);
    for (const quietMs of QUIET_MS) {
      const stage = new ServerStage(this.#server, `${this.#plays++}-`, quietMs);
      result = play(stage, script).finally(() => stage.close());
      const lines = await result.catch(() => []);
      if (lines.join('\n') === transcriptOf(script).join('\n')) break;
    }
    return result;
  }
}
