/** Looking back over a run, the exact state of an instant, a branch from it, steps, and recordings that repeat to the bit in Node. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { canvas, choosePace, count, expect, figuresOf, nodeNamed, openApp, openFile, tab, test } from './app.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const example = (name: string) => path.join(ROOT, 'core/scenario/examples', name);
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Run controls' });
const timeline = (page: Page) => page.getByRole('slider', { name: 'Timeline of the run' });
const clock = (page: Page) => page.getByTestId('clock').textContent();
const past = (page: Page) => page.getByRole('region', { name: 'Looking at the past' });
/** The canvas' figures are paint: equal pixels, equal figures. */
const painted = (page: Page) => page.getByTestId('figures').evaluate((layer) => (layer as HTMLCanvasElement).toDataURL());
const press = async (page: Page, share: number) => {
  const box = (await timeline(page).boundingBox())!;
  await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
};

async function record(page: Page, name: string): Promise<void> {
  await openFile(page, example(name));
  await choosePace(page, 'max');
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  await openApp(page);
});

test('canvas, charts, table and events are those of the instant under the cursor', async ({ page }) => {
  await record(page, 'durable-subscription.json');
  await tab(page, 'Charts');
  await expect(page.locator('.chart-instant').first()).toBeHidden();
  const end = { figures: await painted(page), clock: await clock(page) };
  await press(page, 0.3);
  await expect(past(page)).toBeVisible();
  await expect.poll(() => clock(page)).toMatch(/^00:1[78]\./);
  await expect.poll(() => painted(page)).not.toBe(end.figures);
  await expect(page.locator('.chart-instant').first()).toBeVisible();
  // The archive is down from 15 s to 30 s.
  await expect(nodeNamed(page, 'archive').getByText('down')).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const sent = count((await figuresOf(page, 'newsroom'))['Out']);
  expect(sent).toBeGreaterThan(0);

  await tab(page, 'Events');
  const events = page.getByRole('tabpanel').getByRole('row');
  const [early, at] = [await events.count(), await clock(page)];
  await timeline(page).press('ArrowRight');
  await expect.poll(async () => Math.round(1_000 * (Number((await clock(page))!.slice(-6)) - Number(at!.slice(-6))))).toBe(50);
  await timeline(page).press('PageUp');
  await expect.poll(() => events.count()).toBeGreaterThan(early);
  await timeline(page).press('Home');
  await expect.poll(() => clock(page)).toBe('00:00.000');
  await timeline(page).press('End');
  await expect(past(page)).toBeHidden();
  await expect.poll(() => clock(page)).toBe(end.clock);
  await expect.poll(() => painted(page)).toBe(end.figures);

  await tab(page, 'Charts');
  const chart = (await page.getByRole('region', { name: 'Throughput', exact: true }).locator('.u-over').boundingBox())!;
  await page.mouse.click(chart.x + chart.width / 2, chart.y + chart.height / 2);
  await expect.poll(() => clock(page)).toMatch(/^00:(29|30)\./);
  await page.keyboard.press('Escape');
  await expect(past(page)).toBeHidden();
  await page.getByRole('button', { name: 'What stands out in this run' }).click();
  await page
    .getByRole('menuitem', { name: /Fault began/ })
    .first()
    .click();
  await expect(past(page)).toBeVisible();
});

test('the exact state at the cursor is the same run, and shows the inside of a node then', async ({ page }) => {
  await record(page, 'point-to-point.json');
  await nodeNamed(page, 'orders').click();
  await press(page, 0.5);
  await expect(past(page)).toContainText('Exact state, same run', { timeout: 30_000 });
  const hash = page.getByTestId('exact-hash');
  const half = await hash.textContent();
  expect(half).toMatch(/^[0-9a-f]{16}$/);
  await expect(page.getByRole('region', { name: 'Consumers of this queue' }).getByRole('table')).toContainText('packer A 1');
  await press(page, 0.25);
  await expect(hash).not.toHaveText(half!, { timeout: 30_000 });
  await press(page, 0.5);
  await expect(hash).toHaveText(half!, { timeout: 30_000 });
});

