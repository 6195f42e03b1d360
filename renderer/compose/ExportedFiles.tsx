/** One tab per file, with its text as it will be written. */
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { CodeView } from './CodeView.tsx';

interface ExportedFilesProps {
  readonly files: ReadonlyMap<string, string>;
  readonly onCopy: (text: string) => void;
}

export function ExportedFiles({ files, onCopy }: ExportedFilesProps) {
  const t = useT();
  const [first = ''] = files.keys();
  const [wanted, setWanted] = useState(first);
  const shown = files.has(wanted) ? wanted : first;
  return (
    <Tabs
      label={t('compose.files')}
      value={shown}
      onChange={setWanted}
      isLong
      aside={
        <IconButton size="small" label={t('compose.copy')} onClick={() => onCopy(files.get(shown) ?? '')}>
          <Copy size={14} />
        </IconButton>
      }
      tabs={[...files].map(([name, text]) => ({ value: name, label: name, content: <CodeView path={name} lines={linesOf(text)} /> }))}
    />
  );
}

/** A last line feed ends a line, it does not begin one. */
const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');
