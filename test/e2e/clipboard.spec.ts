import { edges, expect, newDesign, nodeNamed, nodes, openApp, palette, test, wire } from './app.ts';

test('two of three components are pasted with the wire between them, in one step', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  for (const kind of ['Producer', 'Queue', 'Consumer']) {
    await palette(page)
      .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
      .click();
  }
  await wire(page, nodeNamed(page, 'Producer'), nodeNamed(page, 'Queue'));
  await wire(page, nodeNamed(page, 'Queue'), nodeNamed(page, 'Consumer'));

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
