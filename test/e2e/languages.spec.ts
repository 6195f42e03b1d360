import { AxeBuilder } from '@axe-core/playwright';
import { count, expect, openApp, test } from './app.ts';

test('Chinese and back, remembered over a reload', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible();
  await expect(page.getByText('秒杀', { exact: false }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('the table of figures in Chinese has no English but names and units', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await page.getByRole('button', { name: '以表格显示' }).click();
  const table = page.getByRole('region', { name: '运行结果' }).getByRole('table');
  const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'orders', exact: true }) });
  await expect(row.getByRole('cell').nth(1)).toHaveText('主题');
  await expect.poll(async () => count((await row.getByRole('cell').nth(4).textContent()) ?? '')).toBeGreaterThan(50);
  const heads = await table.getByRole('columnheader').allTextContents();
  expect(heads.filter((head) => /[A-Za-z]/.test(head))).toEqual(['p50', 'p95', 'p99']);
  const kinds = await table.locator('tbody tr td:nth-child(3)').allTextContents();
  expect(kinds.filter((kind) => /[A-Za-z]/.test(kind))).toEqual([]);
});

for (const theme of ['Light', 'Dark']) {
  test(`no serious accessibility issue: ${theme}`, async ({ page }) => {
    await openApp(page);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    await page.getByRole('button', { name: 'Pause' }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
    expect(serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  });
}
