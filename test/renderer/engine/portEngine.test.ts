import { afterEach, expect, it } from 'vitest';
import type { EngineMessage } from '#core/run/protocol.ts';
import { type PortLike, portEngine } from '../../../renderer/engine/portEngine.ts';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

it('carries requests out and messages in over a message port, until it is disposed', async () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port2);
  const asked = new Promise((resolve) => port2.addEventListener('message', (e) => resolve((e as MessageEvent).data)));
  port2.start();
  const engine = portEngine(port1 as unknown as PortLike, () => port1.close());
  const heard = new Promise<EngineMessage>((resolve) => engine.onMessage(resolve));
  engine.send({ kind: 'acknowledge', runId: 4 });
  expect(await asked).toEqual({ kind: 'acknowledge', runId: 4 });
  port2.postMessage({ kind: 'status', runId: 4, status: { phase: 'ready', nowUs: 0, events: 0, pace: 1, achievedPace: null } });
  expect((await heard).kind).toBe('status');
  engine.dispose();
});

it('tells a dying host as the failure of the run it had', () => {
  const target = new EventTarget();
  const port = Object.assign(target, { postMessage: () => {} }) as unknown as PortLike;
  const engine = portEngine(port, () => {});
  const heard: EngineMessage[] = [];
  engine.onMessage((message) => heard.push(message));
  engine.send({ kind: 'load', runId: 9, plan: { seed: 42 } as never });
  target.dispatchEvent(Object.assign(new Event('error'), { message: 'script did not load' }));
  expect(heard).toEqual([{ kind: 'failed', runId: 9, seed: 42, message: 'script did not load', event: 0, atUs: 0 }]);
});
