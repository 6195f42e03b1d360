/** What was understood: a count of what there is, and what there is to say of it; or what keeps the files from being read. */
import { type ReactNode, useMemo } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { formatBytes } from '#core/base/quantity.ts';
import type { ImportResult, Place, SourceFile } from '#core/compose/import/imported.ts';
import { masked } from '#core/compose/secrets.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { KIND_STYLES } from '../canvas/nodes/kindStyles.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { FaultList, FindingList } from './FindingList.tsx';
import { canModernise, type OpenAs, OpenAsChoice } from './OpenAsChoice.tsx';
import { recognised } from './recognised.ts';

interface ResultPaneProps {
  readonly result: ImportResult | undefined;
  /** What `result` was read from. */
  readonly sources: readonly SourceFile[];
  readonly as: OpenAs;
  readonly onAs: (as: OpenAs) => void;
  readonly onTry: () => void;
  /** A line is to be shown. */
  readonly onPlace: (place: Place) => void;
}

export function ResultPane({ result, sources, as, onAs, onTry, onPlace }: ResultPaneProps) {
  // Lines of the files are shown beside what is said of them.
  const covered = useMemo(() => sources.map(({ path, text }) => ({ path, text: masked(text) })), [sources]);
  return (
    <div className="min-h-0 overflow-y-auto p-4">
      {result === undefined ? (
        <Teaching onTry={onTry} />
      ) : result.isOk ? (
        <div className="flex flex-col gap-5">
          <Found result={result} />
          {canModernise(result) && <OpenAsChoice result={result} as={as} onAs={onAs} />}
          <FindingList findings={result.findings} sources={covered} onPlace={onPlace} />
        </div>
      ) : (
        <FaultList faults={result.faults} sources={covered} onPlace={onPlace} />
      )}
    </div>
  );
}

const READS = ['compose', 'definitions', 'asyncapi', 'kafkaTopics'] as const;

/** Nothing there yet: what can be read, what becomes of it, and something to try. */
function Teaching({ onTry }: { readonly onTry: () => void }) {
  const t = useT();
  return (
    <div className="flex max-w-130 flex-col gap-4 leading-5 text-(--text-2)">
      <h3 className="text-[13px] font-semibold text-(--text)">{t('import.reads')}</h3>
      <ul className="flex list-disc flex-col gap-1.5 pl-4">
        {READS.map((one) => (
          <li key={one}>{t(`import.reads.${one}`)}</li>
        ))}
      </ul>
      <p>{t('import.keeps')}</p>
      <p>{t('import.safe', { files: LIMITS.importFiles, size: formatBytes(LIMITS.importFileBytes) })}</p>
      <div className="flex items-center justify-between gap-4 rounded-md border border-(--border) p-3">
        <p>{t('import.try.about')}</p>
        <Button variant="outline" onClick={onTry}>
          {t('import.try')}
        </Button>
      </div>
    </div>
  );
}

function Found({ result }: { readonly result: Extract<ImportResult, { isOk: true }> }) {
  const t = useT();
  const rows = recognised(result.scenario.model);
  const head = (text: string): ReactNode => (
    <th scope="col" className="px-3 py-1.5 text-left font-medium whitespace-nowrap">
      {text}
    </th>
  );
  return (
    <section>
      <h3 className="pb-2 text-[13px] font-semibold">{t('import.found')}</h3>
      {rows.length === 0 ? (
        <p className="leading-5 text-(--text-2)">{t('import.found.none')}</p>
      ) : (
        <div className="overflow-hidden rounded-md border border-(--border)">
          <table className="w-full">
            <thead className="bg-(--surface-2) text-[12px] text-(--text-2)">
              <tr>
                {head(t('import.found.kind'))}
                {head(t('import.found.count'))}
                {head(t('import.found.names'))}
              </tr>
            </thead>
            <tbody className="divide-y divide-(--border)">
              {rows.map(({ kind, count, names }) => (
                <tr key={kind}>
                  <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                    <span className="flex items-center gap-2">
                      <span className={KIND_STYLES[kind].text}>
                        <KindIcon kind={kind} size={14} />
                      </span>
                      {t(`kind.${kind}`)}
                    </span>
                  </th>
                  <td className="px-3 py-1.5 tabular-nums">{count}</td>
                  <td className="w-full px-3 py-1.5 font-(family-name:--font-number) text-[12px] break-all">
                    {names.join(', ')}
                    {count > names.length && ', …'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
