/** The engine as a process of its own: a run cannot make the window stutter, and one that breaks takes nothing with it. */
import type { MessageChannelMain, UtilityProcess, WebContents } from 'electron';
import { ENGINE_CHANNEL } from './ipc.ts';

export interface EngineLauncher {
  /** Gives `page` the port of a fresh engine, marked with its ticket; the ticket without a port says that the engine has died. */
  connect(page: Pick<WebContents, 'postMessage'>, ticket: number): void;
  stop(): void;
}

export function engineLauncher(
  fork: (modulePath: string) => Pick<UtilityProcess, 'postMessage' | 'kill' | 'once'>,
  Channel: new () => Pick<MessageChannelMain, 'port1' | 'port2'>,
  modulePath: string,
): EngineLauncher {
  let current: ReturnType<typeof fork> | undefined;
  const stop = (): void => {
    current?.kill();
    current = undefined;
  };
  return {
    stop,
    connect(page, ticket) {
      if (!Number.isSafeInteger(ticket)) throw new Error('an engine needs a ticket');
      stop();
      const child = fork(modulePath);
      const { port1, port2 } = new Channel();
      current = child;
      child.once('exit', () => {
        // One that was stopped for another, or with its window, is nobody's any more.
        if (current !== child) return;
        current = undefined;
        page.postMessage(ENGINE_CHANNEL, ticket, []);
      });
      child.postMessage('engine', [port1]);
      page.postMessage(ENGINE_CHANNEL, ticket, [port2]);
    },
  };
}
