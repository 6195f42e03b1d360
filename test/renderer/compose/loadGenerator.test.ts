import { afterEach, expect, test, vi } from 'vitest';
import { loadGenerator } from '../../../renderer/compose/loadGenerator.ts';

afterEach(() => vi.unstubAllGlobals());

test('the load generator is fetched once, and again only when that failed', async () => {
  vi.stubGlobal('document', { baseURI: 'https://example.org/app/?x=1' });
  const fetched = vi.fn<(url: URL) => Promise<Response>>();
  vi.stubGlobal('fetch', fetched);
  fetched.mockResolvedValueOnce(new Response('gone', { status: 404 }));
  await expect(loadGenerator()).rejects.toThrow('404');
  fetched.mockRejectedValueOnce(new TypeError('offline'));
  await expect(loadGenerator()).rejects.toThrow('offline');
  fetched.mockResolvedValueOnce(new Response('// it'));
  expect(await Promise.all([loadGenerator(), loadGenerator()])).toEqual(['// it', '// it']);
  expect(fetched.mock.calls.map(([url]) => url.href)).toEqual(Array.from({ length: 3 }, () => 'https://example.org/app/loadgen.mjs'));
});
