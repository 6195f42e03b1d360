import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileFor } from '../../scripts/serve.mjs';
import { expect, test } from './app.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const FOLDER = '/some/folder';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

test('runs from a folder of any static host, with the policy in the page', async ({ page, complaints }) => {
  const server = createServer((request, response) => {
    const { url = '' } = request;
    void (fileFor(dist, url.slice(FOLDER.length)) as Promise<{ file: string } | undefined>).then((found) => {
      if (!url.startsWith(FOLDER) || found === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream' });
      return createReadStream(found.file).pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}/`);
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    const clock = page.getByTestId('clock');
    await expect.poll(() => clock.textContent()).not.toBe('00:00.000');
    await expect(page.getByRole('region', { name: 'Throughput', exact: true }).getByRole('img')).toBeVisible();
    const blocked = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          // An address that is refused before anything is sent.
          new Image().src = 'http://127.0.0.1:9/picture.png';
        }),
    );
    expect(blocked).toBe('img-src');
    await expect.poll(() => complaints.splice(0)).toEqual([expect.stringContaining('picture.png')]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
