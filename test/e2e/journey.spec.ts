/** Following one message: from the browser of a queue through failures, a dead letter and its retry; and why another is stuck. */
import type { Locator, Page } from '@playwright/test';
import { expect, nodeNamed, openApp, openTemplate, test } from './app.ts';

const journey = (page: Page): Locator => page.getByRole('region', { name: /Journey of message/ });
const titles = (page: Page): Promise<string[]> => journey(page).getByRole('table').getByRole('button').allTextContents();

/** So many seconds of the run, exactly. */
async function goOn(page: Page, fromS: number, toS: number): Promise<void> {
  for (let second = fromS + 1; second <= toS; second++) {
    await page.getByRole('button', { name: 'Step one second' }).click();
    await expect(page.getByText(`00:${String(second).padStart(2, '0')}.000`).first()).toBeVisible();
  }
}

async function browse(page: Page, node: string): Promise<void> {
  await nodeNamed(page, node).click();
  await page.getByRole('button', { name: 'Browse messages' }).click();
}

test('a message that died is followed through its retry until it is processed', async ({ page }) => {
  await openApp(page);
  await openTemplate(page, 'Retry and compensation');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await expect(page.getByText('No message yet: run the design.')).toBeVisible();
  await goOn(page, 0, 7);
  await browse(page, 'wait 5 s');

  const rows = page.getByRole('table', { name: 'Messages in wait 5 s' }).getByRole('button');
  await expect(rows.first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Messages in wait 5 s' }).getByRole('row').nth(1)).toContainText('ready · died 1×');
  const serials = await rows.allTextContents();
  // By keyboard: down to the second one and back.
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await rows.first().click();
  await expect(journey(page)).toContainText('then it goes to accounting, again as a dead letter.');
  await expect(journey(page)).toContainText('Work on it has failed 2 times.');
  const before = await titles(page);
  expect(before.filter((title) => title === 'Work failed')).toHaveLength(2);
  expect(before.at(-1)).toBe('Enqueued');

  // Six seconds later it was tried again; one in 25 fails twice more and is parked.
  await goOn(page, 7, 14);
  await journey(page).getByRole('button', { name: 'Follow it up to now' }).click();
  for (const serial of serials) {
    await page.getByRole('textbox', { name: 'Message no.' }).fill(serial.replaceAll(',', ''));
    await page.getByRole('textbox', { name: 'Message no.' }).press('Enter');
    await expect(page.getByRole('heading', { name: `Journey of message ${serial}` })).toBeVisible();
    await expect(journey(page)).toContainText('up to 00:14.000');
    if ((await titles(page)).includes('Processed')) break;
  }
  const after = await titles(page);
  const dead = after.indexOf('Died, sent on as a dead letter');
  expect(after.slice(0, dead).filter((title) => title === 'Work failed')).toHaveLength(2);
  expect(after.slice(dead)).toEqual(expect.arrayContaining(['Enqueued', 'Died, sent on as a dead letter', 'Given out', 'Work began', 'Processed', 'Settled']));
  await expect(journey(page)).toContainText(/Processed by bookkeeper, 5\.\d+ s after it was due\./);
  await expect(journey(page)).toContainText('It died in wait 5 s (it waited longer than it may live) and went to accounting, again as a dead letter.');

  // A step shows where it was.
  await journey(page).getByRole('button', { name: 'Processed' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('bookkeeper');
});

test('a topic is browsed by partition, offset, time and key, also in the past', async ({ page }) => {
  await openApp(page);
  await openTemplate(page, 'Flash sale: shaving the peak');
  await goOn(page, 0, 5);
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('combobox', { name: 'Messages of' }).click();
  await page.getByRole('option', { name: 'orders', exact: true }).click();
  const table = page.getByRole('table', { name: 'Messages in orders' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  const key = await table.getByRole('row').nth(1).getByRole('cell').nth(2).textContent();
  const offset = page.getByRole('textbox', { name: 'Offset' });
  await offset.fill('20');
  await offset.press('Enter');
  await expect(table.getByRole('row').nth(1).getByRole('cell').first()).toHaveText('20');
  await page.getByRole('combobox', { name: 'Go to' }).click();
  await page.getByRole('option', { name: 'last page' }).click();
  await expect(page.getByText('as of 00:05.000')).toBeVisible();
  // In the past the exact state at the cursor is listed, and followed.
  await page.getByRole('button', { name: 'Look one second back' }).click();
  await expect(page.getByText('as of 00:04.000')).toBeVisible();
  await table.getByRole('button').last().click();
  await expect(journey(page)).toContainText('up to 00:04.000');
  const search = page.getByRole('textbox', { name: 'Key' });
  await search.fill(key ?? '');
  await search.press('Enter');
  await expect(table.getByRole('row').nth(1).getByRole('cell').nth(2)).toHaveText(key ?? '');
  await search.fill('no such key');
  await search.press('Enter');
  await expect(page.getByText('No message with this key is here now.')).toBeVisible();
});

test('why a message waits: its consumers hold all that their prefetch allows', async ({ page }) => {
  await openApp(page);
  await openTemplate(page, 'Prefetch 1 over a long way');
  await goOn(page, 0, 3);
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('combobox', { name: 'Go to' }).click();
  await page.getByRole('option', { name: 'last page' }).click();
  await page
    .getByRole('button', { name: /Follow message/ })
    .last()
    .click();
  await expect(journey(page)).toContainText(/messages are ahead of it in/);
  await expect(journey(page)).toContainText(/holds as many unacknowledged messages as its prefetch/);
});
