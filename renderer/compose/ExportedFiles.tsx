/** One tab per file, with its text as it will be written. */
import { Copy, Eye, EyeOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { masked } from '#core/compose/secrets.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { CodeView } from './CodeView.tsx';
import { DiffView } from './DiffView.tsx';
import { lineDiff } from './lineDiff.ts';

interface ExportedFilesProps {
  readonly files: ReadonlyMap<string, string>;
  /** The same files as they were: of those that changed the difference is shown. */
  readonly before?: ReadonlyMap<string, string> | undefined;
  readonly onCopy: (text: string) => void;
}

export function ExportedFiles({ files, before, onCopy }: ExportedFilesProps) {
  const t = useT();
  const [first = ''] = files.keys();
  const [wanted, setWanted] = useState(first);
  const shown = files.has(wanted) ? wanted : first;
  const [isRevealed, setRevealed] = useState(false);
  const safe = (name: string, text: string): string => (isRevealed ? text : coveredText(name, text));
  const hasSecrets = useMemo(() => coveredText(shown, files.get(shown) ?? '') !== files.get(shown), [shown, files]);
  return (
    <Tabs
      label={t('compose.files')}
      value={shown}
      onChange={setWanted}
      isLong
      aside={
        <>
          {hasSecrets && (
            <IconButton size="small" label={t(isRevealed ? 'export.secrets.hide' : 'export.secrets.show')} onClick={() => setRevealed(!isRevealed)}>
              {isRevealed ? <EyeOff size={14} /> : <Eye size={14} />}
            </IconButton>
          )}
          <IconButton size="small" label={t('compose.copy')} onClick={() => onCopy(files.get(shown) ?? '')}>
            <Copy size={14} />
          </IconButton>
        </>
      }
      tabs={[...files].map(([name, text]) => ({
        value: name,
        label: name,
        content: <File path={name} text={safe(name, text)} before={before && safe(name, before.get(name) ?? '')} />,
      }))}
    />
  );
}

function File({ path, text, before }: { readonly path: string; readonly text: string; readonly before: string | undefined }) {
  return before === undefined || before === text ? (
    <CodeView path={path} lines={linesOf(text)} />
  ) : (
    <DiffView path={path} lines={lineDiff(linesOf(before), linesOf(text))} />
  );
}

/** A program holds no secrets, only words that look like them. */
const coveredText = (name: string, text: string): string => (name.endsWith('.mjs') ? text : masked(text));

/** A last line feed ends a line, it does not begin one. */
const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');
