/** The ledger's lines in words: where copies of records came from, and where each of them is. The two sides have equal sums. */
import type { LedgerReport } from '#core/run/report.ts';
import type { Translate } from '../i18n/i18n.ts';

export interface LedgerEntry {
  readonly key: string;
  readonly text: string;
  readonly count: number;
}

/** Reasons that did not happen are left out. */
function reasons(kind: 'copied' | 'refused' | 'dropped', ledger: LedgerReport, t: Translate): LedgerEntry[] {
  const counts = Object.entries(ledger[kind]) as [keyof LedgerReport['copied'] | keyof LedgerReport['refused'] | keyof LedgerReport['dropped'], number][];
  return counts
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ key: `${kind} ${reason}`, text: t(`ledger.${kind}`, { reason: t(`reason.${reason}`) }), count }));
}

export const ledgerSources = (ledger: LedgerReport, t: Translate): LedgerEntry[] => [
  { key: 'offered', text: t('ledger.offered'), count: ledger.offered },
  ...reasons('copied', ledger, t),
];

export const ledgerSinks = (ledger: LedgerReport, t: Translate): LedgerEntry[] => [
  { key: 'consumed', text: t('ledger.consumed'), count: ledger.consumed },
  { key: 'stored', text: t('ledger.stored'), count: ledger.stored },
  { key: 'inFlight', text: t('ledger.inFlight'), count: ledger.inFlight },
  ...reasons('refused', ledger, t),
  ...reasons('dropped', ledger, t),
];
