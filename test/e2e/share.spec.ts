/** Taking a design and its run along: each way is made in one profile and opened in another. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatRecording } from '#core/scenario/recording.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { embeddedText } from '../../renderer/share/embedded.ts';
import { readLink } from '../../renderer/share/link.ts';
import { expect, nodeNamed, nodes, openApp, openFile, test } from './app.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Run controls' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share' });
const linkText = (page: Page) => dialog(page).getByRole('textbox', { name: 'The link' });
const verified = (page: Page, hash: string) => page.getByRole('status').filter({ hasText: `is the same: trace ${hash}` });

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  await openApp(page);
});

/** Three seconds of a run, with a spike after the first. */
async function runAWhile(page: Page, example: string): Promise<void> {
  await openFile(page, path.join(ROOT, 'core/scenario/examples', example));
  const step = bar(page).getByRole('button', { name: 'Step one second' });
  for (const second of [1, 2, 3]) {
    await step.click();
    await expect(page.getByTestId('clock')).toHaveText(`00:0${second}.000`);
    if (second === 1) await bar(page).getByRole('button', { name: 'Spike' }).click();
  }
}

test('a link holds design and run: a fresh profile and Node come to the same trace', async ({ page, browser, baseURL }, info) => {
  await runAWhile(page, 'point-to-point.json');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(dialog(page).getByRole('radio', { name: /With the run so far/ })).toBeChecked();
  const link = await linkText(page).inputValue();
  expect(link.startsWith(`${baseURL}/#s=1.`)).toBe(true);

  const { recording } = readLink(link).shared!;
  expect(recording!.inputs.map(({ kind }) => kind)).toEqual(['spike']);
  const file = info.outputPath('shared.json');
  writeFileSync(file, formatRecording(recording!));
  const out = execFileSync('node', ['node/cli/bin.mjs', 'replay', file], { cwd: ROOT, encoding: 'utf8' });
  expect(out).toMatch(new RegExp(`^same run: .* 1 input.*, trace ${recording!.traceHash}`));

  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await expect(verified(fresh, recording!.traceHash)).toBeVisible({ timeout: 30_000 });
  await expect(nodeNamed(fresh, 'packer A')).toBeVisible();
  expect(fresh.url()).toBe(`${baseURL}/`);

  // Own work is not lost: it is asked for, and kept or left.
  await nodeNamed(fresh, 'packer A').click();
  await fresh.keyboard.press('Delete');
  const left = await nodes(fresh).count();
  await fresh.evaluate((hash) => void (location.hash = hash), link.slice(link.indexOf('#')));
  const offer = fresh.getByRole('dialog', { name: 'Open a shared design?' });
  await expect(offer).toContainText(recording!.traceHash);
  await offer.getByRole('button', { name: 'Keep mine' }).click();
  await expect(nodes(fresh)).toHaveCount(left);
  await fresh.evaluate((hash) => void (location.hash = hash), link.slice(link.indexOf('#')));
  const second = fresh.waitForEvent('popup');
  await offer.getByRole('button', { name: 'Open in a new tab' }).click();
  const other = await second;
  await expect(verified(other, recording!.traceHash)).toBeVisible({ timeout: 30_000 });
  await expect(nodes(fresh)).toHaveCount(left);
  await other.close();
  await fresh.evaluate((hash) => void (location.hash = hash), link.slice(link.indexOf('#')));
  await offer.getByRole('button', { name: 'Open in place of mine' }).click();
  await expect(nodes(fresh)).toHaveCount(left + 1);
  await fresh.context().close();
});

test('a broken link is explained and changes nothing', async ({ page }) => {
  const before = await nodes(page).count();
  const broken = page.getByRole('dialog', { name: 'This link cannot be opened' });
  for (const [hash, reason] of [
    ['#s=2.abcd', 'newer version'],
    ['#s=1.q1Yq', 'cut off'],
    ['#s=1.%00', 'characters that no link'],
  ] as const) {
    await page.evaluate((text) => void (location.hash = text), hash);
    await expect(broken).toContainText(reason);
    await broken.getByRole('button', { name: 'OK' }).click();
    await expect(broken).toBeHidden();
  }
  await expect(nodes(page)).toHaveCount(before);
});

