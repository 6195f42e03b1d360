/** The real engine behind the screen's interface, on a host whose time a test moves. Answers come from a fresh stack, as from a worker. */
import { attachEngine } from '#core/run/host.ts';
import type { EngineMessage, EngineRequest } from '#core/run/protocol.ts';
import type { Engine } from '../../renderer/engine/engine.ts';
import { FakeHost } from './fakeHost.ts';

export class EngineInProcess implements Engine {
  readonly host = new FakeHost();
  readonly #listeners = new Set<(message: EngineMessage) => void>();
  readonly requests: EngineRequest[] = [];
  #take: (request: EngineRequest) => void = () => {};
  isDisposed = false;

  constructor() {
    attachEngine(
      {
        post: (message) => {
          const copy = structuredClone(message);
          this.host.wake(1, () => this.#listeners.forEach((listener) => listener(copy)));
        },
        onRequest: (listener) => {
          this.#take = listener;
        },
      },
      this.host,
    );
  }

  send(request: EngineRequest): void {
    this.requests.push(request);
    this.#take(structuredClone(request));
  }
  onMessage(listener: (message: EngineMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  dispose(): void {
    this.isDisposed = true;
    this.#listeners.clear();
  }
}
