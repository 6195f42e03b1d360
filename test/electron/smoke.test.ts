import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const PACKAGE = path.resolve(import.meta.dirname, '../../node_modules/electron');
const NOTE = path.join(PACKAGE, 'path.txt');
const PROGRAM = existsSync(NOTE) ? path.join(PACKAGE, 'dist', readFileSync(NOTE, 'utf8').trim()) : '';

// The binary comes from github.com by `npm run desktop`; a plain install does not bring it.
it.skipIf(PROGRAM === '' || !existsSync(PROGRAM))('the Electron binary, where there is one, runs the version that was tested against', async () => {
  const version = (JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version;
  const said = await new Promise<string>((resolve, reject) => {
    const child = spawn(PROGRAM, ['--no-sandbox', '--version']);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.once('error', reject);
    child.once('close', () => resolve(out.trim()));
  });
  expect(said).toBe(`v${version}`);
});
