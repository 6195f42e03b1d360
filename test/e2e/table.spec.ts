import { edges, expect, nodeNamed, nodes, openApp, test } from './app.ts';

test('the design as a table: found, sorted, selected, renamed, connected and deleted by the keyboard', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  const [before, wires] = [await nodes(page).count(), await edges(page).count()];
  await page.keyboard.press('Shift+T');
  const table = page.getByRole('table', { name: /Components of the design/ });
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(table.getByRole('rowheader')).toHaveCount(before);

  await table.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(table.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('searchbox', { name: 'Filter the table' }).fill('order req');
  await expect(table.getByRole('rowheader')).toHaveText(['order requests']);

  await row('order requests').getByRole('button', { name: 'order requests', exact: true }).press('Space');
  await expect(nodeNamed(page, 'order requests')).toHaveClass(/selected/);
  await page.keyboard.press('F2');
  await page.keyboard.type('web shop');
  await page.keyboard.press('Enter');
  await expect(nodeNamed(page, 'web shop')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter the table' }).fill('');

  await nodeNamed(page, 'orders').click();
  await expect(row('orders').getByRole('checkbox', { name: 'Select orders' })).toBeChecked();
  await row('web shop').getByRole('button', { name: 'Connect web shop to…' }).click();
  await expect(page.getByRole('dialog', { name: 'Connect web shop to…' })).toBeVisible();
  await page.keyboard.press('Escape');

  await row('web shop').getByRole('button', { name: 'web shop', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(nodeNamed(page, 'web shop')).toBeFocused();
  await row('web shop').getByRole('button', { name: 'web shop', exact: true }).press('Delete');
  await expect(nodes(page)).toHaveCount(before - 1);
  await expect(table.getByRole('button', { name: /./ }).and(page.locator(':focus'))).toBeVisible();

  await page.getByRole('radio', { name: /Connections/ }).click();
  await expect(page.getByRole('table', { name: /Connections of the design/ }).getByRole('rowheader')).toHaveCount(wires - 1);
});
