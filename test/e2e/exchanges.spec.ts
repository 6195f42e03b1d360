import { dragFromPalette, edges, expect, newDesign, nodes, openApp, test, wire } from './app.ts';

test('an exchange is bound by keys, which stand on the wire, and leaves the rest to another', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await dragFromPalette(page, 'Exchange', 0.2, 0.4);
  await dragFromPalette(page, 'Queue', 0.7, 0.2);
  await dragFromPalette(page, 'Exchange', 0.7, 0.7);
  await wire(page, nodes(page).nth(0), nodes(page).nth(1));
  await expect(edges(page).first().getByText('#', { exact: true })).toBeVisible();

  await edges(page).first().dispatchEvent('click');
  await expect(page.getByRole('heading', { name: 'Bindings' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Key pattern' }).fill('order.*');
  await page.getByRole('button', { name: 'Add a binding' }).click();
  await page.getByRole('textbox', { name: 'Key pattern' }).nth(1).fill('refund.#');
  await expect(edges(page).first().getByText('order.* +1')).toBeVisible();
  await page.getByRole('button', { name: 'Remove binding 2' }).click();
  await expect(edges(page).first().getByText('order.*', { exact: true })).toBeVisible();

  await wire(page, nodes(page).nth(0), nodes(page).nth(2));
  await edges(page).nth(1).dispatchEvent('click');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Alternate' }).click();
  await expect(edges(page).getByText('alternate', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Key pattern' })).toHaveCount(0);

  // By headers a binding asks for other things; the key that was written stays for a change of mind.
  await nodes(page).nth(0).click();
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Headers' }).click();
  await edges(page).first().dispatchEvent('click');
  await page.getByRole('textbox', { name: 'Headers' }).fill('region=eu');
  await page.getByRole('textbox', { name: 'Headers' }).press('Enter');
  await page.getByRole('combobox', { name: 'Match' }).click();
  await page.getByRole('option', { name: 'Any of them' }).click();
  await expect(edges(page).first().getByText('any of region=eu')).toBeVisible();
});
