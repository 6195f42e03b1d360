/** The books: every copy of every message is in one place, and whether that adds up at each sample. */
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { LedgerReport } from '#core/run/report.ts';
import { useSampled } from '../engine/useSlot.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { formatExact, type Language } from './format.ts';

const EVERY_MS = 250;

export interface Entry {
  readonly key: string;
  readonly text: string;
  readonly count: number;
}

export function LedgerPanel() {
  const t = useT();
  const language = useUi((s) => s.language);
  const ledger = useSampled((run) => run.ledger, EVERY_MS);
  if (ledger === undefined) return <p className="p-4 text-[13px] text-(--text-2)">{t('dash.empty')}</p>;
  return (
    <div className="flex flex-col gap-3 p-3 text-[13px]">
      <Balance ledger={ledger} language={language} />
      <div className="grid gap-4 md:grid-cols-2">
        <Side title={t('ledger.sources')} entries={sources(ledger, t)} language={language} />
        <Side title={t('ledger.sinks')} entries={sinks(ledger, t)} language={language} />
      </div>
      <p className="text-[12px] text-(--text-2)">{t('ledger.about')}</p>
    </div>
  );
}

function Balance({ ledger, language }: { readonly ledger: LedgerReport; readonly language: Language }) {
  const t = useT();
  const isBalanced = ledger.difference === 0 && ledger.imbalances === 0;
  const Mark = isBalanced ? CircleCheck : CircleAlert;
  const checks = formatExact(ledger.checks, language);
  return (
    <p className="flex flex-wrap items-center gap-2">
      <Mark size={18} aria-hidden="true" className={isBalanced ? 'text-(--ok)' : 'text-(--bad)'} />
      <strong className="font-semibold">
        {ledger.difference === 0 ? t('ledger.balanced') : t('ledger.unbalanced', { difference: formatExact(ledger.difference, language) })}
      </strong>
      <span className="text-(--text-2) tabular-nums">
        {ledger.imbalances === 0 ? t('ledger.checks', { checks }) : t('ledger.imbalances', { imbalances: formatExact(ledger.imbalances, language), checks })}
      </span>
    </p>
  );
}

function Side({ title, entries, language }: { readonly title: string; readonly entries: readonly Entry[]; readonly language: Language }) {
  const t = useT();
  const total = entries.reduce((sum, entry) => sum + entry.count, 0);
  return (
    <table className="w-full border-collapse self-start tabular-nums">
      <caption className="pb-1 text-left text-[12px] font-semibold text-(--text-2)">{title}</caption>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.key} className="border-t border-(--border)">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {entry.text}
            </th>
            <td className="py-1 text-right">{formatExact(entry.count, language)}</td>
          </tr>
        ))}
        <tr className="border-t-2 border-(--border-strong) font-semibold">
          <th scope="row" className="py-1 pr-3 text-left">
            {t('ledger.total')}
          </th>
          <td className="py-1 text-right">{formatExact(total, language)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Reasons that did not happen are left out. */
function reasons(kind: 'copied' | 'refused' | 'dropped', ledger: LedgerReport, t: Translate): Entry[] {
  const counts = Object.entries(ledger[kind]) as [keyof LedgerReport['copied'] | keyof LedgerReport['refused'] | keyof LedgerReport['dropped'], number][];
  return counts
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ key: `${kind} ${reason}`, text: t(`ledger.${kind}`, { reason: t(`reason.${reason}`) }), count }));
}

export const sources = (ledger: LedgerReport, t: Translate): Entry[] => [
  { key: 'offered', text: t('ledger.offered'), count: ledger.offered },
  ...reasons('copied', ledger, t),
];

export const sinks = (ledger: LedgerReport, t: Translate): Entry[] => [
  { key: 'consumed', text: t('ledger.consumed'), count: ledger.consumed },
  { key: 'stored', text: t('ledger.stored'), count: ledger.stored },
  { key: 'inFlight', text: t('ledger.inFlight'), count: ledger.inFlight },
  ...reasons('refused', ledger, t),
  ...reasons('dropped', ledger, t),
];
