import { expect, test } from 'vitest';
import { rawTitle } from '../../../renderer/library/rawTitle.ts';

test.each([
  ['{"version":99,"view":{"title":"From tomorrow"}}', 'From tomorrow'],
  ['{"view":{"title":{"en":"a","zh":"b"}}}', { en: 'a', zh: 'b' }],
  ['{"view":{"title":{"en":"a"}}}', ''],
  ['{"view":', ''],
  ['null', ''],
])('%s', (text, title) => {
  expect(rawTitle(text)).toEqual(title);
});
