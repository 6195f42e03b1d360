/** The steps of a lesson as a reader takes them in the browser: by the controls its text names. */
import { expect, type Locator, type Page } from '@playwright/test';
import { choosePace, openApp } from './app.ts';

export const lessonPanel = (page: Page): Locator => page.getByRole('complementary', { name: 'Lessons' });
const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });
const runControls = (page: Page): Locator => page.getByRole('toolbar', { name: 'Run controls' });

/** The app with the list of lessons beside the canvas. */
export async function openLessons(page: Page): Promise<void> {
  await openApp(page);
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await expect(lessonPanel(page).getByRole('heading', { name: 'Lessons' })).toBeVisible({ timeout: 20_000 });
}

/** From the list; a design that is in no file is let go. A test has less patience than a reader, so it chooses a pace. */
export async function beginLesson(page: Page, title: string, pace = '10×'): Promise<void> {
  await lessonPanel(page).getByRole('button', { name: title }).click();
  const begun = lessonPanel(page).getByRole('heading', { name: title, level: 2 });
  const discard = page.getByRole('button', { name: 'Discard changes' });
  await expect(begun.or(discard)).toBeVisible();
  if (await discard.isVisible()) await discard.click();
  await expect(begun).toBeVisible();
  await choosePace(page, pace);
}

/** So many goals of the step are ticked, and so many are not yet. */
async function expectMet(page: Page, goals: number, open = 0): Promise<void> {
  await expect(lessonPanel(page).locator('[data-met="true"]')).toHaveCount(goals, { timeout: 20_000 });
  await expect(lessonPanel(page).locator('[data-met="false"]')).toHaveCount(open);
}

/** All goals are met: on to the next step, or to the end. */
export async function next(page: Page, goals: number): Promise<void> {
  await expectMet(page, goals);
  await lessonPanel(page)
    .getByRole('button', { name: /^(Next|Finish)$/ })
    .click();
}

/** After its last step the lesson is complete and listed as done. */
export async function finish(page: Page, title: string): Promise<void> {
  await expect(lessonPanel(page).getByRole('heading', { name: 'Lesson complete' })).toBeVisible();
  await lessonPanel(page)
    .getByRole('button', { name: /^All lessons/ })
    .first()
    .click();
  await expect(lessonPanel(page).getByRole('button', { name: title })).toContainText('Done');
}

export const run = (page: Page): Promise<void> =>
  runControls(page)
    .getByRole('button', { name: /^(Run|Run again)$/ })
    .click();

/** By its whole name. */
export const nodeCalled = (page: Page, name: string): Locator => page.locator(`.react-flow__node[aria-label="${name}"]`);

export async function selectNode(page: Page, name: string): Promise<void> {
  await nodeCalled(page, name).click({ position: { x: 60, y: 14 } });
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toHaveValue(name);
}

/** Types a value into a field of what is selected. */
export async function setField(page: Page, label: string, value: string): Promise<void> {
  const field = inspector(page).getByRole('textbox', { name: label, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

/** Picks one of a field's choices. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await inspector(page).getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

export async function exportProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export docker-compose…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download zip' }).click();
  await download;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
