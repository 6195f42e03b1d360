/** What is kept between visits: designs, files, versions; and what happens when a tab ends without a word. */
import type { Page } from '@playwright/test';
import { expect, newDesign, nodes, openApp, test } from './app.ts';

const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
const kept = (page: Page) => expect(page.getByText('Saved in this browser')).toBeVisible();
const menu = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};
const designs = async (page: Page) => {
  await menu(page, 'My designs…');
  return page.getByRole('list', { name: 'In this browser' });
};

test('designs are kept, renamed, duplicated, deleted and brought back; two tabs never have the same one', async ({ page, context }) => {
  await openApp(page);
  await title(page).fill('Orders');
  await newDesign(page);
  await title(page).fill('Clicks');
  await kept(page);

  const list = await designs(page);
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Duplicate Orders' }).click();
  await page.getByRole('button', { name: 'Rename Orders (copy)' }).click();
  await page.getByRole('textbox', { name: 'New title' }).fill('Orders of tomorrow');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem', { name: 'Orders of tomorrow' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete Orders of tomorrow' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Open Orders', exact: true }).click();
  await expect(title(page)).toHaveValue('Orders');
  // Only then is it the one worked on last.
  await kept(page);

  // A further tab goes on from a copy, and says so.
  const second = await context.newPage();
  await openApp(second);
  await expect(second.getByText('This is a copy')).toBeVisible();
  await expect(title(second)).toHaveValue('Orders (copy)');
  await title(second).fill('second');
  await kept(second);
  await (await designs(second)).getByRole('button', { name: 'Open Clicks' }).click();
  await expect(title(second)).toHaveValue('Clicks');
  const inSecond = await designs(second);
  await expect(inSecond.getByRole('listitem', { name: 'Orders', exact: true })).toContainText('open in another tab');
  await inSecond.getByRole('button', { name: 'Open Orders', exact: true }).click();
  await expect(second.getByText('This is a copy of “Orders”')).toBeVisible();
  await page.reload();
  await expect(title(page)).toHaveValue('Orders');
});

test('a crashed tab’s design is offered at the next start, and what an emptied one held is in its history', async ({ page, context }) => {
  await openApp(page);
  const count = await nodes(page).count();
  await title(page).fill('Fragile');
  await kept(page);
  const crash = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => undefined);
  await crash;

  const next = await context.newPage();
  await openApp(next);
  await expect(next.getByText('Recovered: Fragile')).toBeVisible();
  await expect(title(next)).toHaveValue('Fragile');
  await next.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
  await next.keyboard.press('Control+a');
  await next.keyboard.press('Delete');
  await expect(nodes(next)).toHaveCount(0);
  await kept(next);
  await menu(next, 'History of this design…');
  const newest = next.getByRole('list', { name: 'History of this design' }).getByRole('listitem').first();
  await expect(newest).toContainText('Since then:');
  await newest.getByRole('button', { name: /^Restore/ }).click();
  await expect(nodes(next)).toHaveCount(count);
  await next.keyboard.press('Control+z');
  await expect(nodes(next)).toHaveCount(0);
});

test('what earlier versions kept is found again, and a design that cannot be read is never dropped', async ({ page }) => {
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('/blank');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('spillway', 1);
        request.addEventListener('error', () => reject(new Error('no storage')));
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('documents'));
        request.addEventListener('success', () => {
          const put = request.result.transaction('documents', 'readwrite');
          const text = (name: string) => `{"format":"spillway","version":1,"model":{},"view":{"title":"${name}"}}`;
          put.objectStore('documents').put({ text: text('of old'), fileName: undefined, isDirty: true }, 'current.2');
          put.objectStore('documents').put({ text: '{"format":"spillway","version":99,"view":{"title":"from tomorrow"}}', isDirty: true }, 'current');
          put.addEventListener('complete', () => {
            request.result.close();
            resolve();
          });
        });
      }),
  );
  await openApp(page);
  await expect(page.getByText('“from tomorrow” cannot be read by this version')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('from-tomorrow.spillway.json');
  const list = await designs(page);
  await expect(list.getByRole('listitem', { name: 'from tomorrow' })).toContainText('Cannot be read by this version');
  await list.getByRole('button', { name: 'Open of old' }).click();
  await expect(title(page)).toHaveValue('of old');
});
