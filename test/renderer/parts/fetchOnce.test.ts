import { describe, expect, it } from 'vitest';
import { fetchOnce } from '../../../renderer/parts/fetchOnce.ts';

describe('what is fetched once', () => {
  it('is asked for once, however many want it, and is there at once from then on', async () => {
    let asked = 0;
    const part = fetchOnce(() => Promise.resolve(++asked));
    expect(part.value).toBeUndefined();
    expect(await Promise.all([part.fetch(), part.fetch()])).toEqual([1, 1]);
    expect(part.value).toBe(1);
    expect(await part.fetch()).toBe(1);
  });

  it('is asked for again after it could not be fetched', async () => {
    let asked = 0;
    const part = fetchOnce(() => (++asked === 1 ? Promise.reject(new Error('offline')) : Promise.resolve('here')));
    await expect(part.fetch()).rejects.toThrow('offline');
    expect(part.value).toBeUndefined();
    expect(await part.fetch()).toBe('here');
    expect(part.value).toBe('here');
  });
});
