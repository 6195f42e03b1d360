import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { choosePace, expect, openApp, tab, test } from './app.ts';

async function saveReport(page: Page, kind: string): Promise<{ name: string; path: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  const file = await download;
  const path = await file.path();
  return { name: file.suggestedFilename(), path, text: readFileSync(path, 'utf8') };
}

test('the report of a run is a page that opens by itself and says what the app says', async ({ page, context }) => {
  await openApp(page);
  await choosePace(page, 'max');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await tab(page, 'Report');
  const hash = /Trace ([0-9a-f]{16})/.exec((await page.getByText(/^Trace /).textContent())!)![1]!;
  const json = JSON.parse((await saveReport(page, 'Figures (JSON)')).text) as { traceHash: string; objectives: unknown[] };
  expect(json.traceHash).toBe(hash);

  const { name, text } = await saveReport(page, 'Web page (HTML)');
  expect(name).toMatch(/\.report\.html$/);
  const reader = await context.newPage();
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  await reader.setContent(text);
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('Flash sale');
  await expect(reader.getByText('✓ All 4 objectives met')).toBeVisible();
  await expect(reader.getByText(hash)).toBeVisible();
  await expect(reader.getByText(/^Balances at all/)).toBeVisible();
  await expect(reader.getByRole('img')).toHaveCount(5);
  expect(asked.filter((url) => url !== 'about:blank')).toEqual([]);
  const { violations } = await new AxeBuilder({ page: reader }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  const junit = await saveReport(page, 'CI result (JUnit XML)');
  const cases = await page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, 'application/xml');
    return parsed.querySelector('parsererror') === null ? parsed.querySelectorAll('testcase').length : -1;
  }, junit.text);
  expect(cases).toBe(json.objectives.length + 1);
  const csv = await saveReport(page, 'Every sample (CSV)');
  expect(csv.text.split('\r\n').length).toBeGreaterThan(1_000);
});

test('while a run goes on its objectives stand somewhere, and its report is about a part', async ({ page }) => {
  await openApp(page);
  await expect(page.getByRole('button', { name: /Objectives met so far|missed so far/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await tab(page, 'Report');
  await expect(page.getByText('Met so far').first()).toBeVisible();
  const { text } = await saveReport(page, 'Web page (HTML)');
  expect(text).toContain('Part of a run: stopped at');
});
