/** Entry of the engine's process: takes the one port it is given and serves it until it closes. Knows no window and no file. */
import { attachEngine } from '#core/run/host.ts';
import type { EngineRequest } from '#core/run/protocol.ts';
import { engineHost } from './engineHost.ts';

process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) throw new Error('the engine was given no port');
  attachEngine(
    {
      // Between processes everything is copied; there is nothing to transfer.
      post: (message) => port.postMessage(message),
      onRequest: (listener) => port.on('message', (event) => listener(event.data as EngineRequest)),
    },
    engineHost,
  );
  port.on('close', () => process.exit(0));
  port.start();
});
