/** The app without a network, from a folder of a static host that goes away. */
import { expect, nodes, test } from './app.ts';
import { startStaticHost } from './staticHost.ts';

test.use({ serviceWorkers: 'allow' });

test('opens and runs an example after the network has gone, and can be installed', async ({ page, context }) => {
  const host = await startStaticHost();
  try {
    await page.goto(host.url);
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

    host.stop();
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
    host.stop();
  }
});
