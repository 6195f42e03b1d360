/**
 * The only client of an engine: requests into a port, messages out of it. The port is a Worker, a MessagePort or a test's pair.
 * A host that dies (a script that does not load, a message that cannot be read) is told as the failure of the run it had.
 */
import type { EngineMessage, EngineRequest } from '#core/run/protocol.ts';
import type { Engine } from './engine.ts';

/** What a Worker and a MessagePort have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void;
  removeEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void;
  /** A MessagePort delivers nothing before this. */
  start?(): void;
}

/** `release` ends the host: Worker.terminate or MessagePort.close. */
export function portEngine(port: PortLike, release: () => void): Engine {
  const listeners = new Set<(message: EngineMessage) => void>();
  let loaded = { runId: 0, seed: 0 };

  const tell = (message: EngineMessage) => {
    for (const listener of listeners) listener(message);
  };
  const onMessage = (event: Event) => tell((event as MessageEvent<EngineMessage>).data);
  const onError = (event: Event) => {
    const text = 'message' in event && typeof event.message === 'string' && event.message !== '' ? event.message : event.type;
    tell({ kind: 'failed', ...loaded, message: text, event: 0, atUs: 0 });
  };

  port.addEventListener('message', onMessage);
  port.addEventListener('error', onError);
  port.addEventListener('messageerror', onError);
  port.start?.();

  return {
    send(request: EngineRequest) {
      if (request.kind === 'load') loaded = { runId: request.runId, seed: request.plan.seed };
      port.postMessage(request);
    },
    onMessage(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      listeners.clear();
      port.removeEventListener('message', onMessage);
      port.removeEventListener('error', onError);
      port.removeEventListener('messageerror', onError);
      release();
    },
  };
}

/** The engine of the app: its own thread. */
export function workerEngine(): Engine {
  const worker = new Worker(new URL('../worker/simWorker.ts', import.meta.url), { type: 'module', name: 'engine' });
  return portEngine(worker, () => worker.terminate());
}
