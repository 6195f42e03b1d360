/**
 * Makes the app work without a network: keeps every file of its build, and answers from them. The page itself comes from the network
 * while there is one, so nobody is held at an old build; what it names carries a hash and is taken from here. A new build waits
 * until a person asks for it or every window is closed.
 */
import { inTime } from './inTime.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Filled in by the build: the files to keep, by their paths from here, and a name for this set of them. */
declare const OFFLINE_FILES: readonly string[];
declare const OFFLINE_BUILD: string;

const PREFIX = 'spillway-';
const CACHE = PREFIX + OFFLINE_BUILD;
const PAGE = new URL('./', worker.location.href).href;
/** A network that does not answer for so long counts as none. */
const PATIENCE_MS = 4_000;

worker.addEventListener('install', (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...OFFLINE_FILES]))));

worker.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    // The first visit works offline at once, not only after a reload.
    await worker.clients.claim();
  };
  event.waitUntil(clean());
});

worker.addEventListener('message', ({ data }) => {
  if (data === 'activate') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(PAGE)) return;
  if (request.mode === 'navigate') {
    const { href, search, hash } = new URL(request.url);
    if (href.slice(0, href.length - search.length - hash.length) === PAGE) event.respondWith(page(request));
  } else event.respondWith(asset(request));
});

async function page(request: Request): Promise<Response> {
  try {
    return await inTime(fetch(request), PATIENCE_MS);
  } catch {
    return (await kept(PAGE)) ?? Response.error();
  }
}

/** What few people ask for is kept from then on. */
const LATER = new URL('loadgen.mjs', PAGE).href;

async function asset(request: Request): Promise<Response> {
  const known = await kept(request.url);
  if (known !== undefined) return known;
  const fetched = await fetch(request);
  if (request.url === LATER && fetched.ok) await (await caches.open(CACHE)).put(request, fetched.clone());
  return fetched;
}

const kept = async (url: string): Promise<Response | undefined> => (await caches.open(CACHE)).match(url);