test('pictures of the diagram are drawn, and open again as the design they are of', async ({ page }, info) => {
  await runAWhile(page, 'topic-routing.json');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog(page).getByRole('tab', { name: 'Picture' }).click();
  const design = formatScenario(parseScenario(readFileSync(path.join(ROOT, 'core/scenario/examples/topic-routing.json'), 'utf8')).scenario!);
  const saved = new Map<string, string>();
  for (const kind of ['PNG', 'SVG']) {
    const download = page.waitForEvent('download');
    await dialog(page)
      .getByRole('button', { name: `Save ${kind}` })
      .click();
    const file = info.outputPath(`picture.${kind.toLowerCase()}`);
    await (await download).saveAs(file);
    expect(embeddedText(readFileSync(file))).toBe(design);
    saved.set(kind, file);
  }
  // As large as it says, and with more than its ground on it.
  const said = /(\d+) × (\d+) pixels/.exec((await dialog(page).textContent())!)!;
  const png = readFileSync(saved.get('PNG')!);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(said[1]), Number(said[2])]);
  expect(png.length).toBeGreaterThan(50_000);
  await dialog(page).getByRole('button', { name: 'Close' }).click();

  await openFile(page, path.join(ROOT, 'core/scenario/examples/pipe.json'));
  await openFile(page, saved.get('PNG')!);
  await expect(nodes(page)).toHaveCount(Object.keys(parseScenario(design).scenario!.model.nodes).length);
});

test('a player is one file that plays the same run from a disk, with no network', async ({ page, browser }, info) => {
  await runAWhile(page, 'point-to-point.json');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog(page).getByRole('tab', { name: 'Player' }).click();
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Save player' }).click();
  const file = info.outputPath('run.html');
  await (await download).saveAs(file);
  await dialog(page).getByRole('tab', { name: 'Link' }).click();
  const { traceHash } = readLink(await linkText(page).inputValue()).shared!.recording!;

  const context = await browser.newContext({ offline: true });
  const player = await context.newPage();
  const complaints: string[] = [];
  player.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  player.on('pageerror', (error) => complaints.push(String(error)));
  await player.goto(pathToFileURL(file).href);
  await expect(player.getByRole('status')).toHaveText(`✓ The same run: trace ${traceHash}`, { timeout: 20_000 });
  await expect(player.locator('.picture svg')).toContainText('packer A');
  const done = player.locator('#figure-consumed');
  const painted = () =>
    player
      .locator('canvas')
      .first()
      .evaluate((layer) => (layer as HTMLCanvasElement).toDataURL());
  await expect(done).toHaveText('0');
  const before = await painted();
  await player.keyboard.press(' ');
  await expect.poll(async () => Number(await done.textContent())).toBeGreaterThan(10);
  expect(await painted()).not.toBe(before);
  await player.getByRole('button', { name: 'Pause' }).click();
  await player.getByRole('slider', { name: 'Position in the run' }).press('End');
  await expect(player.locator('#clock')).toHaveText('00:03.000 / 00:03.000');
  await player.getByRole('button', { name: '中文' }).click();
  await expect(player.getByRole('button', { name: '播放' })).toBeVisible();
  await player.getByRole('button', { name: '浅色 / 深色' }).click();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a run is filmed as it goes: it starts, is stopped over the canvas, and is a WebM video', async ({ page }, info) => {
  await openFile(page, path.join(ROOT, 'core/scenario/examples/point-to-point.json'));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog(page).getByRole('tab', { name: 'Video' }).click();
  await dialog(page).getByRole('radio', { name: '15' }).click();
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page)).toBeHidden();
  const plate = page.getByRole('region', { name: 'Recording' });
  // A second of it, with a whole picture: the encoder is slow on a busy machine.
  await expect(plate.getByTestId('film')).toContainText(/0:(0[1-9]|[1-5]\d) · (\d{2,}[\d.]* KiB|[\d.]+ MiB)/, { timeout: 20_000 });
  await expect(plate.getByRole('status')).toHaveText(/Recording began/);
  await expect(bar(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  const download = page.waitForEvent('download');
  await plate.getByRole('button', { name: 'Stop recording' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/\.webm$/);
  const file = info.outputPath('run.webm');
  await saved.saveAs(file);
  const film = readFileSync(file);
  expect(film.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  expect(film.subarray(0, 64).toString('latin1')).toContain('webm');
  expect(film.length).toBeGreaterThan(10_000);
  await expect(plate).toBeHidden();
});
