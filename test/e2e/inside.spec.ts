/** What is inside a node, while it runs and at its end; and settings that differ from the real system's. */
import path from 'node:path';
import { expect, nodeNamed, openApp, openFile, test } from './app.ts';

const example = (name: string) => path.join(import.meta.dirname, '../../core/scenario/examples', name);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
  await openApp(page);
});

test('a topic shows its partitions and what its group committed, and keeps showing when it runs again', async ({ page }) => {
  await openFile(page, example('kafka-stream.json'));
  await nodeNamed(page, 'stream-in').click();
  const partitions = page.getByRole('region', { name: 'Partitions' }).getByRole('table');
  await expect(partitions.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(partitions).toContainText(/\(−\d/);
  await nodeNamed(page, 'stream processor').click();
  await expect(page.getByText('Group is stable')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Instances' }).getByRole('table')).toContainText('0');
});

test('a queue says who reads it, by name', async ({ page }) => {
  await openFile(page, example('point-to-point.json'));
  await nodeNamed(page, 'orders').click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const readers = page.getByRole('region', { name: 'Consumers of this queue' }).getByRole('table');
  await expect(readers).toContainText('packer A 1');
  await expect(readers).toContainText('packer B 1');
});

test('a setting that differs from the real default says so, and goes back to it', async ({ page }) => {
  await openFile(page, example('cooperative-rebalance.json'));
  await nodeNamed(page, await page.locator('.react-flow__node-broker p').first().innerText()).click({ position: { x: 20, y: 10 } });
  const threads = page.getByRole('textbox', { name: 'Threads' });
  await threads.fill('3');
  await threads.press('Enter');
  const differs = page.getByText(/differs? from the defaults of Kafka/);
  await expect(differs).toBeVisible();
  await page.getByRole('button', { name: 'Set to 8' }).click();
  await expect(threads).toHaveValue('8');
  await expect(page.getByText(/Default of Kafka .*: 8/)).toHaveCount(0);
});