test('a branch goes its own way, beside the run it left, and leads back to it', async ({ page }) => {
  await record(page, 'point-to-point.json');
  await tab(page, 'Charts');
  await press(page, 0.4);
  await expect(past(page)).toBeVisible();
  const at = (await clock(page))!;
  await past(page).getByRole('button', { name: 'Branch from here' }).click();
  await expect(page.getByRole('status').filter({ hasText: `A branch at ${at}` })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => clock(page)).toBe(at);
  await nodeNamed(page, 'packer A').click();
  await page.getByRole('textbox', { name: 'Instances' }).fill('4');
  await page.getByRole('textbox', { name: 'Instances' }).press('Enter');
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await tab(page, 'Charts');
  await expect(page.getByRole('button', { name: 'Original run', exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Return to the original run' }).click();
  await expect(page.getByRole('button', { name: 'Runs: Original run' })).toBeVisible();
  await expect(bar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await nodeNamed(page, 'packer A').click();
  await expect(page.getByRole('textbox', { name: 'Instances' })).toHaveValue('1');
});

test('steps by event, message and second, by button and by key', async ({ page }) => {
  await openFile(page, example('point-to-point.json'));
  const fired = async () => count((await page.getByText(/engine events/).textContent()) ?? '');
  await bar(page).getByRole('button', { name: 'Step one second' }).click();
  await expect.poll(() => clock(page)).toBe('00:01.000');
  const before = await fired();
  await bar(page).getByRole('button', { name: 'Step one engine event' }).click();
  await bar(page).getByRole('button', { name: 'Step to the next processed message' }).click();
  await expect.poll(() => clock(page)).not.toBe('00:01.000');
  await canvas(page).click({ position: { x: 30, y: 30 } });
  await page.keyboard.press('s');
  await expect.poll(async () => (await clock(page))! >= '00:02.000').toBe(true);
  await expect.poll(fired).toBeGreaterThan(before);
  await page.keyboard.press('Shift+s');
  await expect(past(page)).toBeVisible();
  await page.keyboard.press('s');
  await expect(past(page)).toBeHidden();
});

test('at every pace, paused, stepped, spiked, broken and edited, a run repeats to the same trace in Node and in the app', async ({ page }) => {
  await openFile(page, example('kafka-stream.json'));
  const run = bar(page).getByRole('button', { name: 'Run', exact: true });
  const pause = bar(page).getByRole('button', { name: 'Pause' });
  const until = (at: string) => expect.poll(async () => (await clock(page))! >= at, { timeout: 30_000, intervals: [50] }).toBe(true);
  await choosePace(page, '2×');
  await run.click();
  await until('00:00.500');
  await bar(page).getByRole('button', { name: 'Spike' }).click();
  await choosePace(page, '10×');
  await until('00:04.000');
  await pause.click();
  await bar(page).getByRole('button', { name: 'Step one engine event' }).click();
  await bar(page).getByRole('button', { name: 'Step to the next processed message' }).click();
  await nodeNamed(page, 'kafka1').click({ position: { x: 60, y: 14 } });
  await page.getByRole('button', { name: 'Faults' }).click();
  await page
    .getByRole('menuitem', { name: /^Crash/ })
    .first()
    .click();
  await choosePace(page, '0.5×');
  await run.click();
  for (const pace of ['0.1×', '0.25×', '1×', '5×']) {
    await page.waitForTimeout(200);
    await choosePace(page, pace);
  }
  await choosePace(page, '10×');
  await until('00:15.000');
  await pause.click();
  await nodeNamed(page, 'sensors').click();
  const rate = page.getByRole('textbox', { name: 'Rate' }).first();
  await rate.fill('321/s');
  await rate.press('Enter');
  await choosePace(page, '100×');
  await run.click();
  await until('00:20.000');
  await choosePace(page, '1000×');
  await expect(bar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await tab(page, 'Report');
  const trace = /[0-9a-f]{16}/.exec((await page.getByText(/^Trace /).textContent())!)![0];

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: /Save recording/ }).click();
  const file = await (await download).path();
  const out = execFileSync('node', ['node/cli/bin.mjs', 'replay', file], { cwd: ROOT, encoding: 'utf8' });
  expect(out).toMatch(new RegExp(`^same run: 1m of virtual time, .* 3 inputs, trace ${trace}`));

  await openFile(page, file);
  await expect(page.getByRole('status').filter({ hasText: `is the same: trace ${trace}` })).toBeVisible({ timeout: 60_000 });
});
