import { expect, newDesign, nodeNamed, nodes, openApp, palette, placeOf, test } from './app.ts';

test('drawn, moved, deleted, brought back and run without a mouse', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  for (const kind of ['Producer', 'Queue', 'Consumer']) {
    await palette(page)
      .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
      .focus();
    await page.keyboard.press('Enter');
    await expect(nodeNamed(page, kind)).toBeVisible();
  }

  const consumer = nodeNamed(page, 'Consumer');
  const before = await placeOf(consumer);
  await consumer.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await placeOf(consumer)).y).toBeGreaterThan(before.y);
  expect((await placeOf(consumer)).x).toBe(before.x);

  await page.keyboard.press('Delete');
  await expect(nodes(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(consumer).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => page.getByTestId('clock').textContent()).not.toBe('00:00.000');
});

test('a question mark shows every key, Escape closes the list', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Ctrl+Enter')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});
