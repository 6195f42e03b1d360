/** The load as a file of another program: a table, or options for k6. */
import { Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { loadFileFaultText } from '#core/load/fileFaults.ts';
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import { stemOf } from '../document/fileName.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { copyText, saveText } from '../ui/takeAlong.ts';
import { useUi } from '../ui/uiStore.ts';
import { Choice } from '../parts/Choice.tsx';
import { type FileKind, writeLoad, type WrittenLoad } from './files.ts';
import { useHorizonUs, useOwner } from './useRunOf.ts';
import { instantText } from './words.ts';

/** More of a long file is not looked at; it is in the file. */
const SHOWN = 20_000;

export function ExportTab({ node, name, load }: { readonly node: NodeId; readonly name: string; readonly load: LoadDoc }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const [kind, setKind] = useState<FileKind>('k6');
  const horizonUs = useHorizonUs();
  const owner = useOwner(node);
  const written = useMemo(() => writeLoad(kind, load, horizonUs, owner), [kind, load, horizonUs, owner]);
  const file = kind === 'csv' ? { name: `${stemOf(name)}.csv`, type: 'text/csv' } : { name: `${stemOf(name)}.k6.json`, type: 'application/json' };
  const good = written?.ok === true ? written.value : undefined;
  const text = good?.text ?? '';
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
  return (
    <div className="flex h-full flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Choice
          label={t('studio.format')}
          value={kind}
          options={[
            { value: 'k6', label: t('studio.format.k6') },
            { value: 'csv', label: t('studio.format.csv') },
          ]}
          onChange={setKind}
        />
        <span className="flex-1" />
        <Button variant="outline" icon={<Copy size={15} />} disabled={good === undefined} onClick={() => void copyText(text)}>
          {t('studio.copy')}
        </Button>
        <Button variant="outline" icon={<Download size={15} />} disabled={good === undefined} onClick={() => void saveText(file.name, text, file.type)}>
          {t('studio.download', { name: file.name })}
        </Button>
      </div>
      {good !== undefined && <p className="leading-5 text-(--text-2)">{noteOf(kind, good, t)}</p>}
      {written !== undefined && !written.ok && (
        <p role="alert" className="leading-5 text-(--bad)">
          {loadFileFaultText(written.error, language)}
        </p>
      )}
      {written === undefined && <p className="leading-5 text-(--text-2)">{t(load.kind === 'users' ? 'studio.export.users' : 'studio.noCurve')}</p>}
      {good !== undefined && (
        <pre
          // Focusable, so that a keyboard can scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={file.name}
          className="min-h-0 flex-1 overflow-auto rounded-md border border-(--border) bg-(--surface-2) p-3 font-(family-name:--font-number) text-[12px] leading-[18px] whitespace-pre"
        >
          {shown}
        </pre>
      )}
    </div>
  );
}

function noteOf(kind: FileKind, { lines, isRounded, rowUs }: WrittenLoad, t: ReturnType<typeof useT>): string {
  const notes = [
    kind === 'k6' ? t('studio.export.k6') : rowUs === undefined ? t('studio.export.rows') : t('studio.export.means', { length: instantText(rowUs) }),
    ...(lines === undefined ? [] : [t('studio.export.lines', { count: lines })]),
    ...(isRounded ? [t('studio.export.rounded')] : []),
  ];
  return notes.join(' ');
}
