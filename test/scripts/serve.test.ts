import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#node/contentSecurityPolicy.mjs';
import { createStaticServer, listen, parsePort } from '../../scripts/serve.mjs';

let folder: string;
let server: Server;
let port: number;

/** `fetch` would tidy the address up first, and the untidy ones are what is tested. */
function get(target: string, method = 'GET'): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path: target, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.on('error', reject).end();
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'spillway-serve-'));
  const root = path.join(folder, 'dist');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>page');
  writeFileSync(path.join(root, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  mkdirSync(path.join(folder, 'dist-other'));
  writeFileSync(path.join(folder, 'dist-other', 'near.txt'), 'secret');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(root, 'link.txt'));
  server = createStaticServer(root);
  port = (await listen(server, 0, '127.0.0.1')) as number;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the static server', () => {
  it('gives the page at /, never from a cache, under the strict policy', async () => {
    const { status, headers, body } = await get('/?x=1');
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>page' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('gives scripts as scripts, to be kept', async () => {
    const { headers } = await get('/assets/app-1a2b.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/../dist-other/near.txt',
    '/link.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/assets',
    '/assets/',
    '/missing.js',
  ])('refuses %s', async (target) => {
    const { status, body, headers } = await get(target);
    expect({ status, body }).toEqual({ status: 404, body: 'Not found\n' });
    expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
  });

  it('answers HEAD without a body and no other method', async () => {
    expect(await get('/', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await get('/', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

describe('the policy', () => {
  it('starts from nothing and lets no inline code in', () => {
    expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'; /);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|http/);
  });
});

describe('parsePort', () => {
  it('takes whole numbers up to 65535', () => {
    expect(['0', '80', '65535'].map(parsePort)).toEqual([0, 80, 65_535]);
    expect(['65536', '-1', '1.5', 'x', '', '1e3', '0x50'].map(parsePort)).toEqual(Array(7).fill(undefined));
  });
});
