/** By the keyboard alone: no mouse, no click, no focus given by the test. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { count, edges, expect, figuresOf, nodeNamed, nodes, openApp, placeOf, test } from './app.ts';

/** What is fetched when it is first asked for. */
const FETCHED = { timeout: 20_000 };

/** Ctrl+K, some letters of a command, Enter. */
async function command(page: Page, letters: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused(FETCHED);
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
}

/** Steps by Tab until the focus is on what is looked for. */
async function tabTo(page: Page, isThere: () => Promise<boolean>, key = 'Tab'): Promise<void> {
  for (let i = 0; i < 60 && !(await isThere()); i++) await page.keyboard.press(key);
  expect(await isThere()).toBe(true);
}

const saidIn = (page: Page) => page.locator('[data-announcer]');
/** The keys are heard from when the window is whole. */
const openWhole = async (page: Page) => {
  await openApp(page);
  await expect(saidIn(page)).toBeAttached(FETCHED);
};
const focused = (page: Page) => page.locator(':focus');

test('a flow is built, wired, moved, run and exported without a mouse', async ({ page }) => {
  await openWhole(page);
  await command(page, 'new');
  await expect(nodes(page)).toHaveCount(0);

  await test.step('components come from the palette, and the keyboard goes along', async () => {
    for (const kind of ['producer', 'queue', 'consumer']) {
      await command(page, `add a ${kind}`);
      await expect(nodeNamed(page, kind)).toBeFocused();
      await expect(saidIn(page)).toContainText(`Added`);
    }
  });

  await test.step('they are wired from a list that gives its reasons', async () => {
    const onNode = (kind: string) => () => nodeNamed(page, kind).evaluate((node) => node === document.activeElement);
    await tabTo(page, onNode('queue'), 'Shift+Tab');
    await page.keyboard.press('c');
    const list = page.getByRole('listbox', { name: /^Connect queue/ });
    await expect(list.getByRole('option', { name: /Records cannot flow from a queue to a producer/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(edges(page)).toHaveCount(1);
    await expect(saidIn(page)).toContainText('Connected: queue to consumer.');
    await expect(nodeNamed(page, 'queue')).toBeFocused();
    await tabTo(page, onNode('producer'), 'Shift+Tab');
    await page.keyboard.press('c');
    await expect(page.getByRole('combobox', { name: /^Connect producer/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(edges(page)).toHaveCount(2);
    await expect(nodeNamed(page, 'producer')).toBeFocused();
  });

  await test.step('arrow keys move, one step of undo takes a burst of them back', async () => {
    const producer = nodeNamed(page, 'producer');
    const before = await placeOf(producer);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(async () => (await placeOf(producer)).y).toBe(before.y + 88);
    await expect(saidIn(page)).toContainText('producer moved to');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await placeOf(producer)).y).toBe(before.y);
    await expect(saidIn(page)).toContainText('Undone: move.');
  });

  await test.step('F2 renames, Escape gives the canvas back, Enter goes to the settings, Delete deletes', async () => {
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.type('shop');
    await page.keyboard.press('Escape');
    await expect(nodeNamed(page, 'shop')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(nodeNamed(page, 'shop')).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(nodes(page)).toHaveCount(2);
    await expect(saidIn(page)).toContainText('Deleted: Producer shop.');
    await page.keyboard.press('Control+z');
    await expect(nodes(page)).toHaveCount(3);
    await expect(edges(page)).toHaveCount(2);
  });

  await test.step('it runs', async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await command(page, 'show the charts');
    // The command takes the keyboard along a moment later.
    await expect(page.getByRole('tab', { name: 'Charts' })).toBeFocused();
    await tabTo(page, async () => (await focused(page).getAttribute('aria-label')) === 'Show as table');
    await page.keyboard.press('Space');
    await expect.poll(async () => count((await figuresOf(page, 'consumer'))['Out']), { timeout: 20_000 }).toBeGreaterThan(0);
  });

  await test.step('it is exported', async () => {
    await command(page, 'export docker');
    const dialog = page.getByRole('dialog', { name: /docker-compose/i });
    await expect(dialog).toBeVisible(FETCHED);
    await expect(dialog.locator(':focus')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /Download/ })).toBeEnabled(FETCHED);
    await tabTo(page, async () => /Download/.test((await focused(page).textContent()) ?? ''));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const files = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
    const compose = Object.keys(files).find((name) => name.endsWith('compose.yaml'))!;
    expect(strFromU8(files[compose]!)).toContain('rabbitmq');
  });
});

test('a question mark shows every key, found in either language; Escape closes the list', async ({ page }) => {
  await openWhole(page);
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Ctrl+Enter')).toBeVisible(FETCHED);
  await expect(sheet.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('重命名');
  await expect(sheet.getByText('F2')).toBeVisible();
  await expect(sheet.getByText('Ctrl+Enter')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('find, menu and palette lead to the same component', async ({ page }) => {
  await openWhole(page);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find in the design' });
  await expect(field).toBeFocused(FETCHED);
  await page.keyboard.type('order');
  await expect(page.locator('output').filter({ hasText: /^1 of \d+$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('output').filter({ hasText: /^2 of \d+$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(page.locator('.react-flow__node.selected')).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toBeVisible(FETCHED);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
});
