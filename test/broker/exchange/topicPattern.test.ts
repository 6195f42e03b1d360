import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TopicPatterns, wordsOf } from '#core/broker/exchange/topicPattern.ts';

const KEYS = ['', 'a', 'b', 'a.b', 'a.x.b', 'a.b.c', 'a..b', '.', 'a.'];

function matching(pattern: string, keys: readonly string[] = KEYS): string[] {
  const patterns = new TopicPatterns<string>();
  patterns.add(pattern, pattern);
  return keys.filter((key) => {
    let found = 0;
    patterns.match(key, () => found++);
    expect(found).toBeLessThan(2);
    return found > 0;
  });
}

/** The definition, word by word: slow, and plain to see. */
function matches(pattern: readonly string[], words: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return words.length === 0;
  if (first === '#') return matches(rest, words) || (words.length > 0 && matches(pattern, words.slice(1)));
  return words.length > 0 && (first === '*' || first === words[0]) && matches(rest, words.slice(1));
}

describe('patterns of a topic exchange', () => {
  it.each([
    ['*', ['a', 'b']],
    ['#', KEYS],
    ['a.#.b', ['a.b', 'a.x.b', 'a..b']],
    ['a.*', ['a.b', 'a.']],
    ['a.#', ['a', 'a.b', 'a.x.b', 'a.b.c', 'a..b', 'a.']],
    ['#.b', ['b', 'a.b', 'a.x.b', 'a..b']],
    ['*.*.*', ['a.x.b', 'a.b.c', 'a..b']],
    ['', ['']],
    ['*.*', ['a.b', '.', 'a.']],
    ['#.#', KEYS],
    ['#.*', KEYS.slice(1)],
  ])('[RX2] "%s" matches %j', (pattern, expected) => {
    expect(matching(pattern)).toEqual(expected);
  });

  it('[RX2] takes a wildcard for one only where it is a whole word', () => {
    expect(matching('a*.b', ['a*.b', 'ax.b'])).toEqual(['a*.b']);
    expect(matching('a.#x', ['a.#x', 'a.x'])).toEqual(['a.#x']);
  });

  it('[RX2] does as the definition says, with many patterns in one tree', () => {
    const word = fc.constantFrom('a', 'b', '', '*', '#');
    const key = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 6 }).map((words) => words.join('.'));
    const pattern = fc.array(word, { maxLength: 6 }).map((words) => words.join('.'));
    fc.assert(
      fc.property(fc.uniqueArray(pattern, { maxLength: 8 }), fc.array(key, { maxLength: 5 }), (patterns, keys) => {
        const tree = new TopicPatterns<string>();
        for (const one of patterns) tree.add(one, one);
        for (const one of keys) {
          const found: string[] = [];
          tree.match(one, (value) => found.push(value));
          expect(found.sort()).toEqual(patterns.filter((p) => matches(wordsOf(p), wordsOf(one))).sort());
        }
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('walks a long key through many # without trying every way to share it out', () => {
    const patterns = new TopicPatterns<number>();
    patterns.add(`${'#.a.'.repeat(20)}#`, 1);
    const found: number[] = [];
    patterns.match('a.b.'.repeat(60), (value) => found.push(value));
    expect(found).toEqual([1]);
  });
});
