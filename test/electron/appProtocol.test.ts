import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#node/contentSecurityPolicy.mjs';
import { appProtocol, isAppUrl } from '../../electron/appProtocol.ts';

let folder: string;
let get: (url: string, method?: string) => Promise<Response>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spillway-app-'));
  mkdirSync(path.join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'dist/index.html'), 'page');
  writeFileSync(path.join(folder, 'dist/assets/a.js'), 'export {}');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'dist/link.txt'));
  const handle = appProtocol(path.join(folder, 'dist'));
  get = (url, method = 'GET') => handle({ url, method });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('app://', () => {
  it('gives the page and its scripts under the policy a browser gets too', async () => {
    const page = await get('app://spillway/');
    expect([page.status, await page.text()]).toEqual([200, 'page']);
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    const script = await get('app://spillway/assets/a.js?v=1#x');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it.each([
    ['app://spillway/../secret.txt', 404],
    ['app://spillway/%2e%2e/secret.txt', 404],
    ['app://spillway/..%2fsecret.txt', 404],
    ['app://spillway/..%5csecret.txt', 404],
    ['app://spillway/link.txt', 404],
    ['app://spillway/%00', 404],
    ['app://spillway/%zz', 404],
    ['app://spillway/assets', 404],
    ['app://spillway/none.js', 404],
    ['app://elsewhere/index.html', 403],
    ['file:///etc/passwd', 403],
  ])('refuses %s with %i', async (url, status) => {
    const answer = await get(url);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('secret');
  });

  it('takes no other method', async () => expect((await get('app://spillway/', 'POST')).status).toBe(403));
});

describe('isAppUrl', () => {
  it('knows our page only', () => {
    expect(['app://spillway/', 'app://spillway', 'app://spillway/x?y#z'].map(isAppUrl)).toEqual([true, true, true]);
    expect(['app://spillway.x/', 'app://spillway:1/', 'http://spillway/', 'app:spillway', ''].map(isAppUrl)).toEqual(Array(5).fill(false));
  });
});
