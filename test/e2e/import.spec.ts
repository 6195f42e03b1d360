/** A project comes in, is looked at, opened, and goes out again. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { SAMPLE } from '../../renderer/import/sample.ts';
import { expect, nodeNamed, nodes, openApp, test } from './app.ts';

const dialog = (page: Page, name: RegExp) => page.getByRole('dialog', { name });

async function openImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Import/ }).click();
  await expect(dialog(page, /Import/).getByRole('textbox')).toBeVisible({ timeout: 20_000 });
}

async function exportBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Export/ }).click();
  const box = dialog(page, /^Export/);
  await box.getByRole('combobox', { name: 'What to export' }).click();
  await page.getByRole('option', { name: 'Back into the imported files' }).click();
}

async function downloaded(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download/ }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

test('the file of the document: five findings, a design that runs, and the same bytes back', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  await box.getByRole('button', { name: 'Try the document’s file' }).click();
  await expect(box.getByRole('status')).toContainText('Findings: 5.');
  for (const [kind, count] of [
    ['Broker', '1'],
    ['Topic', '2'],
    ['External service', '1'],
  ]) {
    await expect(box.getByRole('row', { name: new RegExp(`^${kind} ${count} `) })).toBeVisible();
  }
  await expect(box.getByText('docker-compose.yml:', { exact: false }).first()).toBeVisible();
  await box.getByRole('button', { name: 'Open as a new design' }).click();
  await expect(box).toBeHidden();
  for (const name of ['stream-in', 'stream-out', 'zoo1']) await expect(nodeNamed(page, name)).toBeVisible();

  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await expect.poll(async () => page.getByTestId('clock').textContent()).not.toContain('00:00.000');

  await exportBack(page);
  await expect(dialog(page, /^Export/).getByText('Nothing changed: byte for byte as imported.')).toBeVisible();
  expect(await downloaded(page)).toBe(SAMPLE.text);
  await page.keyboard.press('Escape');

  await test.step('a change of the design is one of the file, and nothing else is', async () => {
    await nodeNamed(page, 'stream-in').click({ position: { x: 60, y: 12 } });
    const partitions = page.getByRole('textbox', { name: 'Partitions' });
    await partitions.fill('3');
    await partitions.press('Enter');
    await exportBack(page);
    await expect(dialog(page, /^Export/).getByText('1 file changes.', { exact: false })).toBeVisible();
    await expect(page.locator('ins')).toHaveText(/stream-in:3:1/);
    expect(await downloaded(page)).toBe(SAMPLE.text.replace('stream-in:1:1', 'stream-in:3:1'));
  });
});

test('modernised: said beforehand, without ZooKeeper, and exported anew', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  await box.getByRole('button', { name: 'Try the document’s file' }).click();
  await box.getByRole('radio', { name: /^Modernised/ }).click();
  await expect(box.getByText('What modernising does')).toBeVisible();
  await expect(box.getByText('5 of the findings are gone then.')).toBeVisible();
  await box.getByRole('button', { name: 'Open as a new design' }).click();
  await expect(nodeNamed(page, 'stream-in')).toBeVisible();
  await expect(nodeNamed(page, 'zoo1')).toBeHidden();
  await page.getByRole('button', { name: /^Export/ }).click();
  await expect(
    dialog(page, /^Export/)
      .locator('pre')
      .first(),
  ).toContainText('apache/kafka:', { timeout: 20_000 });
});

test('a broken file says where it is broken, and is read again once it is mended', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  const field = box.getByRole('textbox');
  await field.fill('services:\n  kafka:\n    image: [apache/kafka\n');
  await expect(box.getByRole('heading', { name: 'Nothing was imported' })).toBeVisible();
  await expect(box.getByText(/^compose\.yaml:\d+:\d+$/).first()).toBeVisible();
  await expect(box.getByRole('button', { name: 'Open as a new design' })).toBeDisabled();
  await field.fill('services:\n  kafka:\n    image: apache/kafka:4.1.0\n');
  await expect(box.getByRole('row', { name: /^Broker 1 / })).toBeVisible();
  await expect(box.getByRole('button', { name: 'Open as a new design' })).toBeEnabled();
});

test('a place is a button that goes to the line, of a pasted text and of a file', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  const field = box.getByRole('textbox');
  const selected = () => field.evaluate((one: HTMLTextAreaElement) => one.value.slice(one.selectionStart, one.selectionEnd));
  await box.getByRole('button', { name: 'Try the document’s file' }).click();
  const place = box.getByRole('button', { name: /^Show docker-compose\.yml:\d+:\d+$/ }).last();
  const line = Number(/:(\d+):/.exec((await place.textContent())!)![1]);
  await place.focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  expect(await selected()).toBe(SAMPLE.text.split('\n')[line - 1]);

  await test.step('a fault of a long file with carriage returns, far down in it', async () => {
    await box.getByRole('button', { name: 'Clear' }).click();
    const text = `services:\r\n${'  # passed over\r\n'.repeat(400)}  kafka:\r\n    image: [apache/kafka\r\n`;
    await box
      .locator('input[type="file"]')
      .first()
      .setInputFiles([{ name: 'compose.yaml', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
    await expect(box.getByRole('heading', { name: 'Nothing was imported' })).toBeVisible();
    const fault = box.getByRole('button', { name: /^Show compose\.yaml:\d+:\d+$/ }).first();
    const at = Number(/:(\d+):/.exec((await fault.textContent())!)![1]);
    expect(at).toBeGreaterThan(400);
    await fault.click();
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('readonly', '');
    expect(await selected()).toBe(text.split('\r\n')[at - 1]);
    expect(await field.evaluate((one) => one.scrollTop)).toBeGreaterThan(5_000);
  });
  await test.step('the file is put away again', async () => {
    await box.getByRole('button', { name: 'Back to pasting' }).click();
    await expect(field).toBeFocused();
    await expect(field).toBeEditable();
    await box.getByRole('button', { name: 'compose.yaml', exact: true }).click();
    await expect(field).toHaveValue(/^services:/);
  });
});

test('files with their overrides and variables, chosen and taken out again', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await box
    .locator('input[type="file"]')
    .first()
    .setInputFiles([
      file('compose.yaml', 'services:\n  kafka:\n    image: apache/kafka:${VERSION}\n'),
      file('compose.override.yaml', 'services:\n  postgres:\n    image: postgres:16\n'),
      file('.env', 'VERSION=4.1.0\n'),
    ]);
  const list = box.getByRole('list', { name: 'Files' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(box.getByRole('row', { name: /^External service 1 postgres/ })).toBeVisible();
  await list.getByRole('button', { name: 'Remove compose.override.yaml' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(box.getByRole('row', { name: /^External service/ })).toBeHidden();
  await box
    .locator('input[type="file"]')
    .first()
    .setInputFiles([file('big.yaml', `# ${'x'.repeat(1024 * 1024)}`)]);
  await expect(box.getByRole('alert')).toContainText('big.yaml was left out');
});

test('a compose file that is pasted, dropped or opened is offered for import', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await openApp(page);
  const box = dialog(page, /Import/);
  const text = 'services:\n  mq:\n    image: apache/kafka:4.1.0\n';

  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);
  await expect(box.getByRole('row', { name: /^Broker 1 mq/ })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Open/ }).click();
  await (await chooser).setFiles({ name: 'docker-compose.yml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await expect(box.getByRole('list', { name: 'Files' }).getByText('docker-compose.yml')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();

  await page.evaluate((dropped) => {
    const data = new DataTransfer();
    data.items.add(new File([dropped], 'compose.yaml'));
    data.items.add(new File(['A=b\n'], '.env'));
    document.querySelector('.react-flow')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, text);
  await expect(box.getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(2);
});

test('by the keyboard alone: from the palette to the open design', async ({ page }) => {
  await openApp(page);
  await expect(page.locator('[data-announcer]')).toBeAttached({ timeout: 20_000 });
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused({ timeout: 20_000 });
  await page.keyboard.type('import docker');
  await page.keyboard.press('Enter');
  const box = dialog(page, /Import/);
  await expect(box.getByRole('textbox')).toBeVisible({ timeout: 20_000 });
  const onButton = async (name: string): Promise<void> => {
    const button = box.getByRole('button', { name });
    for (let i = 0; i < 30 && !(await button.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press('Tab');
    await expect(button).toBeFocused();
  };
  await onButton('Try the document’s file');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('status')).toContainText('Findings: 5.');
  await onButton('Open as a new design');
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
  await expect(nodeNamed(page, 'stream-in')).toBeVisible();
});

test('a program of an imported project becomes a producer, and is one again by undo', async ({ page }) => {
  await openApp(page);
  await openImport(page);
  const box = dialog(page, /Import/);
  await box
    .getByRole('textbox')
    .fill('services:\n  kafka:\n    image: apache/kafka:4.1.0\n  shop:\n    image: example/shop:1\n    environment:\n      BROKERS: kafka:9092\n');
  await box.getByRole('button', { name: 'Open as a new design' }).click();
  await nodeNamed(page, 'shop').click({ position: { x: 60, y: 12 } });
  const inspector = page.locator('#inspector');
  await expect(inspector.getByText('example/shop:1')).toBeVisible();
  await expect(inspector.getByText('compose.yaml:4')).toBeVisible();
  await inspector.getByRole('button', { name: 'Make it a producer' }).click();
  await expect(inspector.getByRole('heading', { name: 'Producer' })).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(inspector.getByRole('heading', { name: 'External service' })).toBeVisible();
  expect(await nodes(page).count()).toBe(2);
});
