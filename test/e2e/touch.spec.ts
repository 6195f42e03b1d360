import { edges, expect, newDesign, nodes, openApp, test } from './app.ts';

test.use({ hasTouch: true, viewport: { width: 820, height: 1_100 } });

test('a tablet: components from a drawer, connected by two taps, and a finger held still asks for the menu', async ({ page }) => {
  await openApp(page);
  await newDesign(page);
  for (const kind of ['Producer', 'Queue']) {
    await page.getByRole('button', { name: 'Components' }).tap();
    const item = page.getByRole('complementary', { name: 'Components' }).getByRole('button', { name: new RegExp(`Add ${kind}\\.`) });
    await item.tap();
    await expect(item).toBeHidden();
  }
  await expect(nodes(page)).toHaveCount(2);
  const source = page.locator('.react-flow__node[data-id="producer"] .react-flow__handle.source');
  const target = page.locator('.react-flow__node[data-id="queue"] .react-flow__handle.target');
  await source.tap();
  await target.tap();
  await expect(edges(page)).toHaveCount(1);

  const asked = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('contextmenu', ({ target: at }) => resolve((at as Element).closest<HTMLElement>('.react-flow__node')?.dataset.id ?? ''), {
          once: true,
        });
      }),
  );
  const box = (await page.locator('.react-flow__node[data-id="queue"]').boundingBox())!;
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 60, y: box.y + 20 }] });
  expect(await asked).toBe('queue');
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
});
