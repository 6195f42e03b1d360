import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { expect, nodes, openApp, openFile, test } from './app.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-e2e-'));
const pipe = JSON.stringify(EXAMPLES.find((e) => e.id === 'pipe')!.scenario);

function file(name: string, text: string, bytes?: number): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  // A sparse file: large to see, nothing on disk.
  if (bytes !== undefined) truncateSync(path, bytes);
  return path;
}

const CASES: readonly [name: string, path: string, message: RegExp][] = [
  ['not JSON', file('broken.json', '{ "format": "spillway", '), /JSON/],
  ['a newer version', file('newer.json', pipe.replace(/"version":\d+/, '"version":99')), /newer|99/],
  ['an unknown kind', file('kind.json', pipe.replace('"kind":"channel"', '"kind":"teleport"')), /teleport/],
  ['a dangling edge', file('dangling.json', pipe.replace('"to":"main"', '"to":"nobody"')), /nobody/],
  ['a negative rate', file('negative.json', pipe.replace(/"rate":"[^"]*"/, '"rate":"-5/s"')), /negative|-5/],
  ['a gigabyte', file('huge.json', '{', 2 ** 30), /MiB|large|big/],
];

// Without the browser's own picker the app falls back to a plain file input.
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
  });
});

for (const [name, path, message] of CASES) {
  test(`${name}: a clear message, and the work is kept`, async ({ page }) => {
    await openApp(page);
    const before = await nodes(page).count();
    await openFile(page, path);
    await expect(page.getByText(message).first()).toBeVisible();
    await expect(nodes(page)).toHaveCount(before);
  });
}
