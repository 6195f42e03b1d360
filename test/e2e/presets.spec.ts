import { expect, newDesign, openApp, palette, test } from './app.ts';

test('a preset fills what was not set, shows its error, and is one step to undo', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await palette(page)
    .getByRole('button', { name: /Add Broker\./ })
    .click();
  const fsync = page.getByRole('textbox', { name: 'Time of an fsync' });
  const threads = page.getByRole('textbox', { name: 'Threads' });
  await threads.fill('5');
  await threads.press('Enter');

  await page.getByRole('combobox', { name: 'Preset' }).click();
  const option = page.getByRole('option', { name: /slow SSD/ });
  await expect(option).toContainText(/±\d+ %/);
  await option.click();
  await expect(fsync).toHaveValue('5.9ms');
  await expect(threads).toHaveValue('5');

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(fsync).toHaveValue('0s');
  await expect(page.getByRole('combobox', { name: 'Preset' })).toContainText('None');
});
