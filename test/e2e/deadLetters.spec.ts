import { dragFromPalette, edges, expect, newDesign, nodes, openApp, openTemplate, test, wire } from './app.ts';

test('a queue’s limits may be left out, and its dead go to another queue by a dashed wire', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await dragFromPalette(page, 'Queue', 0.25, 0.5);
  await dragFromPalette(page, 'Queue', 0.7, 0.5);
  await wire(page, nodes(page).nth(0), nodes(page).nth(1));
  await expect(page.locator('.react-flow__edge-path')).not.toHaveCSS('stroke-dasharray', 'none');
  await expect(edges(page).first().getByText('Dead letters')).toBeVisible();

  await nodes(page).nth(0).click();
  const ttl = page.getByRole('textbox', { name: 'Time to live' });
  await expect(ttl).toHaveValue('');
  await ttl.fill('30s');
  await ttl.press('Enter');
  await ttl.fill('soon');
  await ttl.press('Enter');
  await expect(ttl).toHaveAttribute('aria-invalid', 'true');
  await ttl.fill('');
  await ttl.press('Enter');
  await expect(ttl).toHaveValue('');
  await expect(ttl).not.toHaveAttribute('aria-invalid', 'true');

  await edges(page).first().dispatchEvent('click');
  await expect(page.getByRole('heading', { name: 'Dead letters' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Share of messages' })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Latency, one way' })).toHaveCount(0);
});

test('the retry example names its three dead-letter wires', async ({ page }) => {
  await openApp(page);
  await openTemplate(page, 'Retry and compensation');
  await expect(edges(page).getByText('Dead letters')).toHaveCount(3);
});
