import { expect, it } from 'vitest';
import { translate, showLanguage, showWindowTexts } from '../../../renderer/i18n/i18n.ts';
import { formatDetail } from '../../../renderer/timeline/formatDetail.ts';

await showLanguage('en');
await showWindowTexts();

const words = (detail: Readonly<Record<string, string | number>>) => formatDetail(detail, 'en', translate);

it('words what events carry', () => {
  expect(words({ factor: 5, forUs: 30_000_000 })).toBe('×5, for 30 s');
  expect(words({ group: 'workers', generation: 3, members: 6 })).toBe('workers, generation 3, members: 6');
});

it('shows a fact it has no word for by its name', () => {
  expect(words({ depth: 1_200 })).toBe('depth 1,200');
  expect(words({})).toBe('');
});
