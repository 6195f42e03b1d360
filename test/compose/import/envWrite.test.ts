import { expect, it } from 'vitest';
import { readEnvFile } from '#core/compose/import/envFile.ts';
import { writeEnvValue } from '#core/compose/import/envWrite.ts';

const NEXT = ['', 'x', 'a b', 'a#b', "it's", '"q"', '$HOME', 'back\\slash', 'two\nlines', 'tab\tend', 'a:1:1,b:2:1'];

it.each(['1', "'1'", '"1"', ''])('%s becomes any other value, and is read as that', (source) => {
  for (const next of NEXT) {
    const { entries, broken } = readEnvFile({ path: '.env', text: `A=0\nK=${writeEnvValue(source, next)}\nB=2\n` }, () => undefined, false);
    expect([entries.get('K')?.value, entries.get('B')?.value, broken]).toEqual([next, '2', []]);
  }
});

it('keeps the way it was quoted', () => {
  expect([writeEnvValue('1', '2'), writeEnvValue("'1'", 'a b'), writeEnvValue('"1"', '2')]).toEqual(['2', "'a b'", '"2"']);
});
