import { expect, it } from 'vitest';
import { COPIED_REASONS, DROPPED_REASONS, REFUSED_REASONS } from '#core/base/reasons.ts';
import { ledgerSinks, ledgerSources } from '../../../renderer/charts/ledgerEntries.ts';
import { isMessageKey, translate, showLanguage, showWindowTexts } from '../../../renderer/i18n/i18n.ts';
import { emptyLedger } from '../../support/fakeEngine.ts';

await showLanguage('en');
await showWindowTexts();

const ledger = {
  ...emptyLedger,
  offered: 100,
  copied: { fan_out: 20, redelivery: 0 },
  consumed: 70,
  stored: 30,
  inFlight: 5,
  refused: { queue_full: 10 },
  dropped: { no_subscriber: 5 },
};
const sum = (entries: readonly { readonly count: number }[]) => entries.reduce((total, entry) => total + entry.count, 0);

it('lists both sides with equal sums, and no reason that did not happen', () => {
  const sources = ledgerSources(ledger, translate);
  const sinks = ledgerSinks(ledger, translate);
  expect(sum(sources)).toBe(120);
  expect(sum(sinks)).toBe(120);
  expect(sources.map((entry) => entry.key)).toEqual(['offered', 'copied fan_out']);
  expect(sinks.map((entry) => entry.text)).toContain('Refused: the queue was full');
});

it('has words for every reason of the engine', () => {
  const wordless = [...REFUSED_REASONS, ...DROPPED_REASONS, ...COPIED_REASONS].filter((reason) => !isMessageKey(`reason.${reason}`));
  expect(wordless).toEqual([]);
});
