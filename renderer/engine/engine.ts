/** What the screen knows of an engine: requests go in, messages come out. The hosts behind it are a Web Worker, a Node process or a test port. */
import type { EngineMessage, EngineRequest } from '#core/run/protocol.ts';

export interface Engine {
  send(request: EngineRequest): void;
  /** Returns its unsubscribe. */
  onMessage(listener: (message: EngineMessage) => void): () => void;
  dispose(): void;
}
