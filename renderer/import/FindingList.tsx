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

/** The files, and what shows a line of them. */
interface Shown {
  readonly sources: readonly SourceFile[];
  readonly onPlace: (place: Place) => void;
}

interface FindingListProps extends Shown {
  readonly findings: readonly Finding[];
}

export function FindingList({ findings, sources, onPlace }: FindingListProps) {
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
                <Said
                  key={`${one.code} ${i}`}
                  text={one.text}
                  place={one.place}
                  sources={sources}
                  onPlace={onPlace}
                  aside={one.isMended && t('import.isMended')}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

interface FaultListProps extends Shown {
  readonly faults: readonly ImportFault[];
}

export function FaultList({ faults, sources, onPlace }: FaultListProps) {
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
          <Said key={i} text={text} place={place} sources={sources} onPlace={onPlace} />
        ))}
      </ul>
    </section>
  );
}

interface SaidProps extends Shown {
  readonly text: BothTexts;
  readonly place: Place;
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

function Said({ text, place, sources, onPlace, aside }: SaidProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { file, line, column } = place;
  const words = sources.find(({ path }) => path === file)?.text.split('\n')[line - 1];
  const where = `${file}:${line}:${column}`;
  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <p className="leading-5">{withCode(text[language])}</p>
      <p className="flex min-w-0 items-baseline gap-3 font-(family-name:--font-number) text-[12px] leading-[18px]">
        {words === undefined ? (
          <span className="shrink-0 text-(--text-3)">{where}</span>
        ) : (
          <button
            type="button"
            aria-label={t('import.show', { place: where })}
            className="max-w-1/2 shrink-0 cursor-pointer rounded text-left wrap-anywhere text-(--accent) hover:underline"
            onClick={() => onPlace(place)}
          >
            {where}
          </button>
        )}
        <code className="min-w-0 flex-1 truncate text-(--text-2)">{words?.trim().slice(0, LINE_MAX)}</code>
        {aside && <span className="shrink-0 font-(family-name:--font) text-(--ok)">{aside}</span>}
      </p>
    </li>
  );
}
