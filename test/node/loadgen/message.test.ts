import { describe, expect, it } from 'vitest';
import { bodyOf, decodeHeader, encodeHeader, type Told } from '#node/loadgen/message.ts';

describe('the header', () => {
  it.each<Told>([
    { dueMs: 1_700_000_000_123.25, serial: 7, variant: '', key: undefined },
    { dueMs: 0, serial: 0, variant: 'web/0', key: 'key42' },
    { dueMs: 12.5, serial: 3, variant: '', key: '' },
    { dueMs: 12.5, serial: 3, variant: 'p/11', key: 'a key of 三 words\nand lines' },
  ])('says %o', (told) => expect(decodeHeader(encodeHeader(told))).toEqual(told));
  it.each(['', 'undefined', '12 3 -', '{"json":true}'])('of somebody else is none: %s', (text) => expect(decodeHeader(text)).toBeUndefined());
});

it('a body has its size, whatever was asked before', () => {
  for (const size of [0, 10, 200_000, 5]) expect(bodyOf(size)).toHaveLength(size);
});
