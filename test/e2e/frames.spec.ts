import { dragFromPalette, expect, newDesign, nodeNamed, openApp, placeOf, test } from './app.ts';

test('a topic dragged into a broker is on it; one undo takes it back out', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  await dragFromPalette(page, 'Broker', 0.65, 0.5);
  await dragFromPalette(page, 'Topic', 0.2, 0.5);
  const topic = nodeNamed(page, 'no broker cost');
  const before = await placeOf(topic);

  const frame = (await page.locator('.react-flow__node-broker').boundingBox())!;
  const card = (await topic.boundingBox())!;
  await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2 + 12, { steps: 12 });
  await page.mouse.up();
  const inside = page.locator('.react-flow__node-topic');
  await expect(inside).toContainText('on broker');
  await expect(page.getByRole('combobox', { name: 'Broker' })).toContainText('broker');

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(inside).toContainText('no broker cost');
  expect(await placeOf(inside)).toEqual(before);
});
