import { expect, openApp, test } from './app.ts';

test('two tabs keep a design each', async ({ page, context }) => {
  const titleIn = (of: typeof page) => of.getByRole('textbox', { name: 'Title' });
  await openApp(page);
  await titleIn(page).fill('first');
  await expect(page.getByText('Saved in this browser')).toBeVisible();

  const second = await context.newPage();
  await openApp(second);
  await expect(second.getByText('(tab 2)')).toBeVisible();
  await expect(titleIn(second)).toHaveValue('first');
  await titleIn(second).fill('second');
  await expect(second.getByText('Saved in this browser')).toBeVisible();

  await page.reload();
  await expect(titleIn(page)).toHaveValue('first');
  await second.reload();
  await expect(titleIn(second)).toHaveValue('second');
});
