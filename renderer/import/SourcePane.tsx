/** Where files come from: chosen, dropped, or a text that is pasted. */
import { FileText, FolderOpen, X } from 'lucide-react';
import { type DragEvent, useId, useRef } from 'react';
import { formatBytes } from '#core/base/quantity.ts';
import type { SourceFile } from '#core/compose/import/imported.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { type Dropped, ofDrop, ofInput } from './offered.ts';
import { pastedName } from './sources.ts';

interface SourcePaneProps {
  readonly files: readonly SourceFile[];
  readonly pasted: string;
  /** Sentences about what was not taken. */
  readonly refused: readonly string[];
  readonly onAdd: (dropped: Dropped) => void;
  readonly onRemove: (path: string) => void;
  readonly onPasted: (text: string) => void;
}

export function SourcePane({ files, pasted, refused, onAdd, onRemove, onPasted }: SourcePaneProps) {
  const t = useT();
  const id = useId();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void ofDrop(event.dataTransfer).then(onAdd);
  };
  return (
    // Dropping is one more way: the buttons choose files as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="flex min-h-0 flex-col gap-3 border-r border-(--border) p-4" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <div className="flex items-center gap-2">
        <h3 className="flex-1 text-[13px] font-semibold">{t('import.files')}</h3>
        <Picker label={t('import.chooseFiles')} isFolder={false} onAdd={onAdd} />
        <Picker label={t('import.chooseFolder')} isFolder onAdd={onAdd} />
      </div>
      {files.length === 0 ? (
        <p className="rounded-md border border-dashed border-(--border-strong) p-4 text-center leading-5 text-(--text-2)">{t('import.drop')}</p>
      ) : (
        <ul aria-label={t('import.files')} className="max-h-[40%] shrink-0 divide-y divide-(--border) overflow-y-auto rounded-md border border-(--border)">
          {files.map(({ path, text }) => (
            <li key={path} className="flex items-center gap-2 py-1 pr-1 pl-3">
              <span className="min-w-0 flex-1 truncate font-(family-name:--font-number) text-[12px]">{path}</span>
              <span className="text-[12px] text-(--text-3) tabular-nums">{formatBytes(new Blob([text]).size)}</span>
              <IconButton size="small" label={t('import.remove', { name: path })} onClick={() => onRemove(path)}>
                <X size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <ul role="alert" className="leading-5 text-(--bad)">
          {refused.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <div className="flex h-6 items-center gap-2">
        <label htmlFor={id} className="flex-1 text-(--text-2)">
          {t('import.paste')}
        </label>
        {pasted.trim() !== '' && (
          <>
            <span className="text-[12px] text-(--text-3)">{t('import.pastedAs', { name: pastedName(pasted) })}</span>
            <IconButton size="small" label={t('import.clear')} onClick={() => onPasted('')}>
              <X size={14} />
            </IconButton>
          </>
        )}
      </div>
      <textarea
        id={id}
        value={pasted}
        spellCheck={false}
        autoComplete="off"
        placeholder={t('import.placeholder')}
        onChange={(event) => onPasted(event.target.value)}
        className="min-h-0 flex-1 resize-none rounded-md border border-(--border) bg-(--surface) p-3 font-(family-name:--font-number) text-[12px] leading-[18px] whitespace-pre placeholder:text-(--text-3) hover:border-(--border-strong)"
      />
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly isFolder: boolean;
  readonly onAdd: (dropped: Dropped) => void;
}

/** A button in front of the browser's own input, which looks different everywhere. */
function Picker({ label, isFolder, onAdd }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="outline" icon={isFolder ? <FolderOpen size={15} /> : <FileText size={15} />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={label}
        // React knows no `webkitdirectory`.
        {...(isFolder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          onAdd({ offered: ofInput(event.target.files), isFolder });
          event.target.value = '';
        }}
      />
    </>
  );
}
