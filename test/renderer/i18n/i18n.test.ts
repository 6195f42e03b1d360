import { expect, test } from 'vitest';
import { english } from '../../../renderer/i18n/english.ts';
import { localText, translate, showLanguage, showWindowTexts } from '../../../renderer/i18n/i18n.ts';
import { areas } from '../../support/tidy/languages.ts';

await showLanguage('en');
await showWindowTexts();

const all = [...areas.values()];
const en: Record<string, string> = Object.assign({}, ...all.map((area) => area.en));
const zh: Record<string, string> = Object.assign({}, ...all.map((area) => area.zh));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string).toSorted();

test('no key is in two areas', () => {
  expect(Object.keys(en)).toHaveLength(all.reduce((sum, area) => sum + Object.keys(area.en ?? {}).length, 0));
});

test('what the diagram is drawn with is there before the window around it', () => {
  const drawn = Object.keys(en).filter((key) => /^(flow|node|canvas\.a11y|option\.profile|faults\.mark)\./.test(key));
  expect(drawn.length).toBeGreaterThan(60);
  expect(drawn.filter((key) => !(key in english))).toEqual([]);
});

test('both languages fill in the same figures', () => {
  const differing = Object.keys(en).filter((key) => holes(en[key] as string).join() !== holes(zh[key] ?? '').join());
  expect(differing).toEqual([]);
});

test('Chinese texts are punctuated in full width', () => {
  const wrong = Object.entries(zh).filter(([, text]) => /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.($|[^.\w])/.test(text));
  expect(wrong).toEqual([]);
});

test('one is one', () => {
  expect(translate('node.partitions', { count: 1 })).toBe('1 partition');
  expect(translate('node.partitions', { count: 6 })).toBe('6 partitions');
});

test('a text in one language is shown to readers of both', () => {
  expect(localText('plain', 'zh')).toBe('plain');
  expect(localText({ en: 'peak', zh: '峰值' }, 'zh')).toBe('峰值');
});
