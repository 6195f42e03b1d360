import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { edges, expect, nodes, openApp, newDesign, openFile, test } from './app.ts';

async function save(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  return download;
}
const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

test('saved, opened and saved again: the same bytes', async ({ page }, testInfo) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
  await openApp(page);
  await page.getByRole('textbox', { name: 'Title' }).fill('Round trip');
  const counts = [await nodes(page).count(), await edges(page).count()] as const;

  const first = await save(page);
  const text = await textOf(first);
  expect(text).toContain('"Round trip"');
  const path = testInfo.outputPath(first.suggestedFilename());
  await first.saveAs(path);

  await newDesign(page);
  await openFile(page, path);
  await expect(nodes(page)).toHaveCount(counts[0]);
  await expect(edges(page)).toHaveCount(counts[1]);
  await expect(page.getByText('Saved to file')).toBeVisible();
  expect(await textOf(await save(page))).toBe(text);
});

test('a dropped file does not write over an open one of the same name', async ({ page }) => {
  // The browser's private folder stands in for the disk: its handles are real ones.
  await page.addInitScript(() => {
    const handle = async (name: string) => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    Object.assign(window, { showOpenFilePicker: async () => [await handle('mine.json')], showSaveFilePicker: () => handle('elsewhere.json') });
  });
  const onDisk = (name: string) =>
    page.evaluate(async (file) => (await (await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true })).getFile()).text(), name);
  const scenario = (title: string) => `{"format":"spillway","version":1,"model":{},"view":{"title":"${title}"}}`;
  await openApp(page);
  await page.evaluate(async (text) => {
    const file = await (await navigator.storage.getDirectory()).getFileHandle('mine.json', { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }, scenario('opened'));
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('opened');

  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'mine.json'));
    return transfer;
  }, scenario('dropped'));
  await page.locator('.react-flow').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('dropped');
  await page.keyboard.press('Control+s');
  await expect.poll(() => onDisk('elsewhere.json')).toContain('dropped');
  expect(await onDisk('mine.json')).toBe(scenario('opened'));
});

test('a file keeps its place across a reload, is not written over when somebody else changed it, and is among the recent ones', async ({ page }) => {
  // As above: the private folder stands in for the disk.
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle('orders.json')] });
  });
  const write = (text: string) =>
    page.evaluate(async (content) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle('orders.json', { create: true })).createWritable();
      await stream.write(content);
      await stream.close();
    }, text);
  // While it is being swapped for the new one, it is not there.
  const onDisk = () =>
    page.evaluate(async () => (await (await (await navigator.storage.getDirectory()).getFileHandle('orders.json')).getFile()).text()).catch(() => '');
  const title = page.getByRole('textbox', { name: 'Title' });
  await openApp(page);
  await write(readFileSync(new URL('../scenario/v1/flash-sale.json', import.meta.url), 'utf8'));
  await page.keyboard.press('Control+o');
  await expect(page.getByText('Opened orders.json')).toBeVisible();
  await expect(nodes(page)).not.toHaveCount(0);
  await expect(page.getByText('Saved to file')).toBeVisible();

  await page.reload();
  await title.fill('mine');
  await page.keyboard.press('Control+s');
  await expect.poll(onDisk).toContain('"mine"');
  await expect.poll(onDisk).toContain('"version": 2');

  await write('{"format":"spillway","version":1,"model":{},"view":{"title":"theirs"}}');
  await title.fill('mine again');
  await page.keyboard.press('Control+s');
  const question = page.getByRole('dialog', { name: 'orders.json has been changed by somebody else' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await onDisk()).toContain('theirs');
  await page.keyboard.press('Control+s');
  await question.getByRole('button', { name: 'Overwrite' }).click();
  await expect.poll(onDisk).toContain('mine again');

  await newDesign(page);
  const recent = async () => {
    await page.getByRole('button', { name: 'File' }).click();
    await page.getByRole('menuitem', { name: 'Recent files' }).click();
    await page.getByRole('menuitem', { name: /^orders.json/ }).click();
  };
  await recent();
  await expect(title).toHaveValue('mine again');
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('orders.json'));
  await recent();
  await expect(page.getByText('orders.json is not there any more')).toBeVisible();
  await page.getByRole('button', { name: 'Remove from list' }).click();
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Recent files' }).click();
  await expect(page.getByRole('menuitem', { name: 'No files yet' })).toBeVisible();
});
