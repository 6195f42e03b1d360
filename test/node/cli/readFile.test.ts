import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { readText } from '#node/cli/readFile.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'spillway-read-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  const at = path.join(dir, name);
  writeFileSync(at, content);
  return at;
};
async function* stream(...chunks: Uint8Array[]) {
  yield* chunks;
}

describe('readText', () => {
  test('a file and standard input give their text', async () => {
    expect(await readText(file('a', '主题'), stream())).toEqual({ ok: true, value: '主题' });
    const bytes = new TextEncoder().encode('主题');
    expect(await readText('-', stream(bytes.slice(0, 2), bytes.slice(2)))).toEqual({ ok: true, value: '主题' });
  });

  test('a file of 1 GiB is refused unread', async () => {
    const huge = file('huge', '');
    truncateSync(huge, 2 ** 30);
    const startedMs = performance.now();
    expect(await readText(huge, stream())).toEqual({ ok: false, error: { kind: 'tooLarge', size: 2 ** 30 } });
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  test('an endless stream is given up at the limit', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1 << 20;
        yield new Uint8Array(1 << 20);
      }
    }
    expect(await readText('-', endless())).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
    expect(given).toBeLessThanOrEqual(LIMITS.scenarioFileBytes + (2 << 20));
    expect(await readText('/dev/zero', stream())).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
  });

  test('what cannot be read says why', async () => {
    expect(await readText(path.join(dir, 'none'), stream())).toMatchObject({ ok: false, error: { word: 'notFound' } });
    expect(await readText(dir, stream())).toMatchObject({ ok: false, error: { word: 'isDirectory' } });
    expect(await readText(path.join(file('b', ''), 'x'), stream())).toMatchObject({ ok: false, error: { word: 'notReadable', reason: 'ENOTDIR' } });
    expect(await readText(file('c', Uint8Array.of(0xff, 0xfe, 0x00)), stream())).toMatchObject({ ok: false, error: { word: 'notText' } });
  });
});
