import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { unzipSync, strFromU8 } from 'fflate';
import { parse } from 'yaml';
import { expect, openApp, test } from './app.ts';

test('the compose project downloads as a zip that the Compose Specification accepts', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: /^Export/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('apache/kafka', { exact: false }).first()).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /Download/ }).click();
  const path = await (await download).path();
  const files = unzipSync(new Uint8Array(readFileSync(path)));
  const composeName = Object.keys(files).find((name) => name.endsWith('compose.yaml'))!;
  const project = parse(strFromU8(files[composeName]!)) as { services: Record<string, { image: string }> };

  const schema = JSON.parse(readFileSync(new URL('../compose/compose-spec.schema.json', import.meta.url), 'utf8')) as Record<string, unknown>;
  delete schema['$schema'];
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  expect(validate(project), JSON.stringify(validate.errors)).toBe(true);
  expect(project.services['kafka']!.image).toMatch(/^apache\/kafka:/);
  expect(Object.keys(files).some((name) => name.endsWith('README.md'))).toBe(true);
  // However soon the button was pressed, the load generator is in it.
  const program = Object.keys(files).find((name) => name.endsWith('loadgen/loadgen.mjs'))!;
  expect(files[program]!.length).toBeGreaterThan(100_000);
});

test('what is exported, and its options, change the files at once', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: /^Export/ }).click();
  const dialog = page.getByRole('dialog');
  const text = dialog.locator('pre').first();
  await expect(text).toContainText('apache/kafka', { timeout: 20_000 });
  await dialog.getByRole('combobox', { name: 'Kafka servers' }).click();
  await page.getByRole('option', { name: '3', exact: true }).click();
  await expect(text).toContainText(/kafka-?3/);

  for (const [kind, file, holds] of [
    ['RabbitMQ definitions.json', 'definitions.json', '"queues"'],
    ['AsyncAPI 3', 'asyncapi.yaml', 'asyncapi:'],
  ] as const) {
    await dialog.getByRole('combobox', { name: 'What to export' }).click();
    await page.getByRole('option', { name: kind, exact: true }).click();
    await expect(text).toContainText(holds);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: `Download ${file}` }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(holds);
  }
});
