import { expect, test } from 'vitest';
import { type Locks, type Session, SLOTS_MAX, takeSlot } from '../../../renderer/document/tabSlot.ts';

/** Locks of one browser: `close` ends a tab, and who waits for its lock gets it. */
function browser() {
  const holders = new Map<string, number>();
  const waiting: { readonly name: string; readonly tab: number; readonly give: () => void }[] = [];
  const tab = (number: number): Locks => ({
    request: (name, { ifAvailable = false, signal }, held) =>
      new Promise((_, reject) => {
        const give = () => {
          holders.set(name, number);
          held({ name });
        };
        if (!holders.has(name)) return give();
        if (ifAvailable) return void held(null);
        const wait = { name, tab: number, give };
        waiting.push(wait);
        return signal?.addEventListener('abort', () => {
          waiting.splice(waiting.indexOf(wait), 1);
          reject(new DOMException('too late', 'TimeoutError'));
        });
      }),
  });
  const close = (number: number) => {
    for (const [name, holder] of holders) {
      if (holder !== number) continue;
      holders.delete(name);
      waiting.find((wait) => wait.name === name)?.give();
    }
  };
  return { tab, close };
}

function session(values: Record<string, string> = {}): Session & { readonly values: Record<string, string> } {
  return { values, getItem: (key) => values[key] ?? null, setItem: (key, value) => void (values[key] = value) };
}

test('each open tab has a document of its own, and a closed one leaves its place', async () => {
  const { tab, close } = browser();
  expect(await takeSlot(tab(1), session())).toBe(1);
  expect(await takeSlot(tab(2), session())).toBe(2);
  close(1);
  expect(await takeSlot(tab(3), session())).toBe(1);
});

test('a reload finds its document again, though its former self is still there', async () => {
  const { tab, close } = browser();
  await takeSlot(tab(1), session());
  const own = session();
  await takeSlot(tab(2), own);
  const reloaded = takeSlot(tab(3), own);
  close(2);
  expect(await reloaded).toBe(2);
});

test('a duplicated tab gets another document', async () => {
  const { tab } = browser();
  const own = session();
  await takeSlot(tab(1), own);
  const copy = session({ ...own.values });
  expect(await takeSlot(tab(2), copy, 5)).toBe(2);
  expect(copy.values).not.toEqual(own.values);
});

test('without locks, without storage and with too many tabs there is still one', async () => {
  expect(await takeSlot(undefined, session())).toBe(1);
  const { tab } = browser();
  for (let n = 1; n <= SLOTS_MAX; n++) expect(await takeSlot(tab(n), undefined)).toBe(n);
  expect(await takeSlot(tab(99), undefined)).toBe(SLOTS_MAX);
});
