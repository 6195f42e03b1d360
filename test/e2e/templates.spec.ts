/** The gallery of templates: found in either language, opened by keyboard, with the fix of what goes wrong beside the trouble. */
import { AxeBuilder } from '@axe-core/playwright';
import { choosePace, expect, nodeNamed, nodes, openApp, tab, test } from './app.ts';

test('it is searched in both languages, narrowed, and opened by keyboard alone', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Templates' }).press('Enter');
  const gallery = page.getByRole('dialog', { name: 'Templates' });
  const cards = gallery.getByRole('option');
  await expect(gallery.getByRole('status')).toHaveText('40 templates');

  const search = gallery.getByRole('searchbox');
  await search.fill('kafka 热点');
  await expect(cards.filter({ hasText: 'Hot partition' })).toBeVisible();
  await search.fill('zebra');
  await expect(gallery.getByText('Nothing found')).toBeVisible();
  await gallery.getByRole('button', { name: 'Show all templates' }).click();
  await gallery.getByRole('button', { name: 'Channel' }).click();
  await expect(cards).toHaveCount(2);

  await search.press('ArrowDown');
  await expect(cards.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cards.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(gallery.getByRole('complementary')).toContainText('5 components · 4 wires');
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes: at }) => `${id} ${at[0]?.target.join(' ')}`),
  ).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(gallery).toBeHidden();
  await expect(nodes(page)).toHaveCount(5);
  await expect(nodeNamed(page, 'pool')).toBeVisible();
});

test('an incident shows its trouble and its fix', async ({ page }) => {
  await openApp(page);
  await choosePace(page, 'max');
  const open = async (which: string) => {
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByRole('searchbox').fill('acknowledged by one');
    await page.getByRole('button', { name: which }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
    await tab(page, 'Report');
  };
  await open('Open the trouble');
  await expect(page.getByRole('tabpanel').getByText('Missed', { exact: true })).toHaveCount(1);
  await open('Open the fix');
  await expect(page.getByRole('tabpanel').getByText('Met', { exact: true })).toHaveCount(1);
});

test('the tour is offered, led on by doing what it says, and seen only once', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: '60-second tour' }).click();
  const step = (title: string) => page.getByRole('dialog', { name: title });
  await expect(step('Begin with a template')).toBeVisible();

  await test.step('the gallery is left alone, and the tour goes on from what was opened there', async () => {
    await page.getByRole('button', { name: 'Templates' }).click();
    await expect(step('Begin with a template')).toBeHidden();
    await page.getByRole('searchbox').fill('flash sale');
    await page.getByRole('searchbox').press('Enter');
  });
  await expect(step('Run it')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.driver-popover').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(step('What you see')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step('Now break its calm')).toBeVisible();
  await page.getByRole('button', { name: 'Spike' }).click();
  await expect(step('Watch what piles up')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(step('Where to go from here')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.driver-popover')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '60-second tour' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('toolbar', { name: 'Run controls' })).toBeVisible();
  await expect(page.getByRole('button', { name: '60-second tour' })).toBeHidden();
});
