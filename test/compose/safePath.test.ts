import { expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { isSafePath } from '#core/compose/safePath.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';

it.each(['compose.yaml', '.env', 'a/b/c.json', 'console/x', '订单/文件.json', 'com10.txt', 'nullable'])('%s may be written', (path) =>
  expect(isSafePath(path)).toBe(true),
);

it.each([
  '',
  '/',
  '/etc/passwd',
  '..',
  '../x',
  'a/../../x',
  'a//b',
  './a',
  'a/.',
  'a\\b',
  '..\\x',
  'C:/x',
  'C:x',
  'a:stream',
  '~/x',
  'a\0b',
  'a\nb',
  'NUL',
  'nul.txt',
  'a/CON',
  'com1',
  'LPT9.json',
  'aux ',
  'COM\u00b9',
  'dot.',
  'blank ',
  'a?',
  'a*',
  'a|b',
  'x'.repeat(201),
  `${'a/'.repeat(201)}b`,
  '\ud800',
])('%j may not', (path) => expect(isSafePath(path)).toBe(false));

it('every exported file may be', () => {
  for (const { scenario } of EXAMPLES) for (const path of exportCompose(scenario).files.keys()) expect(isSafePath(path)).toBe(true);
});
