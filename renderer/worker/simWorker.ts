/** The engine's thread: joins the worker's port to the engine's host. Everything else is the engine's. */
import { attachEngine } from '#core/run/host.ts';
import type { EngineRequest } from '#core/run/protocol.ts';
import { workerHost } from './workerHost.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

attachEngine(
  {
    post: (message, transfer) => scope.postMessage(message, transfer as Transferable[]),
    onRequest: (listener) => scope.addEventListener('message', (event: MessageEvent<EngineRequest>) => listener(event.data)),
  },
  workerHost(),
);
