/** Where files come from: chosen, dropped, or a text that is pasted. Below them the text of one, and the line in it that was asked for. */
import { FileText, FolderOpen, X } from 'lucide-react';
import { type DragEvent, useEffect, useId, useMemo, useRef } from 'react';
import { formatBytes } from '#core/base/quantity.ts';
import type { SourceFile } from '#core/compose/import/imported.ts';
import { masked } from '#core/compose/secrets.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { type Dropped, ofDrop, ofInput } from './offered.ts';
import { pastedName } from './sources.ts';

/** A file to look at, and the line in it to go to. */
export interface Looked {
  readonly file: string;
  readonly line?: number;
}

interface SourcePaneProps {
  readonly files: readonly SourceFile[];
  readonly pasted: string;
  /** Sentences about what was not taken. */
  readonly refused: readonly string[];
  readonly onAdd: (dropped: Dropped) => void;
  readonly onRemove: (path: string) => void;
  readonly onPasted: (text: string) => void;
  readonly looked: Looked | undefined;
  readonly onLook: (looked: Looked | undefined) => void;
}

export function SourcePane({ files, pasted, refused, onAdd, onRemove, onPasted, looked, onLook }: SourcePaneProps) {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const file = files.find(({ path }) => path === looked?.file);
  const covered = useMemo(() => file && masked(file.text), [file]);
  useEffect(() => {
    if (field.current !== null && looked?.line !== undefined) goToLine(field.current, looked.line);
  }, [looked]);
  const backToPasting = () => {
    onLook(undefined);
    field.current?.focus();
  };
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
              <button
                type="button"
                aria-pressed={path === file?.path}
                title={path}
                className="min-w-0 flex-1 cursor-pointer truncate rounded text-left font-(family-name:--font-number) text-[12px] hover:underline aria-pressed:font-semibold aria-pressed:text-(--accent)"
                onClick={() => onLook(path === file?.path ? undefined : { file: path })}
              >
                {path}
              </button>
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
        <label htmlFor={id} className="min-w-0 flex-1 truncate text-(--text-2)">
          {file?.path ?? t('import.paste')}
        </label>
        {file !== undefined && (
          <IconButton size="small" label={t('import.backToPasting')} onClick={backToPasting}>
            <X size={14} />
          </IconButton>
        )}
        {file === undefined && pasted.trim() !== '' && (
          <>
            <span className="text-[12px] text-(--text-3)">{t('import.pastedAs', { name: pastedName(pasted) })}</span>
            <IconButton size="small" label={t('import.clear')} onClick={() => onPasted('')}>
              <X size={14} />
            </IconButton>
          </>
        )}
      </div>
      <textarea
        ref={field}
        id={id}
        value={covered ?? pasted}
        readOnly={file !== undefined}
        spellCheck={false}
        autoComplete="off"
        placeholder={t('import.placeholder')}
        onChange={(event) => onPasted(event.target.value)}
        className="min-h-0 flex-1 resize-none rounded-md border border-(--border) bg-(--surface) p-3 font-(family-name:--font-number) text-[12px] leading-[18px] whitespace-pre read-only:bg-(--surface-2) placeholder:text-(--text-3) hover:border-(--border-strong)"
      />
    </div>
  );
}

/** The leading of the field. */
const LINE_PX = 18;

/** Selects a line, which also reads it aloud, and puts it in the middle. */
function goToLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  field.scrollTo(0, Math.max(0, (line - 0.5) * LINE_PX - field.clientHeight / 2));
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
