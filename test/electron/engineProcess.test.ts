import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { engineHost } from '../../electron/engineHost.ts';
import { must } from '#core/base/assert.ts';
import { compile } from '#core/compile/compile.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { EngineMessage } from '#core/run/protocol.ts';

describe('the engine process', () => {
  it('serves the port it is given, once, and runs a whole scenario over it', async () => {
    const parentPort = new EventEmitter();
    vi.stubGlobal('process', Object.assign(Object.create(process), { parentPort }));
    const said: EngineMessage[] = [];
    const port = Object.assign(new EventEmitter(), {
      postMessage: (message: EngineMessage) => {
        said.push(message);
        if (message.kind === 'frames') port.emit('message', { data: { kind: 'acknowledge', runId: message.batch.runId } });
      },
      start: vi.fn<() => void>(),
    });
    await import('../../electron/engineProcess.ts');
    parentPort.emit('message', { ports: [port] });
    expect(port.start).toHaveBeenCalledOnce();

    const { plan } = compile(must(EXAMPLES[0], 'an example').scenario.model);
    port.emit('message', { data: { kind: 'load', runId: 1, plan } });
    port.emit('message', { data: { kind: 'command', runId: 1, command: { kind: 'pace', pace: 'max' } } });
    port.emit('message', { data: { kind: 'command', runId: 1, command: { kind: 'run' } } });
    await vi.waitFor(() => expect(said.some((m) => m.kind === 'ended')).toBe(true), { timeout: 20_000 });
    const ended = said.find((m) => m.kind === 'ended');
    expect(ended).toMatchObject({ runId: 1, report: { ledger: { difference: 0, imbalances: 0 } } });
    vi.unstubAllGlobals();
  });
});

describe('the engine’s host', () => {
  it('wakes once, from a fresh stack, unless cancelled', async () => {
    const woken: string[] = [];
    engineHost.wake(0, () => woken.push('soon'));
    engineHost.wake(2_000, () => woken.push('later'));
    engineHost.wake(0, () => woken.push('never'))();
    engineHost.wake(2_000, () => woken.push('never'))();
    expect(woken).toEqual([]);
    // A busy machine may be late for both, and then their order is open.
    await vi.waitFor(() => expect(woken.toSorted()).toEqual(['later', 'soon']), { timeout: 10_000 });
  });
  it('has a clock that does not go back', () => {
    const first = engineHost.monotonicUs();
    expect(Number.isSafeInteger(first)).toBe(true);
    expect(engineHost.monotonicUs()).toBeGreaterThanOrEqual(first);
  });
});
