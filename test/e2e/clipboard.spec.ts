import { drawFlow, edges, expect, nodeNamed, nodes, test } from './app.ts';

test('two of three components are pasted with the wire between them, in one step', async ({ page }) => {
  await drawFlow(page);

  await nodeNamed(page, 'Producer').click();
  await nodeNamed(page, 'Queue').click({ modifiers: ['Control'] });
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(nodes(page)).toHaveCount(5);
  await expect(edges(page)).toHaveCount(3);
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);

  await page.getByRole('button', { name: 'Undo: paste' }).click();
  await expect(nodes(page)).toHaveCount(3);
  await expect(edges(page)).toHaveCount(2);
});
