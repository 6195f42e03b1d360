import { expect, test } from 'vitest';
import { languageOf, parsePreferences } from '../../../renderer/ui/preferences.ts';

test.each([
  [['zh-TW', 'en'], 'zh'],
  [['de-DE', 'zh-CN', 'en'], 'zh'],
  [['en-GB', 'zh'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
] as const)('a reader of %j reads %s', (tags, language) => {
  expect(languageOf(tags)).toBe(language);
});

test('what was stored is taken as far as it is known, and nothing it holds can break the start', () => {
  const stored = JSON.stringify({ language: 'zh', theme: 'dark', panels: { inspector: false }, isTourSeen: true });
  expect(parsePreferences(stored, ['en'])).toEqual({
    language: 'zh',
    theme: 'dark',
    panels: { palette: true, inspector: false, dashboard: true },
    isTourSeen: true,
  });
  for (const text of [null, '', '{', '[]', '7', 'null', '{"theme":"pink","language":3,"panels":"none"}']) {
    expect(parsePreferences(text, ['zh-CN'])).toEqual({
      language: 'zh',
      theme: 'system',
      panels: { palette: true, inspector: true, dashboard: true },
      isTourSeen: false,
    });
  }
});
