import { describe, expect, it } from 'vitest';
import { interpolate } from '#core/compose/import/interpolate.ts';

const VARIABLES: Readonly<Record<string, string>> = { A: 'a', EMPTY: '' };
const of = (text: string) => interpolate(text, (name) => VARIABLES[name]);

describe('variables', () => {
  it.each([
    ['$A-${A}', 'a-a'],
    ['${EMPTY-d}|${EMPTY:-d}|${NO-d}|${NO:-d}', '|d|d|d'],
    ['${A+x}|${EMPTY+x}|${EMPTY:+x}|${NO+x}', 'x|x||'],
    ['${NO:-${EMPTY:-${A}}}', 'a'],
    ['$$A ${NO:-$$}', '$A $'],
    ['${A:-}}', 'a}'],
    ['$A$A', 'aa'],
  ])('%s', (text, wanted) => {
    expect(of(text)).toMatchObject({ text: wanted, isVariable: true, isBroken: false });
  });

  it('tells of variables that nobody set, and of those that have to be', () => {
    const { text, unset, required } = of('$B${C}${D?because $A}${EMPTY:?}');
    expect([text, unset, [...required]]).toEqual([
      '',
      ['B', 'C'],
      [
        ['D', 'because a'],
        ['EMPTY', ''],
      ],
    ]);
  });

  it('keeps a dollar that begins nothing, and tells of it', () => {
    for (const text of ['$', '$1', '${', '${A', '${A b}', 'a$ b']) expect(of(text)).toMatchObject({ text, isBroken: true, isVariable: false });
    expect(of('$$')).toMatchObject({ text: '$', isVariable: false, isBroken: false });
  });

  it('is done with any text in a time that grows with it', () => {
    const text = '${A:-'.repeat(100_000);
    expect(of(text).isBroken).toBe(true);
    expect(of(`${'${NO:-'.repeat(17)}x${'}'.repeat(17)}`).isBroken).toBe(true);
  });
});
