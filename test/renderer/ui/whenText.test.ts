import { expect, test } from 'vitest';
import { whenText } from '../../../renderer/ui/whenText.ts';

const NOW = Date.UTC(2026, 0, 20, 12);
test.each([
  [5_000, 'this minute', '此刻'],
  [5 * 60_000, '5 minutes ago', '5分钟前'],
  [3 * 3_600_000, '3 hours ago', '3小时前'],
  [30 * 3_600_000, 'yesterday', '昨天'],
  [10 * 86_400_000, 'Jan 10, 2026', '2026年1月10日'],
])('%d ms ago', (age, en, zh) => {
  expect([whenText(NOW - age, 'en', NOW), whenText(NOW - age, 'zh', NOW)]).toEqual([en, zh]);
});
