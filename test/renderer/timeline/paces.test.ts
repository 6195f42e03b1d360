import { expect, it } from 'vitest';
import { achievedText, isShort, PACES, paceText, parsePace } from '../../../renderer/timeline/paces.ts';

it('offers paces that survive a select', () => {
  expect(PACES.map((pace) => parsePace(String(pace)))).toEqual([...PACES]);
  expect(parsePace('a million')).toBe(1);
  expect([paceText(0.25, 'max'), paceText('max', '最快')]).toEqual(['0.25×', '最快']);
});

it('tells when the engine is behind', () => {
  expect(isShort(10, 9.5)).toBe(false);
  expect(isShort(10, 5)).toBe(true);
  expect(isShort('max', 5)).toBe(false);
  expect(isShort(10, null)).toBe(false);
});

it('writes an achieved pace without noise', () => {
  expect([0.0987, 1.04, 12.4, 341.7].map(achievedText)).toEqual(['0.10', '1.0', '12', '342']);
});
