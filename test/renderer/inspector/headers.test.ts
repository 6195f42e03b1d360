import { expect, test } from 'vitest';
import { formatHeaders, parseHeaders } from '../../../renderer/inspector/headers.ts';

test('headers keep the type their text shows', () => {
  expect(parseHeaders('region=eu, retries = 3，vip')).toEqual({ region: 'eu', retries: 3, vip: true });
  expect(parseHeaders('zip="0123", code="12"')).toEqual({ zip: '0123', code: '12' });
  expect(parseHeaders(' , ')).toBeUndefined();
});

test.each([[{ a: 'x', b: 12, c: false, d: '12', e: 'true', f: 'a, b', g: '' }], [undefined]])('%j is read as it was written', (headers) => {
  expect(parseHeaders(formatHeaders(headers))).toEqual(headers);
});
