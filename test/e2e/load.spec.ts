/** The load studio: a curve drawn by mouse and by keyboard, run, changed while it runs; and loads from and to files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { choosePace, count, expect, figuresOf, nodeNamed, openApp, openFile, tab, test } from './app.ts';

/** One producer, a queue and a fast consumer. */
async function openFlow(page: Page, info: TestInfo, load: object, horizon = '20s'): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
  await openApp(page);
  const nodes = {
    web: { kind: 'producer', name: 'web', load, arrivals: 'even' },
    jobs: { kind: 'queue', name: 'jobs' },
    work: { kind: 'consumer', name: 'work', concurrency: 1_000, workTime: { kind: 'constant', value: '0s' } },
  };
  const edges = { a: { from: 'web', to: 'jobs', latency: '0s' }, b: { from: 'jobs', to: 'work', latency: '0s' } };
  const path = info.outputPath('flow.json');
  const positions = { web: { x: 0, y: 0 }, jobs: { x: 260, y: 0 }, work: { x: 520, y: 0 } };
  writeFileSync(path, JSON.stringify({ format: 'spillway', version: 1, model: { seed: 1, horizon, nodes, edges }, view: { positions } }));
  await openFile(page, path);
  await expect(nodeNamed(page, 'web')).toBeVisible();
  await nodeNamed(page, 'web').click();
}

async function openStudio(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Edit curve…' }).click();
  const studio = page.getByRole('dialog', { name: 'Load of web' });
  await expect(plotOf(studio)).toBeVisible();
  return studio;
}

const plotOf = (place: Locator): Locator => place.getByRole('group', { name: 'Load curve' });
const pointsOf = (place: Locator): Locator => place.getByRole('slider', { name: /^Point/ });
const figureOf = async (studio: Locator, name: string): Promise<number> =>
  count((await studio.locator('dl > div').filter({ hasText: name }).locator('dd').textContent()) ?? '');

/** Messages a finished run offered, to the last one. */
async function offeredByRun(page: Page): Promise<number> {
  await choosePace(page, 'max');
  const run = page.getByRole('button', { name: 'Run', exact: true });
  if (await run.isVisible()) await run.click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 });
  await tab(page, 'Ledger');
  return count((await page.getByRole('row').filter({ hasText: 'Offered by producers' }).locator('td').textContent()) ?? '');
}

test('a curve drawn with the mouse is what the run follows', async ({ page }, info) => {
  await openFlow(page, info, { kind: 'constant', rate: '100/s' });
  const studio = await openStudio(page);
  const box = (await plotOf(studio).boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 220);
  await page.mouse.down();
  for (let i = 1; i <= 60; i++) await page.mouse.move(box.x + 200 + i * 5, box.y + 140 - 100 * Math.sin((i / 60) * Math.PI * 3 - 1.2));
  await page.mouse.up();

  await expect(studio.getByRole('combobox', { name: 'Shape' })).toContainText('Drawn curve');
  const points = await pointsOf(studio).count();
  expect(points).toBeGreaterThan(6);
  expect(points).toBeLessThan(40);
  const planned = await figureOf(studio, 'Messages in a run');
  await studio.getByRole('button', { name: 'Done' }).click();
  expect(Math.abs((await offeredByRun(page)) - planned)).toBeLessThanOrEqual(1);

  // One stroke is one step back.
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('combobox', { name: 'Shape' })).toContainText('Steady');
});

