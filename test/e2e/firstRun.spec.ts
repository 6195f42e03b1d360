import { readFileSync } from 'node:fs';
import { compile } from '#core/compile/compile.ts';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { choosePace, count, expect, figuresOf, openApp, tab, test } from './app.ts';

test('a first visit opens on the flash sale, already running', async ({ page }) => {
  await openApp(page);
  await expect(page.getByText('Flash sale', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const clock = page.getByTestId('clock');
  const before = await clock.textContent();
  await expect.poll(() => clock.textContent()).not.toBe(before);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect.poll(async () => count((await figuresOf(page, 'orders'))['In'])).toBeGreaterThan(100);
  await tab(page, 'Ledger');
  await expect(page.getByText('The books balance')).toBeVisible();
});

test('the flash sale leaves the same trace in the browser as on the command line', async ({ page }) => {
  const example = EXAMPLES.find((e) => e.id === 'flash-sale')!;
  const { plan } = compile(example.scenario.model);
  const run = new Run(plan!);
  while (!run.ended) run.advance(plan!.horizonUs, 1_000_000);
  const { traceHash } = run.report();

  await openApp(page);
  await choosePace(page, 'max');
  await expect(page.getByText(`Trace ${traceHash}`)).toBeVisible({ timeout: 60_000 });
  const golden = JSON.parse(readFileSync(new URL('../golden/traces.json', import.meta.url), 'utf8')) as Record<string, string>;
  expect(golden['flash-sale']).toBe(traceHash);
});
