import { expect, test } from 'vitest';
import { heldDesigns, hold, type Locks } from '../../../renderer/document/designLock.ts';

/** Locks of one browser: who waits for a lock gets it when its holder lets go. */
function browser() {
  const holders = new Map<string, Promise<unknown>>();
  const waiting: { readonly name: string; readonly give: () => void }[] = [];
  const locks: Locks = {
    request: (name, { ifAvailable = false, signal }, held) =>
      new Promise((_, reject) => {
        const give = () => {
          const until = Promise.resolve(held({ name }));
          holders.set(name, until);
          void until.then(() => {
            holders.delete(name);
            const at = waiting.findIndex((wait) => wait.name === name);
            if (at >= 0) waiting.splice(at, 1)[0]?.give();
          });
        };
        if (!holders.has(name)) return give();
        if (ifAvailable) return void held(null);
        const wait = { name, give };
        waiting.push(wait);
        return signal?.addEventListener('abort', () => {
          if (waiting.includes(wait)) waiting.splice(waiting.indexOf(wait), 1);
          reject(new DOMException('too late', 'TimeoutError'));
        });
      }),
  };
  const query = async () => ({ held: [...holders.keys()].map((name) => ({ name })) });
  return { locks, query };
}

test('a design is held by one tab at a time, and free again when that lets go', async () => {
  const { locks } = browser();
  const release = await hold(locks, 'a');
  expect(await hold(locks, 'a')).toBeUndefined();
  expect(await hold(locks, 'b')).toBeDefined();
  release?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(await hold(locks, 'a')).toBeDefined();
});

test('a reload finds its design again, though its former self is still there', async () => {
  const { locks } = browser();
  const release = await hold(locks, 'a');
  const reloaded = hold(locks, 'a', 1_000);
  release?.();
  expect(await reloaded).toBeDefined();
});

test('a duplicated tab does not get the design of the first', async () => {
  const { locks } = browser();
  await hold(locks, 'a');
  expect(await hold(locks, 'a', 5)).toBeUndefined();
});

test('without locks every design is free', async () => {
  expect(await hold(undefined, 'a')).toBeDefined();
  expect(await heldDesigns(undefined)).toEqual(new Set());
});

test('what other tabs hold is known by name', async () => {
  const { locks, query } = browser();
  await hold(locks, 'a');
  void locks.request('something else', {}, () => new Promise(() => {}));
  expect(await heldDesigns({ query } as never)).toEqual(new Set(['a']));
});
