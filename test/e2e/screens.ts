/** Every screen of the app, one after the other, in either language: for the accessibility check and for the pictures in docs/screens. */
import { expect, type Locator, type Page } from '@playwright/test';
import { nodeNamed } from './app.ts';
import { type ScreenLanguage, wordsIn } from './words.ts';

export type Theme = 'light' | 'dark';
/** Called at each screen, once it stands. `part` is what is new on it, as a selector; left out: all of it. */
export type Look = (name: string, part?: string) => Promise<void>;

/** A design with a problem: the group's two members do not agree, and a wire is missing. */
const BROKEN_FILE = '{ "format": "spillway", "version": 2, "model": { "nodes": { "a": { "kind": "quue", "name": "a" } } } }';

export async function visitScreens(page: Page, language: ScreenLanguage, theme: Theme, look: Look): Promise<void> {
  const t = wordsIn(language);
  await page.addInitScript(
    ([lang, shade]) => {
      if (localStorage.getItem('spillway.preferences') === null) localStorage.setItem('spillway.preferences', JSON.stringify({ language: lang, theme: shade }));
      // The file picker of the system cannot be filled in.
      Reflect.deleteProperty(window, 'showOpenFilePicker');
    },
    [language, theme] as const,
  );
  await page.goto('/');
  const bar = page.getByRole('toolbar', { name: t('run.bar') });
  await expect(bar).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await look('first-visit', 'header');

  // Into the sale, and stopped there, so that pictures are of the same kind each time.
  await bar.getByRole('combobox').first().click();
  await page.getByRole('option', { name: '25×', exact: true }).click();
  await expect.poll(async () => clockSeconds(page), { timeout: 30_000 }).toBeGreaterThan(22);
  await bar.getByRole('button', { name: t('run.pause') }).click();
  await look('running');

  const results = page.getByRole('region', { name: t('dash.label') });
  for (const tab of ['design', 'metrics', 'ledger', 'events', 'messages', 'report'] as const) {
    await results.getByRole('tab', { name: t(`dash.${tab}`) }).click();
    await look(`results-${tab}`, '[data-results]');
  }
  await results.getByRole('tab', { name: t('dash.charts') }).click();

  await page.keyboard.press('Control+f');
  await page.keyboard.type('kafka');
  await look('find', 'main');
  await page.keyboard.press('Escape');

  for (const [node, name] of [
    ['orders', 'inspector-topic'],
    ['order requests', 'inspector-producer'],
    ['kafka1', 'inspector-broker'],
  ] as const) {
    await selectNode(nodeNamed(page, node));
    await look(name, '#inspector');
  }

  await overlay(page, look, 'templates', () => page.keyboard.press('t'), '[role="option"]');
  await overlay(page, look, 'commands', () => page.keyboard.press('Control+k'), '[role="option"]');
  await overlay(page, look, 'help', () => page.keyboard.press('?'));
  await overlay(page, look, 'export', () => page.getByRole('button', { name: t('file.exportCompose') }).click());
  await overlay(page, look, 'share', () => page.getByRole('button', { name: t('file.share'), exact: true }).click());
  const file = async (item: 'file.designs' | 'file.history' | 'file.open' | 'file.import') => {
    await page.getByRole('button', { name: t('file.menu'), exact: true }).click();
    await page.getByRole('menuitem', { name: t(item) }).click();
  };
  await page.getByRole('button', { name: t('file.menu'), exact: true }).click();
  await look('file-menu', '[role="menu"]');
  await page.keyboard.press('Escape');
  await overlay(page, look, 'designs', () => file('file.designs'));
  await overlay(page, look, 'history', () => file('file.history'));
  await overlay(page, look, 'import', () => file('file.import'), 'textarea');
  await overlay(page, look, 'refused-file', async () => {
    const chooser = page.waitForEvent('filechooser');
    await file('file.open');
    await (await chooser).setFiles({ name: 'orders.json', mimeType: 'application/json', buffer: Buffer.from(BROKEN_FILE) });
  });

  await page.getByRole('button', { name: t('learn.button'), exact: true }).click();
  await expect(page.getByRole('tab', { name: t('learn.title') })).toBeVisible();
  await look('lessons', '#lessons');
  await page.locator('#lessons').getByRole('listitem').getByRole('button').first().click();
  await expect(
    page
      .locator('#lessons')
      .getByRole('button', { name: t('lessons.restart') })
      .first(),
  ).toBeVisible();
  await look('lesson', '#lessons');
  await page.getByRole('button', { name: t('learn.button'), exact: true }).click();

  await page.keyboard.press('Shift+n');
  await page.keyboard.type('**Peak** 峰值');
  await page.keyboard.press('Escape');
  await look('note');

  await file('file.import');
  await page.getByRole('button', { name: t('import.try') }).click();
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
  await look('import-findings', '[role="dialog"]');
  await page.getByRole('button', { name: t('import.open') }).click();
  await selectNode(nodeNamed(page, 'zoo1'));
  await look('imported', 'main');

  await page.getByRole('button', { name: t('file.menu'), exact: true }).click();
  await page.getByRole('menuitem', { name: t('file.new'), exact: true }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await look('empty');
}

/** Opens something over the window, looks at it, and leaves it by Escape. */
async function overlay(page: Page, look: Look, name: string, open: () => Promise<void>, holds = 'button'): Promise<void> {
  await open();
  const dialog = page.getByRole('dialog').last();
  // With what it holds: its texts and pictures may be fetched when it is opened.
  await expect(dialog.locator(holds).first()).toBeVisible();
  await look(name, '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function selectNode(node: Locator): Promise<void> {
  await node.click({ position: { x: 60, y: 12 } });
}

/** Virtual seconds of the run, from its clock: '00:22.125'. */
async function clockSeconds(page: Page): Promise<number> {
  const [seconds = '0', minutes = '0'] = ((await page.getByTestId('clock').textContent()) ?? '').split(':').toReversed();
  return Number(seconds) + 60 * Number(minutes);
}
