/** The design is edited while it runs: what is added takes part at once, what is removed is gone, and nobody asks for a restart. */
import { choosePace, count, dragFromPalette, edges, expect, figuresOf, newDesign, nodeNamed, nodes, openApp, tab, test, wire } from './app.ts';

test('a second consumer is drawn into a run, takes its share, is deleted, and comes back by undo', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await dragFromPalette(page, 'Producer', 0.15, 0.3);
  await dragFromPalette(page, 'Queue', 0.45, 0.3);
  await dragFromPalette(page, 'Consumer', 0.75, 0.2);
  await wire(page, nodeNamed(page, 'Producer'), nodeNamed(page, 'Queue'));
  await wire(page, nodeNamed(page, 'Queue'), nodeNamed(page, 'Consumer'));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await choosePace(page, '2×');
  await page.getByRole('button', { name: 'Show as table' }).click();
  const into = async (name: string) => count((await figuresOf(page, name))['In']);
  await expect.poll(() => into('Consumer'), { timeout: 20_000 }).toBeGreaterThan(0);
  const restart = page.getByRole('status').filter({ hasText: 'need a restart' });

  await test.step('drawn in, it takes load', async () => {
    await dragFromPalette(page, 'Consumer', 0.75, 0.7);
    await wire(page, nodeNamed(page, 'Queue'), nodeNamed(page, 'consumer-2'));
    await expect.poll(() => into('consumer-2'), { timeout: 20_000 }).toBeGreaterThan(10);
    await expect(restart).toBeHidden();
  });

  await test.step('deleted, it is gone', async () => {
    await nodeNamed(page, 'consumer-2').click();
    await page.keyboard.press('Delete');
    await expect(nodes(page)).toHaveCount(3);
    await expect(edges(page)).toHaveCount(2);
    await expect(restart).toBeHidden();
  });

  await test.step('undone, it works again', async () => {
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(nodes(page)).toHaveCount(4);
    await expect.poll(() => into('consumer-2'), { timeout: 20_000 }).toBeGreaterThan(10);
    await expect(restart).toBeHidden();
  });

  await test.step('the log says what was added and removed', async () => {
    await tab(page, 'Events');
    const log = page.getByRole('tabpanel');
    await expect(log.getByText(/^added: consumer-2/).first()).toBeVisible();
    await expect(log.getByText(/^removed: consumer-2/)).toBeVisible();
  });
});
