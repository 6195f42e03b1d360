/**
 * The port of the desktop's engine process, usable at once: the real port comes a moment later, and what was sent before
 * waits for it. The death of the process is told as an error: a page does not hear that the other end of a port has gone.
 */
import type { EnginePort } from './bridge.ts';
import type { DesktopApi } from './desktopApi.ts';

let tickets = 0;

export function desktopEnginePort(api: Pick<DesktopApi, 'connectEngine'>, page: Window): EnginePort {
  const ticket = ++tickets;
  const events = new EventTarget();
  const waiting: unknown[] = [];
  let port: MessagePort | undefined;
  let isClosed = false;

  const fail = (message: string): void => {
    if (!isClosed) events.dispatchEvent(Object.assign(new Event('error'), { message }));
  };
  const onNews = (event: MessageEvent): void => {
    if (event.source !== page || !isTicket(event.data, ticket)) return;
    const [arrived] = event.ports;
    if (arrived === undefined) return fail('The engine has stopped.');
    if (isClosed) return arrived.close();
    port = arrived;
    port.addEventListener('message', ({ data }) => events.dispatchEvent(new MessageEvent('message', { data })));
    port.addEventListener('messageerror', () => events.dispatchEvent(new Event('messageerror')));
    port.start();
    for (const message of waiting.splice(0)) port.postMessage(message);
  };

  page.addEventListener('message', onNews);
  api.connectEngine(ticket).catch((fault: unknown) => fail(fault instanceof Error ? fault.message : String(fault)));

  return {
    postMessage: (message) => (port ? port.postMessage(message) : void waiting.push(message)),
    addEventListener: (type, listener) => events.addEventListener(type, listener),
    removeEventListener: (type, listener) => events.removeEventListener(type, listener),
    close() {
      isClosed = true;
      port?.close();
      // A port still on its way is closed when it comes.
      if (port !== undefined) page.removeEventListener('message', onNews);
    },
  };
}

const isTicket = (data: unknown, ticket: number): boolean =>
  typeof data === 'object' && data !== null && 'spillwayEngine' in data && data.spillwayEngine === ticket;
