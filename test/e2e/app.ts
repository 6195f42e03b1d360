/** The app as a person meets it: opening it, its places, and a guard that fails a journey on any error the page reports. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

interface Fixtures {
  /** Everything the page complained about: script errors, policy violations, failed loads. */
  readonly complaints: string[];
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints, 'the page reported errors').toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Opens the app in English with nothing remembered. */
export async function openApp(page: Page): Promise<void> {
  await page.goto('/');
  // The controls come after the diagram, in a load of their own.
  await expect(page.getByRole('toolbar', { name: /Run controls|运行/ })).toBeVisible({ timeout: 20_000 });
}

export async function newDesign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'New' }).click();
  const leave = page.getByRole('button', { name: 'Discard changes' });
  if (await leave.isVisible().catch(() => false)) await leave.click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
}

/** Opens the template of that title from the gallery. */
export async function openTemplate(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('searchbox', { name: 'Search templates' }).fill(title);
  await page.getByRole('option').filter({ hasText: title }).first().click();
  await page.getByRole('button', { name: /^Open( the trouble)?$/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

export const palette = (page: Page): Locator => page.getByRole('complementary', { name: 'Components' });
export const canvas = (page: Page): Locator => page.locator('.react-flow');
export const nodes = (page: Page): Locator => page.locator('.react-flow__node');
export const edges = (page: Page): Locator => page.locator('.react-flow__edge');
export const nodeNamed = (page: Page, name: string): Locator => nodes(page).filter({ hasText: name }).first();

/** Where a node lies in the diagram, whatever part of it is in view. */
export const placeOf = (node: Locator): Promise<{ x: number; y: number }> =>
  node.evaluate((element) => {
    const { e: x, f: y } = new DOMMatrix(getComputedStyle(element).transform);
    return { x, y };
  });

/** Opens a file by the menu, where the browser's own picker was taken away. */
export async function openFile(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: /^Open/ }).click();
  await (await chooser).setFiles(path);
}

/** Drags a palette entry to a point given in parts of the canvas. */
export async function dragFromPalette(page: Page, kind: string, x: number, y: number): Promise<void> {
  const box = (await canvas(page).boundingBox())!;
  const before = await nodes(page).count();
  await palette(page)
    .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
    .dragTo(canvas(page), { targetPosition: { x: box.width * x, y: box.height * y } });
  await expect(nodes(page)).toHaveCount(before + 1);
}

/** Draws a wire from one node's right dot and drops it on another's left dot, whether that is taken or refused. */
export async function drawWire(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.locator('.react-flow__handle.source').hover({ timeout: 5_000 });
  await page.mouse.down();
  const target = (await to.locator('.react-flow__handle.target').boundingBox())!;
  await page.mouse.move(target.x - 30, target.y + target.height / 2, { steps: 8 });
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 4 });
  await page.mouse.up();
}

export async function wire(page: Page, from: Locator, to: Locator): Promise<void> {
  const before = await edges(page).count();
  await drawWire(page, from, to);
  await expect(edges(page)).toHaveCount(before + 1);
}

/** A new design: a producer, a queue and a consumer in a row, connected. */
export async function drawFlow(page: Page): Promise<void> {
  await openApp(page);
  await newDesign(page);
  for (const kind of ['Producer', 'Queue', 'Consumer']) {
    await palette(page)
      .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
      .click();
  }
  await wire(page, nodeNamed(page, 'Producer'), nodeNamed(page, 'Queue'));
  await wire(page, nodeNamed(page, 'Queue'), nodeNamed(page, 'Consumer'));
}

export const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click();

/** Figures of one component in the table view: column name → text. */
export async function figuresOf(page: Page, name: string): Promise<Record<string, string>> {
  const table = page.getByRole('region', { name: 'Run results' }).getByRole('table');
  // It is fetched when it is first shown.
  await expect(table).toBeVisible();
  const heads = await table.getByRole('columnheader').allTextContents();
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
    .first();
  const cells = await row.locator('th, td').allTextContents();
  return Object.fromEntries(heads.map((head, i) => [head.trim(), (cells[i] ?? '').trim()]));
}

/** '12.3K' → 12300, '1.2万' → 12000, '–' → 0. */
export function count(text: string | undefined): number {
  const match = /([\d.,]+)\s*([KM万亿]?)/.exec(text ?? '');
  if (match === null) return 0;
  const scale = { '': 1, K: 1e3, M: 1e6, 万: 1e4, 亿: 1e8 }[match[2] ?? ''] ?? 1;
  return Number(match[1]!.replaceAll(',', '')) * scale;
}

export async function choosePace(page: Page, pace: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Pace' }).click();
  await page.getByRole('option', { name: pace, exact: true }).click();
}
