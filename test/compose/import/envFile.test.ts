import { expect, it } from 'vitest';
import { readEnvFile } from '#core/compose/import/envFile.ts';

const read = (text: string, isRaw = false) => readEnvFile({ path: '.env', text }, (name) => (name === 'SHELL' ? 'sh' : undefined), isRaw);
const values = (text: string, isRaw = false) => Object.fromEntries([...read(text, isRaw).entries].map(([key, { value }]) => [key, value]));

it('reads quotes, comments, export, both separators and variables', () => {
  expect(
    values('# c\nA=1\nexport B = two words # c\nC: \'$A # "x"\'\nD="$A\\n\\"\\$A\\"" # c\nE=${A}-$SHELL\nF=\nG=a#b\nBARE\nH="two\nlines"\nI=\'it\'\r\nJ=x\r\n'),
  ).toEqual({ A: '1', B: 'two words', C: '$A # "x"', D: '1\n"$A"', E: '1-sh', F: '', G: 'a#b', H: 'two\nlines', I: 'it', J: 'x' });
});

it('says where a value stands, quotes included, and whether it is there as it is', () => {
  const { entries, broken } = read('A="x"\nB=$A\n!?\n');
  expect(entries.get('A')).toMatchObject({ at: { line: 1, column: 3, start: 2, end: 5 }, isPlain: true });
  expect(entries.get('B')?.isPlain).toBe(false);
  expect(broken.map((b) => b.line)).toEqual([3]);
});

it('takes the raw format as it stands', () => {
  expect(values('A="$B" # c\n', true)).toEqual({ A: '"$B" # c' });
});
