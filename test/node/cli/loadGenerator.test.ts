import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readLoadGenerator } from '#node/cli/loadGenerator.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'spillway-loadgen-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('the load generator is what lies beside the program, or nothing', async () => {
  expect(await readLoadGenerator(dir)).toBeUndefined();
  writeFileSync(path.join(dir, 'loadgen.mjs'), '// it');
  expect(await readLoadGenerator(dir)).toBe('// it');
});
