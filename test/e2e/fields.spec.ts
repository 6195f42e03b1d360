import { expect, newDesign, nodeNamed, openApp, palette, test } from './app.ts';

test('a rate that is none is told in place, and the old one stays', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await palette(page)
    .getByRole('button', { name: /Add Producer\./ })
    .click();
  const rate = page.getByRole('textbox', { name: 'Rate' });
  await expect(rate).toHaveValue('100/s');

  await rate.fill('12 bananas');
  await rate.press('Enter');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(rate).toHaveAccessibleDescription(/bananas/);
  await expect(nodeNamed(page, 'Producer')).toContainText('100/s');

  await rate.press('Escape');
  await expect(rate).toHaveValue('100/s');
  await expect(rate).not.toHaveAttribute('aria-invalid', 'true');

  await rate.fill('2.5k/s');
  await rate.press('Enter');
  await expect(nodeNamed(page, 'Producer')).toContainText('2.5k/s');
});
