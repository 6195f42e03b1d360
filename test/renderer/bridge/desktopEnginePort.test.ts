import { afterEach, describe, expect, it, vi } from 'vitest';
import { desktopEnginePort } from '../../../renderer/bridge/desktopEnginePort.ts';

/** A window: an event target, and the source of its own messages. */
class Page extends EventTarget {
  deliver(data: unknown, port: MessagePort | undefined, source: unknown = this): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source, ports: port ? [port] : [] }));
  }
}
const open: MessagePort[] = [];
function channel() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { port1, port2 };
}
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function connect() {
  const page = new Page();
  const tickets: number[] = [];
  const port = desktopEnginePort({ connectEngine: async (ticket) => void tickets.push(ticket) }, page as unknown as Window);
  return { page, port, data: { spillwayEngine: tickets[0] } };
}

describe('the port of the engine process', () => {
  it('keeps what is sent until the real port is there, in order', async () => {
    const { page, port, data } = connect();
    const { port1, port2 } = channel();
    const got: unknown[] = [];
    port2.addEventListener('message', (event) => got.push(event.data));
    port2.start();
    port.postMessage('one');
    port.postMessage('two');
    page.deliver(data, port1);
    port.postMessage('three');
    await vi.waitFor(() => expect(got).toEqual(['one', 'two', 'three']));
  });

  it('passes on what comes in', async () => {
    const { page, port, data } = connect();
    const { port1, port2 } = channel();
    const got: unknown[] = [];
    port.addEventListener('message', (event) => got.push((event as MessageEvent).data));
    page.deliver(data, port1);
    port2.postMessage({ kind: 'status' });
    await vi.waitFor(() => expect(got).toEqual([{ kind: 'status' }]));
  });

  it('takes its own ticket only, and only from its own window', async () => {
    const { page, port, data } = connect();
    const wrong = channel();
    const right = channel();
    const got: unknown[] = [];
    for (const end of [wrong.port2, right.port2]) {
      end.addEventListener('message', (event) => got.push([end === right.port2, event.data]));
      end.start();
    }
    page.deliver({ spillwayEngine: -1 }, wrong.port1);
    page.deliver(data, wrong.port1, {});
    page.deliver('text', wrong.port1);
    page.deliver(data, right.port1);
    port.postMessage('hello');
    await vi.waitFor(() => expect(got).toEqual([[true, 'hello']]));
  });

  it('tells the death of the process as an error', () => {
    const { page, port, data } = connect();
    const complaints: string[] = [];
    port.addEventListener('error', (event) => complaints.push((event as ErrorEvent).message));
    page.deliver(data, channel().port1);
    page.deliver({ spillwayEngine: -1 }, undefined);
    expect(complaints).toEqual([]);
    page.deliver(data, undefined);
    expect(complaints).toEqual(['The engine has stopped.']);
  });

  it('says nothing once it is closed, and closes a port that comes late', async () => {
    const { page, port, data } = connect();
    const { port1, port2 } = channel();
    const heard = vi.fn<() => void>();
    port.addEventListener('error', heard);
    port.close();
    const isGone = new Promise((resolve) => port2.addEventListener('close', resolve));
    port2.start();
    page.deliver(data, port1);
    await isGone;
    page.deliver(data, undefined);
    expect(heard).not.toHaveBeenCalled();
  });

  it('tells a refused connection', async () => {
    const port = desktopEnginePort({ connectEngine: () => Promise.reject(new Error('refused')) }, new Page() as unknown as Window);
    const complaint = await new Promise((resolve) => port.addEventListener('error', (event) => resolve((event as ErrorEvent).message)));
    expect(complaint).toBe('refused');
  });
});
