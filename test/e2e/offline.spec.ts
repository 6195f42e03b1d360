/** The app without a network, from a folder of a static host that goes away. */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileFor } from '../../scripts/serve.mjs';
import { expect, nodes, test } from './app.ts';

test.use({ serviceWorkers: 'allow' });

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const FOLDER = '/some/folder';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

test('opens and runs an example after the network has gone, and can be installed', async ({ page, context }) => {
  const server = createServer((request, response) => {
    const { url = '' } = request;
    void (fileFor(dist, url.slice(FOLDER.length)) as Promise<{ file: string } | undefined>).then((found) => {
      if (!url.startsWith(FOLDER) || found === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream' });
      return createReadStream(found.file).pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}/`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller === null)
        await new Promise((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
        });
    });
    const devtools = await context.newCDPSession(page);
    const { errors } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    // A test's window is a private one, and nothing else stands in the way.
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

    stop();
    await context.setOffline(true);
    await page.reload();
    await expect(nodes(page)).not.toHaveCount(0);
    const clock = page.getByTestId('clock');
    await expect.poll(() => clock.textContent()).not.toBe('00:00.000');
    // A part that was never shown before is there too.
    await page.getByRole('button', { name: 'File' }).click();
    await page.getByRole('menuitem', { name: 'My designs…' }).click();
    await expect(page.getByRole('dialog', { name: 'My designs' })).toBeVisible();
  } finally {
    stop();
  }
});
