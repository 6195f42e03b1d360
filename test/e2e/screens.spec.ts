/**
 * No screen has a serious accessibility issue, in either theme. With SPILLWAY_SCREENS the same tour takes the pictures of docs/screens
 * instead, in both themes and both languages (`npm run screens`).
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app.ts';
import { type Theme, visitScreens } from './screens.ts';
import type { ScreenLanguage } from './words.ts';

const folder = process.env.SPILLWAY_SCREENS;
const CHECKED: readonly (readonly [ScreenLanguage, Theme])[] = [
  ['en', 'light'],
  ['zh', 'dark'],
];
/** Screens that fill the window: these are also taken on a large one. */
const WHOLE = new Set(['running', 'lesson', 'templates', 'empty']);
const PICTURED: readonly (readonly [ScreenLanguage, Theme])[] = [...CHECKED, ['en', 'dark'], ['zh', 'light']];

test.use({ viewport: { width: 1280, height: 720 } });

if (folder === undefined) {
  for (const [language, theme] of CHECKED) {
    test(`no serious accessibility issue on any screen: ${language}, ${theme}`, async ({ page }) => {
      test.setTimeout(240_000);
      const found: string[] = [];
      await visitScreens(page, language, theme, async (name, part) => {
        const axe = new AxeBuilder({ page });
        const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
        for (const { id, impact, nodes } of violations) {
          if (impact === 'serious' || impact === 'critical') found.push(`${name}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
        }
      });
      expect(found).toEqual([]);
    });
  }
} else {
  for (const [language, theme] of PICTURED) {
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
    ] as const) {
      test(`pictures: ${language}, ${theme}, ${width} × ${height}`, async ({ page }) => {
        test.setTimeout(240_000);
        await page.setViewportSize({ width, height });
        const to = path.join(folder, `${language}-${theme}`, `${width}x${height}`);
        mkdirSync(to, { recursive: true });
        await visitScreens(page, language, theme, async (name) => {
          if (width > 1280 && !WHOLE.has(name)) return;
          // What is fetched when it is shown, and what fades in, is there.
          await page.waitForLoadState('networkidle');
          await page.waitForTimeout(400);
          await page.screenshot({ path: path.join(to, `${name}.jpg`), type: 'jpeg', quality: 72 });
        });
      });
    }
  }
}
