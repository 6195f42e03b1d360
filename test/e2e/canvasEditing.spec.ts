import type { Page } from '@playwright/test';
import { dragFromPalette, drawFlow, edges, expect, nodeNamed, nodes, placeOf, test } from './app.ts';

/** The row, with nothing of it selected. */
async function drawRow(page: Page): Promise<void> {
  await drawFlow(page);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } });
}

const undo = (page: Page, step: string): Promise<void> => page.getByRole('button', { name: `Undo: ${step}` }).click();

test('a note is written in place, and a frame takes along what lies in it', async ({ page }) => {
  await drawRow(page);
  await page.keyboard.press('Shift+N');
  await page.keyboard.type('**why** a queue');
  await page.keyboard.press('Escape');
  const note = page.locator('.react-flow__node-note');
  await expect(note.locator('strong')).toHaveText('why');
  await undo(page, 'change note');
  await undo(page, 'add');
  await expect(note).toHaveCount(0);

  await nodeNamed(page, 'Queue').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Buffer');
  await page.keyboard.press('Enter');
  const before = await placeOf(nodeNamed(page, 'Queue'));
  const name = (await page.getByText('Buffer', { exact: true }).boundingBox())!;
  await page.mouse.move(name.x + 4, name.y + 4);
  await page.mouse.down();
  await page.mouse.move(name.x + 4, name.y + 104, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await placeOf(nodeNamed(page, 'Queue'))).y).toBeGreaterThan(before.y);
  await undo(page, 'move');
  expect(await placeOf(nodeNamed(page, 'Queue'))).toEqual(before);
});

test('things are aligned and tidied up, each in one step', async ({ page }) => {
  await drawRow(page);
  const queue = nodeNamed(page, 'Queue');
  await queue.click();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Align top' }).click();
  await expect.poll(async () => (await placeOf(queue)).y).toBe((await placeOf(nodeNamed(page, 'Producer'))).y);
  await undo(page, 'align');
  const low = await placeOf(queue);
  expect(low.y).toBeGreaterThan((await placeOf(nodeNamed(page, 'Producer'))).y);

  await page.keyboard.press('Shift+L');
  await undo(page, 'tidy up');
  await expect.poll(() => placeOf(queue)).toEqual(low);
});

test('a component goes into a wire, is taken out with the flow going on, and a wire changes its end', async ({ page }) => {
  await drawRow(page);
  await edges(page).first().click({ force: true });
  await page.getByRole('toolbar', { name: 'Connection from producer to queue' }).getByRole('button', { name: 'Insert on the wire…' }).click();
  await page.getByRole('menuitem', { name: 'Exchange', exact: true }).click();
  await expect(edges(page)).toHaveCount(3);
  await page.keyboard.press('Control+Delete');
  await expect(nodes(page)).toHaveCount(3);
  await expect(edges(page)).toHaveCount(2);
  await undo(page, 'delete');
  await undo(page, 'insert on a wire');

  // From the palette, onto the middle of the same wire.
  const [from, to] = [(await nodeNamed(page, 'Producer').boundingBox())!, (await nodeNamed(page, 'Queue').boundingBox())!];
  const area = (await page.locator('.react-flow').boundingBox())!;
  const middle = { x: ((from.x + from.width + to.x) / 2 - area.x) / area.width, y: (from.y + from.height / 2 - area.y) / area.height };
  await dragFromPalette(page, 'Exchange', middle.x, middle.y);
  await expect(edges(page)).toHaveCount(3);
  await undo(page, 'insert on a wire');

  await dragFromPalette(page, 'Topic', 0.5, 0.85);
  await page.getByTestId('rf__edge-producer-queue').click({ force: true });
  const end = (await page.locator('[data-id="producer-queue"] .react-flow__edgeupdater-target').boundingBox())!;
  const topic = (await nodeNamed(page, 'Topic').boundingBox())!;
  await page.mouse.move(end.x + 4, end.y + end.height / 2);
  await page.mouse.down();
  await page.mouse.move(topic.x + 40, topic.y + 40, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByTestId('rf__edge-producer-queue')).toHaveAccessibleName('producer → topic');
  await undo(page, 'reconnect');
});

test('with Alt held a copy is dragged, and the original stays', async ({ page }) => {
  await drawRow(page);
  const before = await placeOf(nodeNamed(page, 'Queue'));
  const box = (await nodeNamed(page, 'Queue').boundingBox())!;
  await page.keyboard.down('Alt');
  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 170, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect(nodes(page)).toHaveCount(4);
  expect(await placeOf(page.locator('.react-flow__node[data-id="queue"]'))).toEqual(before);
  expect((await placeOf(page.locator('.react-flow__node[data-id="queue-2"]'))).y).toBeGreaterThan(before.y + 80);
  await undo(page, 'duplicate');
  await expect(nodes(page)).toHaveCount(3);
});
