import { choosePace, count, dragFromPalette, drawWire, edges, expect, figuresOf, newDesign, nodeNamed, nodes, openApp, test, wire } from './app.ts';

test('drag, wire, run, spike, undo, reload', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await dragFromPalette(page, 'Producer', 0.2, 0.4);
  await dragFromPalette(page, 'Topic', 0.5, 0.4);
  await dragFromPalette(page, 'Consumer', 0.8, 0.4);
  const producer = nodeNamed(page, 'Producer');
  const topic = nodeNamed(page, 'Topic');
  const consumer = nodeNamed(page, 'Consumer');

  await test.step('a wire that makes no sense is refused with a reason', async () => {
    await drawWire(page, producer, consumer);
    await expect(edges(page)).toHaveCount(0);
    await expect(page.getByText(/cannot connect to/).first()).toBeVisible();
  });

  await wire(page, producer, topic);
  await wire(page, topic, consumer);

  await test.step('it runs: records on the edges, lag in the table', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await choosePace(page, '5×');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect.poll(async () => count((await figuresOf(page, 'Consumer'))['In']), { timeout: 20_000 }).toBeGreaterThan(0);
  });

  await test.step('a spike raises the lag, which drains again', async () => {
    await page.getByRole('combobox', { name: 'Times the rate' }).click();
    await page.getByRole('option', { name: '×5' }).click();
    await page.getByRole('button', { name: /Spike/ }).click();
    const lag = async () => count((await figuresOf(page, 'Topic'))['Waiting']);
    await expect.poll(lag, { timeout: 20_000 }).toBeGreaterThan(200);
    await expect.poll(lag, { timeout: 60_000 }).toBeLessThan(200);
  });

  await test.step('undo goes back to the empty design, redo brings it back', async () => {
    const undo = page.getByRole('button', { name: /^Undo/ });
    while (await undo.isEnabled()) await undo.click();
    await expect(nodes(page)).toHaveCount(0);
    const redo = page.getByRole('button', { name: /^Redo/ });
    while (await redo.isEnabled()) await redo.click();
    await expect(nodes(page)).toHaveCount(3);
    await expect(edges(page)).toHaveCount(2);
  });

  await test.step('a reload finds the work still there', async () => {
    await expect(page.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await expect(nodes(page)).toHaveCount(3);
    await expect(edges(page)).toHaveCount(2);
  });
});

test('settings change while it runs, without a restart', async ({ page }) => {
  await openApp(page);
  await choosePace(page, '5×');
  await page.getByRole('button', { name: 'Show as table' }).click();
  await nodeNamed(page, 'order workers').click();
  const instances = page.getByRole('textbox', { name: 'Instances' });
  await instances.fill('3');
  await instances.press('Enter');
  await page.getByRole('tab', { name: /Events/ }).click();
  await expect(page.getByText('Settings changed')).toBeVisible();
  await expect(page.getByText('Consumer left')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});
