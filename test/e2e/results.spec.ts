import { choosePace, count, edges, expect, newDesign, nodeNamed, openApp, palette, tab, test } from './app.ts';

test.describe('in a small window', () => {
  test.use({ viewport: { width: 1280, height: 720 } });
  test('all three charts are in view, side by side', async ({ page }) => {
    await openApp(page);
    const boxes = [];
    for (const name of ['Throughput', 'Backlog', 'Latency']) {
      const chart = page.getByRole('region', { name, exact: true });
      await expect(chart.getByRole('img')).toBeVisible();
      boxes.push((await chart.boundingBox())!);
    }
    for (const box of boxes) expect(box.y + box.height).toBeLessThanOrEqual(720);
    expect(new Set(boxes.map((box) => box.y)).size).toBe(1);
  });
});

test('the inspector says what a component and a connection carry now', async ({ page }) => {
  await openApp(page);
  const figure = (name: string) => page.getByRole('region', { name: 'Inspector' }).locator('dl > div').filter({ hasText: name }).locator('dd');
  await nodeNamed(page, 'order requests').click();
  await expect.poll(async () => count((await figure('Out').textContent()) ?? '')).toBeGreaterThan(50);
  await edges(page).first().dispatchEvent('click');
  await expect.poll(async () => count((await figure('In total').textContent()) ?? '')).toBeGreaterThan(50);
});

test('what cannot change in a run offers a restart, and the restarted run has it', async ({ page }) => {
  await openApp(page);
  await palette(page)
    .getByRole('button', { name: /Add Queue\./ })
    .click();
  await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
  const length = page.getByRole('textbox', { name: 'Length of a run' });
  await length.fill('90s');
  await length.press('Enter');
  const banner = page.getByRole('status').filter({ hasText: 'need a restart' });
  await expect(banner).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await banner.getByRole('button', { name: 'Restart' }).click();
  await expect(banner).toBeHidden();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'queue', exact: true }) })).toContainText('0/s');
});

test('a finished run says whether it was a good one, and its button runs it again', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Hide Charts and log' }).click();
  await choosePace(page, 'max');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'All 4 objectives met' }).click();
  await expect(page.getByRole('tabpanel').getByText('Met', { exact: true })).toHaveCount(4);
});

test('an empty design says what comes next, step by step', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await tab(page, 'Charts');
  await expect(page.getByText('Draw your first flow')).toBeVisible();
  await expect(page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  for (const kind of ['Producer', 'Queue']) {
    await palette(page)
      .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
      .click();
  }
  await expect(page.getByText('Next: drag from the producer’s dot')).toBeVisible();
});
