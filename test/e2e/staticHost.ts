/** The built app in a folder of a static host that sends no headers of its own. */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileFor } from '../../scripts/serve.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const FOLDER = '/some/folder';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticHost {
  readonly url: string;
  /** Also ends what is still being sent. */
  stop(): void;
}

export async function startStaticHost(): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const { url = '' } = request;
    void (fileFor(dist, url.slice(FOLDER.length)) as Promise<{ file: string } | undefined>).then((found) => {
      if (!url.startsWith(FOLDER) || found === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream' });
      return createReadStream(found.file).pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
