/**
 * A static file server for the built app, on this machine only: `node scripts/serve.mjs [--port N]`. Its headers are the
 * ones a public server should send too: the app needs no inline script, no eval and nobody else's files.
 */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENT_SECURITY_POLICY } from '../node/contentSecurityPolicy.mjs';
import { at, isMain } from './project.mjs';

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file a request means, or undefined when there is none, it lies outside `root` (by `..`, an encoded one, or a link) or
 * the address is malformed.
 */
export async function fileFor(root, target) {
  let name;
  try {
    name = decodeURIComponent(target.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (!name.startsWith('/') || name.includes('\0') || name.includes('\\')) return undefined;
  try {
    const base = await realpath(root);
    const file = await realpath(path.join(base, name.endsWith('/') ? `${name}index.html` : name));
    const about = await stat(file);
    return about.isFile() && file.startsWith(base + path.sep) ? { file, size: about.size } : undefined;
  } catch {
    return undefined;
  }
}

export function createStaticServer(root) {
  return createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
}

async function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, { Allow: 'GET, HEAD' });
  const found = await fileFor(root, request.url ?? '/');
  if (found === undefined) return refuse(response, 404);
  // Built file names in assets/ carry a hash of their content, so they never change; the page that names them does.
  const isHashed = found.file.includes(`${path.sep}assets${path.sep}`);
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': MEDIA_TYPES[path.extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') return response.end();
  const stream = createReadStream(found.file);
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  return stream.pipe(response);
}

function refuse(response, status, headers = {}) {
  response.writeHead(status, { ...HEADERS, ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  return response.end(status === 404 ? 'Not found\n' : 'Method not allowed\n');
}

/** Resolves once it listens; rejects with the system's error, EADDRINUSE for a taken port. Port 0 takes any free one. */
export function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}

/** A whole number from 0 to 65535, or undefined. */
export const parsePort = (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);

async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' }, root: { type: 'string', default: at('dist') } } });
  const port = parsePort(values.port);
  if (port === undefined) throw new Error(`--port ${values.port} is not a port`);
  const server = createStaticServer(values.root);
  console.log(`http://127.0.0.1:${await listen(server, port, '127.0.0.1')}`);
}

if (isMain(import.meta.url)) {
  main().catch((fault) => {
    console.error(fault.message);
    process.exitCode = 1;
  });
}
