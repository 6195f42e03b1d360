/** A design with problems: counted in the top row, walked through by key, mended one by one or all at once, each by one step. */
import { writeFile } from 'node:fs/promises';
import { expect, openApp, openFile, test } from './app.ts';

const BROKEN = {
  format: 'spillway',
  version: 2,
  model: {
    nodes: {
      b: { kind: 'broker', name: 'kafka' },
      t: { kind: 'topic', name: 'orders', broker: 'b', replicationFactor: 3, minInsyncReplicas: 2 },
      p: { kind: 'producer', name: 'shop' },
      c: { kind: 'consumer', name: 'worker', heartbeatInterval: '10s', sessionTimeout: '10s' },
    },
    edges: { pt: { from: 'p', to: 't' }, tc: { from: 't', to: 'c' } },
    objectives: [{ metric: 'lagMax', node: 'p', below: 5 }],
  },
  view: { title: 'Broken', positions: { b: { x: 260, y: 0 }, t: { x: 300, y: 60 }, p: { x: 0, y: 100 }, c: { x: 640, y: 60 } } },
};

test('problems lead to their fields and are fixed', async ({ page }, info) => {
  const file = info.outputPath('broken.json');
  await writeFile(file, JSON.stringify(BROKEN));
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await openApp(page);
  await openFile(page, file);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await page.getByRole('button', { name: /^3 problems/ }).click();
  await expect(inspector.getByRole('button', { name: 'Fix all that can be fixed' })).toBeFocused();

  // From one to the next, from within a field too, though its group was folded; and round.
  const focused = page.locator('[data-field]:has(:focus)').last();
  await page.keyboard.press('F8');
  await expect(focused).toHaveAttribute('data-field', 'model.nodes.c.heartbeatInterval');
  await page.keyboard.press('F8');
  await expect(focused).toHaveAttribute('data-field', 'model.nodes.t.replicationFactor');
  await inspector.getByRole('button', { name: 'Give the broker 3 servers' }).click();
  await expect(page.getByRole('button', { name: /^2 problems/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo: fix a problem' })).toBeEnabled();
  await page.keyboard.press('Shift+F8');
  await expect(focused).toHaveAttribute('data-field', 'model.nodes.c.heartbeatInterval');

  await page.getByRole('button', { name: /^2 problems/ }).click();
  await inspector.getByRole('button', { name: 'Fix all that can be fixed' }).click();
  await expect(page.getByRole('button', { name: /problem/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo: fix problems' }).click();
  await expect(page.getByRole('button', { name: /^2 problems/ })).toBeVisible();
});
