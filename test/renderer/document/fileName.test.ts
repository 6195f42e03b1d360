import { expect, test } from 'vitest';
import { fileNameOf } from '../../../renderer/document/fileName.ts';

test.each([
  ['Flash sale: shaving the peak', 'Flash-sale-shaving-the-peak.spillway.json'],
  ['秒杀：流量削峰', '秒杀：流量削峰.spillway.json'],
  ['../../etc/passwd', 'etc-passwd.spillway.json'],
  ['  ', 'scenario.spillway.json'],
  ['a\u0000b\nc', 'a-b-c.spillway.json'],
])('%j is saved as %s', (title, name) => {
  expect(fileNameOf(title)).toBe(name);
});
