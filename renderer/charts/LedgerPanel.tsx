/** The books: every copy of every message is in one place, and whether that adds up at each sample. */
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { LedgerReport } from '#core/run/report.ts';
import { useSampled } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { EmptyResults } from './EmptyResults.tsx';
import { formatExact, type Language } from './format.ts';
import { WitnessList } from './WitnessList.tsx';
import { type LedgerEntry, ledgerSinks, ledgerSources } from './ledgerEntries.ts';

const EVERY_MS = 250;

export function LedgerPanel() {
  const t = useT();
  const language = useUi((s) => s.language);
  const ledger = useSampled((run) => run.ledger, EVERY_MS);
  const witness = useSampled((run) => run.witness, EVERY_MS);
  if (ledger === undefined) return <EmptyResults />;
  return (
    <div className="flex flex-col gap-3 p-3 text-[13px]">
      <Balance ledger={ledger} language={language} />
      {witness !== undefined && <WitnessList witness={witness} language={language} />}
      <div className="grid gap-4 md:grid-cols-2">
        <Side title={t('ledger.sources')} entries={ledgerSources(ledger, t)} language={language} />
        <Side title={t('ledger.sinks')} entries={ledgerSinks(ledger, t)} language={language} />
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

function Side({ title, entries, language }: { readonly title: string; readonly entries: readonly LedgerEntry[]; readonly language: Language }) {
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
