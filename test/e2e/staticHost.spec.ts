import { expect, test } from './app.ts';
import { startStaticHost } from './staticHost.ts';

test('runs from a folder of any static host, with the policy in the page', async ({ page, complaints }) => {
  const host = await startStaticHost();
  try {
    await page.goto(host.url);
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
    host.stop();
  }
});
