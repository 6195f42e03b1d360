/** What there is to say of the files, the worst first, each with its place and the line that stands there. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BothTexts, Finding, ImportFault, Place, SourceFile } from '#core/compose/import/imported.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';

const SEVERITIES = ['error', 'warning', 'info'] as const;
const ICONS: Readonly<Record<Finding['severity'], ReactNode>> = {
  error: <CircleAlert size={15} className="text-(--bad)" />,
  warning: <TriangleAlert size={15} className="text-(--warn)" />,
  info: <Info size={15} className="text-(--accent)" />,
};

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly sources: readonly SourceFile[];
}

export function FindingList({ findings, sources }: FindingListProps) {
  const t = useT();
  return (
    <section>
      <h3 className="text-[13px] font-semibold">{t('import.findings')}</h3>
      {findings.length === 0 && <p className="pt-1 leading-5 text-(--text-2)">{t('import.findings.none')}</p>}
      {SEVERITIES.map((severity) => {
        const some = findings.filter((one) => one.severity === severity);
        if (some.length === 0) return null;
        return (
          <section key={severity} className="pt-2">
            <h4 className="flex items-center gap-1.5 pb-1.5 text-[12px] text-(--text-2)">
              {ICONS[severity]}
              {t(`import.severity.${severity}`)}
              <span className="tabular-nums">· {some.length}</span>
            </h4>
            <ul className="divide-y divide-(--border) rounded-md border border-(--border)">
              {some.map((one, i) => (
                // Findings have no id, and do not move while they are shown.
                <Said key={`${one.code} ${i}`} text={one.text} place={one.place} sources={sources} aside={one.isMended && t('import.isMended')} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

export function FaultList({ faults, sources }: { readonly faults: readonly ImportFault[]; readonly sources: readonly SourceFile[] }) {
  const t = useT();
  return (
    <section>
      <h3 className="flex items-center gap-1.5 text-[13px] font-semibold">
        {ICONS.error}
        {t('import.faults')}
      </h3>
      <p className="pt-1 pb-2 leading-5 text-(--text-2)">{t('import.faults.about')}</p>
      <ul className="divide-y divide-(--border) rounded-md border border-(--border)">
        {faults.map(({ text, place }, i) => (
          <Said key={i} text={text} place={place} sources={sources} />
        ))}
      </ul>
    </section>
  );
}

interface SaidProps {
  readonly text: BothTexts;
  readonly place: Place;
  readonly sources: readonly SourceFile[];
  readonly aside?: string | undefined;
}

/** What stands between backticks is as it is written in a file. */
const withCode = (text: string): ReactNode =>
  text.split('`').map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <code key={i} className="font-(family-name:--font-number) text-[12px]">
        {part}
      </code>
    ),
  );

/** As much of a line as is read at a glance. */
const LINE_MAX = 160;

function Said({ text, place: { file, line, column }, sources, aside }: SaidProps) {
  const language = useUi((s) => s.language);
  const words =
    sources
      .find(({ path }) => path === file)
      ?.text.split('\n')
      [line - 1]?.trim() ?? '';
  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <p className="leading-5">{withCode(text[language])}</p>
      <p className="flex min-w-0 items-baseline gap-3 font-(family-name:--font-number) text-[12px] leading-[18px]">
        <span className="shrink-0 text-(--text-3)">
          {file}:{line}:{column}
        </span>
        <code className="min-w-0 flex-1 truncate text-(--text-2)">{words.slice(0, LINE_MAX)}</code>
        {aside && <span className="shrink-0 font-(family-name:--font) text-(--ok)">{aside}</span>}
      </p>
    </li>
  );
}
