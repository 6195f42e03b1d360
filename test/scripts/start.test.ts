import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listen } from '../../scripts/serve.mjs';

const START = path.resolve(import.meta.dirname, '../../scripts/start.mjs');

function start(port: string): Promise<{ code: number | null; out: string; complaint: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [START], { env: { ...process.env, PORT: port } });
    let out = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.on('close', (code) => resolve({ code, out, complaint }));
  });
}

describe('npm start', () => {
  it('says in one line that its port is taken, before it builds anything', async () => {
    const other = createServer();
    const port = (await listen(other, 0, '127.0.0.1')) as number;
    const { code, out, complaint } = await start(String(port));
    other.close();
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(complaint).toBe(`Port ${port} is taken by another program. End it, or choose another port: PORT=${port + 1} npm start\n`);
  });

  it('refuses a port that is none', async () => {
    expect(await start('http')).toMatchObject({ code: 1, complaint: 'PORT=http is not a port: give a number from 1 to 65535.\n' });
  });
});
