import { describe, expect, it } from 'vitest';
import { readPattern } from '#core/compose/import/pattern.ts';
import { createRandom } from '#core/base/random.ts';

describe('a pattern of a policy', () => {
  it.each([
    ['^shop\\.', 'shop.orders', true],
    ['^shop\\.', 'my shop.orders', false],
    ['\\.dlq$', 'orders.dlq', true],
    ['', 'anything', true],
    ['.*', '', true],
    ['^(?:eu|us)-\\d{2,3}$', 'eu-123', true],
    ['^(eu|us)-\\d{2,3}$', 'eu-1234', false],
    ['^[^.]+\\.[a-c-]+$', 'x.a-c', true],
    ['[]a]', ']', true],
    ['a{,2}', 'a{,2}', true],
    ['^订+$', '订订', true],
    ['^a{0}b$', 'b', true],
    ['()*', 'x', true],
  ])('%s in %s: %s', (pattern, text, isFound) => expect(readPattern(pattern)?.(text)).toBe(isFound));

  it.each(['(?=a)', '(?!a)', '\\1', '(a', 'a)', '*a', '[a', 'a++', '[[:alpha:]]', '\\bx', 'a{2,1}', '(((a{999}){999}){999})', '('.repeat(500)])(
    'is not spoken: %s',
    (pattern) => expect(readPattern(pattern)).toBeUndefined(),
  );

  it('takes no longer for being hostile', () => {
    // JavaScript's own would need 2^200 steps.
    expect(readPattern('^(a+)+(a|aa)*$')?.(`${'a'.repeat(200)}!`)).toBe(false);
  });

  it('finds what JavaScript finds, over many small patterns', () => {
    const random = createRandom(7);
    const pick = (from: readonly string[]): string => from[Math.floor(random.unit() * from.length)] as string;
    const atom = (): string => pick(['a', 'b', '.', '[ab]', '[^a]', '\\.', '(a|b.)', '(?:ab)', '\\w', '^', '$']);
    let found = 0;
    for (let i = 0; i < 3_000; i++) {
      const pattern = Array.from({ length: 1 + Math.floor(random.unit() * 4) }, () => {
        const one = atom();
        return one === '^' || one === '$' ? one : one + pick(['', '', '*', '+', '?', '{1,2}', '|']);
      }).join('');
      const text = Array.from({ length: Math.floor(random.unit() * 6) }, () => pick(['a', 'b', '.', 'c'])).join('');
      const own = readPattern(pattern)?.(text);
      expect([pattern, text, own]).toEqual([pattern, text, new RegExp(pattern, 'u').test(text)]);
      if (own === true) found++;
    }
    expect(found).toBeGreaterThan(500);
  });
});
