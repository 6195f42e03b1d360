/** A project as it is, with its files; or made free of them, so that an export makes it anew. What that does is said before it is done. */
import { useMemo } from 'react';
import type { ImportResult } from '#core/compose/import/imported.ts';
import { modernise } from '#core/compose/import/modernise.ts';
import { useT } from '../i18n/i18n.ts';
import { RadioList } from '../parts/RadioList.tsx';
import { useUi } from '../ui/uiStore.ts';

export type OpenAs = 'is' | 'modern';
type Imported = Extract<ImportResult, { isOk: true }>;

/** Only of a compose project there is a newer form. */
export const canModernise = ({ scenario }: Imported): boolean => scenario.imported?.format === 'compose';

interface OpenAsChoiceProps {
  readonly result: Imported;
  readonly as: OpenAs;
  readonly onAs: (as: OpenAs) => void;
}

export function OpenAsChoice({ result, as, onAs }: OpenAsChoiceProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { notes } = useMemo(() => modernise(result.scenario), [result]);
  const mended = result.findings.filter((one) => one.isMended).length;
  return (
    <section>
      <h3 className="pb-2 text-[13px] font-semibold">{t('import.as')}</h3>
      <RadioList
        label={t('import.as')}
        value={as}
        options={(['is', 'modern'] as const).map((value) => ({ value, label: t(`import.as.${value}`), about: t(`import.as.${value}.about`) }))}
        onChange={onAs}
      />
      {as === 'modern' && (
        <div className="mt-2 rounded-md border border-(--border) px-3 py-2 leading-5">
          <h4 className="text-[12px] text-(--text-2)">{t('import.as.modern.does')}</h4>
          <ul className="flex list-disc flex-col gap-1 pt-1 pl-4">
            {notes.map((note) => (
              <li key={note.en}>{note[language]}</li>
            ))}
            {mended > 0 && <li>{t('import.as.modern.mends', { count: mended })}</li>}
          </ul>
        </div>
      )}
    </section>
  );
}
