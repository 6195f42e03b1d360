import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requoted, writeScalar } from '#core/compose/import/scalarWrite.ts';

const rawOf = (source: string): string => (parse(`a: ${source}\n`, { schema: 'failsafe' }) as { a: string }).a;
const written = (source: string, next: string): string => writeScalar(source, rawOf(source), next);

describe('a scalar that says something else', () => {
  it.each([
    ['1', '3', '3'],
    ['a:1:1,b:1:1', 'a:1:1,b:2:1', 'a:1:1,b:2:1'],
    ['one word', 'two words', 'two words'],
    ['false', 'true', 'true'],
    ["'x'", "it's", "'it''s'"],
    ['"x"', 'a "b"\n', '"a \\"b\\"\\n"'],
    ["'x'", 'two\nlines', '"two\\nlines"'],
  ])('%s keeps its way of quoting', (source, next, wanted) => {
    expect(written(source, next)).toBe(wanted);
  });

  it.each([
    'yes',
    'on',
    'n',
    '010',
    '1.50',
    '22:22',
    '1_000',
    '',
    '~',
    'null',
    '# c',
    'a: b',
    'a #b',
    '- a',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '{a',
    '[a',
    ' a',
    'a ',
    'a:',
    '"',
    "'a",
    'a,b',
    '中 文',
  ])('%j is quoted where a plain one stood', (next) => {
    const now = written('x', next);
    expect(now[0]).toBe('"');
    expect(rawOf(now)).toBe(next);
  });

  it('touches only what differs in a block', () => {
    const literal = '|\n  set -e\n  create --topic a --partitions 1\n\n  done\n';
    expect(written(literal, rawOf(literal).replace('partitions 1', 'partitions 12'))).toBe(literal.replace('partitions 1', 'partitions 12'));
    const folded = '>-\n  create --topic a\n  --partitions 1\n\n  more\n';
    expect(written(folded, rawOf(folded).replace('partitions 1', 'partitions 12'))).toBe(folded.replace('partitions 1', 'partitions 12'));
    const windows = literal.replaceAll('\n', '\r\n');
    expect(written(windows, rawOf(windows).replace('topic a', 'topic bc'))).toBe(windows.replace('topic a', 'topic bc'));
    expect(written(literal, rawOf(literal).replace('done\n', 'more\ndone\n'))).toBe(literal.replace('done', 'more\n  done'));
  });

  it('quotes what a block cannot say, and ends its line', () => {
    expect(written('>\n  a\n  b\n', 'a\nb')).toBe('"a\\nb"\n');
    expect(requoted('|\r\n  a\r\n', 'b')).toBe('"b"\r\n');
  });
});
