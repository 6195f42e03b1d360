import { expect, test, vi } from 'vitest';
import { commands as en } from '../../../renderer/i18n/en/commands.ts';
import { commands as zh } from '../../../renderer/i18n/zh/commands.ts';
import { chinese as startZh } from '../../../renderer/i18n/chinese.ts';
import { english as startEn } from '../../../renderer/i18n/english.ts';
import { laterChinese } from '../../../renderer/i18n/laterChinese.ts';
import { laterEnglish } from '../../../renderer/i18n/laterEnglish.ts';
import { helpGroups, matching } from '../../../renderer/ui/helpLines.ts';
import { CANVAS_KEYS } from '../../../renderer/ui/gestures.ts';
import type { MessageKey } from '../../../renderer/i18n/i18n.ts';

// The bridge to the host asks which one it is.
vi.stubGlobal('window', {});
const { COMMANDS } = await import('../../../renderer/ui/commands.ts');

// What is there from the start, and what comes with the palette, the sheet and the menus.
const english: Readonly<Record<string, string>> = { ...startEn, ...laterEnglish, ...en };
const chinese: Readonly<Record<string, string>> = { ...startZh, ...laterChinese, ...zh };
const both = (key: MessageKey) => ({ en: english[key] ?? key, zh: chinese[key] ?? key });

test('each command has an id of its own, and a name in both languages', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  for (const { id, title } of COMMANDS) expect([id, english[title], chinese[title]]).toEqual([id, expect.any(String), expect.any(String)]);
});

test('no two commands share keys', () => {
  const taken = new Map<string, string>();
  const pressed = [
    ...COMMANDS.flatMap(({ id, keys = '' }) => keys.split(',').map((one) => [one.trim(), id] as const)),
    ...CANVAS_KEYS.flatMap(({ name, keys }) => keys.split(',').map((one) => [one.trim(), name] as const)),
  ].filter(([keys]) => keys !== '');
  for (const [keys, id] of pressed) {
    const combo = keys.split('+').toSorted().join('+');
    expect([keys, taken.get(combo) ?? id]).toEqual([keys, id]);
    taken.set(combo, id);
  }
});

test('the help sheet shows every command that has keys, once', () => {
  const lines = helpGroups(COMMANDS).flatMap((group) => group.lines);
  const count = COMMANDS.filter(({ keys }) => keys !== undefined).map(
    ({ id, title, keys }) => [id, lines.filter((line) => line.name === title && line.keys === keys).length] as const,
  );
  expect(count.filter(([, times]) => times !== 1)).toEqual([]);
});

test('the help sheet is searched in both languages', () => {
  const found = (query: string) => matching(helpGroups(COMMANDS), query, both).flatMap((group) => group.lines.map(({ name }) => name));
  expect(found('Undo')).toContain('edit.undo');
  expect(found('撤销')).toContain('edit.undo');
  expect(found('wheel')).toContain('shortcuts.zoom');
  expect(found('no such thing')).toEqual([]);
  expect(en['help.none']).toContain('{{query}}');
});
