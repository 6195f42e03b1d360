import { afterEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';

afterEach(() => vi.unstubAllEnvs());

describe('findBrowser', () => {
  it('takes the one it is told', async () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath);
    expect(await findBrowser()).toBe(process.execPath);
  });
  it('takes no other when the one it is told is not there', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    await expect(findBrowser()).rejects.toThrow('CHROMIUM_PATH=/nowhere/chromium: there is no such file');
  });
});
