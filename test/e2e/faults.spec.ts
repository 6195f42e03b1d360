/** Breaking things at the press of a button, and the list of what goes wrong in practice. */
import path from 'node:path';
import { choosePace, expect, nodeNamed, openApp, openFile, tab, test } from './app.ts';

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

test('a situation shows its trouble, and its fix shows it gone', async ({ page }) => {
  const open = async (which: string) => {
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: 'What goes wrong…' }).click();
    await page.getByRole('button', { name: `${which}: Acknowledged by one` }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
    await tab(page, 'Report');
  };
  await choosePace(page, 'max');
  await open('Show the trouble');
  await expect(page.getByRole('tabpanel').getByText('Missed', { exact: true })).toHaveCount(1);
  await open('Show the fix');
  await expect(page.getByRole('tabpanel').getByText('Met', { exact: true })).toHaveCount(1);
});
