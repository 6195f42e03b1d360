/** What is fetched before anything is seen: the size check of the build. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from './app.ts';

/** kB, gzipped. */
const BUDGET = 250;

for (const locale of ['en-US', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`a first visit fetches at most ${BUDGET} kB of script before the diagram is painted`, async ({ page }) => {
      await page.goto('/');
      await expect(page.locator('.react-flow__node').first()).toBeVisible();
      // The rest comes after it.
      await expect(page.getByRole('toolbar', { name: /Run controls|运行/ })).toBeVisible({ timeout: 20_000 });
      const scripts = await page.evaluate(() => {
        const paintMs = performance.getEntriesByName('first-contentful-paint')[0]!.startTime;
        const fetched = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
        return fetched.map(({ name, startTime }) => ({ file: name.split('/').at(-1)!, isBefore: startTime < paintMs }));
      });
      const sizes = scripts
        .filter(({ isBefore }) => isBefore)
        .map(({ file }) => [file, gzipSync(readFileSync(`dist/assets/${file}`), { level: 9 }).length] as const);
      const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1_000;
      console.log(`first load in ${locale}: ${total.toFixed(1)} kB of script`);
      expect(sizes.some(([file]) => file.startsWith('index-'))).toBe(true);
      expect(scripts.some(({ isBefore }) => !isBefore)).toBe(true);
      expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(BUDGET);
    });
  });
}