test('a curve drawn by keyboard alone, and its points typed', async ({ page }, info) => {
  await openFlow(page, info, {
    kind: 'drawn',
    points: [
      { at: '0s', rate: '100/s' },
      { at: '10s', rate: '200/s' },
    ],
  });
  const studio = await openStudio(page);
  const first = pointsOf(studio).first();
  await first.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(first).toHaveAttribute('aria-valuetext', '120/s at 0');
  await page.keyboard.press(']');
  const second = pointsOf(studio).nth(1);
  await expect(second).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(second).toHaveAttribute('aria-valuetext', '198/s at 10.2s');
  await page.keyboard.press('Insert');
  await expect(pointsOf(studio)).toHaveCount(3);
  await expect(studio.getByText(/^Point 3 added/)).toBeAttached();
  const rate = studio.getByRole('textbox', { name: 'Point 3: rate' });
  await rate.fill('50/s');
  await rate.press('Enter');
  const time = studio.getByRole('textbox', { name: 'Point 3: time' });
  await time.fill('5s');
  await time.press('Enter');
  // Earlier than the second, it takes its place.
  await expect(studio.getByRole('textbox', { name: 'Point 2: rate' })).toHaveValue('50/s');
  await pointsOf(studio).nth(2).focus();
  await page.keyboard.press('Delete');
  await expect(pointsOf(studio)).toHaveCount(2);

  // 120 → 50 per second over five seconds, then 50: 425 + 750 messages.
  expect(await figureOf(studio, 'Messages in a run')).toBe(1_175);
  await page.keyboard.press('Escape');
  await expect(studio).toBeHidden();
  expect(Math.abs((await offeredByRun(page)) - 1_175)).toBeLessThanOrEqual(1);
});

test('a point dragged on the chart changes the rate of the run under way', async ({ page }, info) => {
  await openFlow(
    page,
    info,
    {
      kind: 'drawn',
      points: [
        { at: '0s', rate: '100/s' },
        { at: '40s', rate: '100/s' },
      ],
    },
    '60s',
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const chart = page.getByRole('region', { name: 'Throughput', exact: true });
  await expect(chart.getByRole('button', { name: /^Planned/ })).toBeVisible();
  const overlay = chart.getByRole('group', { name: /Planned load of web/ });
  const last = pointsOf(overlay).last();
  await expect(last).toHaveAttribute('aria-valuetext', '100/s at 40s');

  // The whole line up: the point comes near, and three times as high as the scale.
  const at = (await last.boundingBox())!;
  const plot = (await overlay.boundingBox())!;
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.35, plot.y - 100, { steps: 12 });
  await page.mouse.up();
  await expect.poll(async () => Number(await last.getAttribute('aria-valuenow'))).toBeGreaterThan(150);
  const rate = Number(await last.getAttribute('aria-valuenow'));

  await page.getByRole('button', { name: 'Show as table' }).click();
  const out = async () => count((await figuresOf(page, 'web'))['Out']);
  await choosePace(page, '10×');
  await expect.poll(out, { timeout: 20_000 }).toBeGreaterThan(0.95 * rate);
  await expect(page.getByRole('status').filter({ hasText: 'need a restart' })).toBeHidden();
});

test('the kind of a load changes while it runs, and the plan on the chart with it', async ({ page }, info) => {
  await openFlow(page, info, { kind: 'constant', rate: '100/s' }, '60s');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const planned = page.getByRole('region', { name: 'Throughput', exact: true }).getByRole('button', { name: /^Planned/ });
  const choose = async (kind: string) => {
    await page.getByRole('combobox', { name: 'Shape' }).click();
    await page.getByRole('option', { name: kind }).click();
    await expect(page.getByRole('combobox', { name: 'Shape' })).toContainText(kind);
  };
  await expect(planned).toBeVisible();
  // Nobody knows beforehand what users in a loop will send.
  await choose('Users in a closed loop');
  await expect(planned).toBeHidden();
  for (const kind of ['Random bursts (MMPP)', 'Day and night', 'Flash sale']) {
    await choose(kind);
    await expect(planned).toBeVisible();
  }
});

