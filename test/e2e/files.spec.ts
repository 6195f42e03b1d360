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
