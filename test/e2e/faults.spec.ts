/** Breaking things at the press of a button. */
import path from 'node:path';
import { expect, nodeNamed, openApp, openFile, tab, test } from './app.ts';

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
  await openApp(page);
});

test('a server crashes when told to, is seen to be down, and is repaired', async ({ page }) => {
  await openFile(page, path.join(import.meta.dirname, '../../core/scenario/examples/replicated-topic.json'));
  await page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run', exact: true }).click();
  await nodeNamed(page, 'kafka').click({ position: { x: 60, y: 14 } });
  const servers = page.getByRole('region', { name: 'Inspector' }).getByRole('table');
  await expect(servers.getByText('up', { exact: true })).toHaveCount(3);

  await page.getByRole('button', { name: 'Faults' }).click();
  await page.getByRole('menuitemradio', { name: 'Until repaired' }).click();
  await page.getByRole('menuitem', { name: 'Crash server 1' }).click();
  await expect(servers.getByText('down', { exact: true })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Faults: 1' })).toBeVisible();
  await tab(page, 'Events');
  await expect(page.getByRole('tabpanel')).toContainText('kafka');

  await page.getByRole('button', { name: 'Faults: 1' }).click();
  await page.getByRole('menuitem', { name: 'Repair kafka' }).click();
  await expect(servers.getByText('down', { exact: true })).toHaveCount(0);
});
