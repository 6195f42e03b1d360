/**
 * `app://spillway/`: the built page, served from its folder and nowhere else. A scheme of our own instead of file:// gives
 * the page an origin, so workers, storage and a strict policy work as on a server.
 */
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY } from '#node/contentSecurityPolicy.mjs';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://spillway`;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** True for an address of our own page. `URL.origin` is 'null' for a scheme Node does not know, so its parts are compared. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return `${protocol}//${host}` === APP_ORIGIN && username === '' && password === '';
}

/** Answers requests of the scheme from `root`. A file outside of it, by `..`, an encoded one or a link, is not found. */
export function appProtocol(root: string): (request: { readonly url: string; readonly method: string }) => Promise<Response> {
  return async ({ url, method }) => {
    if (!isAppUrl(url) || method !== 'GET') return answer(403, 'Forbidden');
    const file = await fileFor(root, new URL(url).pathname);
    if (file === undefined) return answer(404, 'Not found');
    try {
      return answer(200, await readFile(file), MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream');
    } catch {
      return answer(404, 'Not found');
    }
  };
}

async function fileFor(root: string, pathname: string): Promise<string | undefined> {
  try {
    const name = decodeURIComponent(pathname);
    if (name.includes('\0') || name.includes('\\')) return undefined;
    const base = await realpath(root);
    const file = await realpath(path.join(base, name === '/' ? 'index.html' : name));
    return file.startsWith(base + path.sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

const answer = (status: number, body: string | Uint8Array<ArrayBuffer>, mediaType = 'text/plain; charset=utf-8'): Response =>
  new Response(body, {
    status,
    headers: { 'Content-Type': mediaType, 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' },
  });
