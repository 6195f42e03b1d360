import { expect, test } from 'vitest';
import { parseLine, parseText, plainText } from '../../../renderer/lessons/richText.ts';

test('code and bold are told from the rest', () => {
  expect(parseLine('set `cap(ch)` to **two**.')).toEqual([
    { kind: 'plain', text: 'set ' },
    { kind: 'code', text: 'cap(ch)' },
    { kind: 'plain', text: ' to ' },
    { kind: 'bold', text: 'two' },
    { kind: 'plain', text: '.' },
  ]);
});

test('a mark without its other half is a character', () => {
  expect(parseLine('2 ** 3 and a ` tick')).toEqual([{ kind: 'plain', text: '2 ** 3 and a ` tick' }]);
});

test('an empty line divides paragraphs, a line break does not', () => {
  expect(parseText('one\ntwo\n\n  three\n\n').map((pieces) => pieces.map(({ text }) => text))).toEqual([['one two'], ['three']]);
  expect(parseText(' \n ')).toEqual([]);
});

test('read aloud, the marks are left out', () => {
  expect(plainText('`main` has **all**')).toBe('main has all');
});