test('a table and a k6 script are read, used, and written back the same', async ({ page }, info) => {
  await openFlow(page, info, { kind: 'constant', rate: '100/s' });
  await page.getByRole('button', { name: 'Import CSV or k6…' }).click();
  const studio = page.getByRole('dialog', { name: 'Load of web' });
  const source = studio.getByRole('textbox', { name: 'A CSV table, or options of k6' });

  // A broken row is told with its number and its text, and cannot be used.
  await source.fill('time,rate\n0,100\n5,lots\n');
  await expect(studio.getByRole('alert')).toContainText('Row 3');
  await expect(studio.getByRole('alert')).toContainText('5,lots');
  await expect(studio.getByRole('button', { name: 'Use this load' })).toBeHidden();

  const table = 'time,rate\n0,100\n5,400\n12.5,50\n30,0\n';
  const file = info.outputPath('rates.csv');
  writeFileSync(file, table);
  const chooser = page.waitForEvent('filechooser');
  await studio.getByRole('button', { name: 'Open file…' }).click();
  await (await chooser).setFiles(file);
  await expect(source).toHaveValue(table);
  await expect(studio.getByLabel(/Make the run as long: 30s/)).toBeChecked();
  await studio.getByRole('button', { name: 'Use this load' }).click();
  // 5 × 100 + 7.5 × 400 + 17.5 × 50 messages.
  expect(await figureOf(studio, 'Messages in a run')).toBe(4_375);
  await tab(page, 'Export');
  await studio.getByRole('radio', { name: 'CSV table' }).click();
  await expect(studio.getByLabel('web.csv')).toHaveText(table);

  const script = `export const options = { scenarios: { sale: { executor: 'ramping-arrival-rate', startRate: 50, timeUnit: '1s',
    stages: [{ target: 50, duration: '4s' }, { target: 450, duration: '2s' }, { target: 450, duration: '10s' }] } } };`;
  await tab(page, 'Import');
  await source.fill(script);
  await studio.getByRole('button', { name: 'Use this load' }).click();
  await expect(studio.getByRole('combobox', { name: 'Shape' })).toContainText('Drawn curve');
  await tab(page, 'Export');
  await studio.getByRole('radio', { name: 'k6 options' }).click();
  const download = page.waitForEvent('download');
  await studio.getByRole('button', { name: 'Save web.k6.json' }).click();
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { scenarios: Record<string, { startRate: number; stages: object[] }> };
  const [scenario] = Object.values(saved.scenarios);
  expect(scenario!.startRate).toBe(50);
  expect(scenario!.stages.slice(0, 3)).toEqual([
    { duration: '4s', target: 50 },
    { duration: '2s', target: 450 },
    { duration: '10s', target: 450 },
  ]);
  await studio.getByRole('button', { name: 'Done' }).click();
  // 4 × 50 + 2 × 250 + 10 × 450 messages.
  expect(Math.abs((await offeredByRun(page)) - 5_200)).toBeLessThanOrEqual(1);
});

for (const theme of ['Light', 'Dark']) {
  test(`no serious accessibility issue in the load editor: ${theme}`, async ({ page }, info) => {
    await openFlow(page, info, { kind: 'spike', base: '100/s', peak: '1k/s', at: '5s', rise: '1s', hold: '4s', fall: '1s' });
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    const seriousOf = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
    };
    await expect(page.getByRole('group', { name: /Planned load of web/ })).toBeVisible();
    expect(await seriousOf()).toEqual([]);
    const studio = await openStudio(page);
    expect(await seriousOf()).toEqual([]);
    await studio.getByRole('button', { name: 'Turn into points' }).click();
    await expect(studio.getByRole('textbox', { name: 'Point 1: time' })).toBeVisible();
    expect(await seriousOf()).toEqual([]);
    await tab(page, 'Export');
    await expect(studio.getByRole('radio', { name: 'k6 options' })).toBeVisible();
    expect(await seriousOf()).toEqual([]);
    await tab(page, 'Import');
    await studio.getByRole('button', { name: 'Try it' }).first().click();
    await expect(studio.getByRole('button', { name: 'Use this load' })).toBeVisible();
    expect(await seriousOf()).toEqual([]);
  });
}
