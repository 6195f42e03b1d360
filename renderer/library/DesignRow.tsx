/** One kept design: what it is, and what can be done with it. */
import { Copy, Download, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { LocalText, Scenario } from '#core/scenario/scenario.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { copyOf } from '../document/copyOf.ts';
import { deleteDesign, type Design, duplicateDesign, renameDesign } from '../document/designs.ts';
import { documentStore } from '../document/documentStore.ts';
import { fileNameOf } from '../document/fileName.ts';
import { openDesign } from '../document/persistence.ts';
import { newScenario } from '../document/newScenario.ts';
import { localText, translate, useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { INPUT } from '../parts/DraftInput.tsx';
import { toast } from '../parts/toasts.ts';
import { NO_SELECTION, uiStore, useUi } from '../ui/uiStore.ts';
import { instantText, whenText } from '../ui/whenText.ts';
import { DesignPicture } from './DesignPicture.tsx';
import { rawTitle } from './rawTitle.ts';
import { sizeText } from './sizeText.ts';

interface RowProps {
  readonly design: Design;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function DesignRow({ design, onChanged, onClose }: RowProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const [isRenaming, setRenaming] = useState(false);
  const { record, scenario, openIn } = design;
  const title = localText(scenario?.view.title ?? rawTitle(record.text), language).trim();
  const name = title === '' ? t('file.untitled') : title;
  const open = () => void openOf(design, name, onClose);
  return (
    <li aria-label={name} className="flex items-center gap-3 p-2.5">
      <DesignPicture scenario={scenario} />
      <div className="min-w-0 flex-1 leading-5">
        {isRenaming && scenario !== undefined ? (
          <Rename
            name={title}
            onDone={(next) => {
              setRenaming(false);
              if (next !== undefined) void renameOf(design, scenario, next).then(onChanged);
            }}
          />
        ) : (
          <p className="truncate font-semibold">{name}</p>
        )}
        <p className="text-[12px] text-(--text-2)">
          {scenario === undefined ? t('library.unreadable') : sizeText(scenario)} · {t('library.bytes', { kib: Math.max(1, Math.round(design.bytes / 1024)) })}
        </p>
        <p className="truncate text-[12px] text-(--text-3)">
          <time dateTime={new Date(record.changedMs).toISOString()} title={instantText(record.changedMs, language)}>
            {whenText(record.changedMs, language)}
          </time>
          {openIn !== undefined && ` · ${t(`library.open.${openIn}`)}`}
          {record.fileName !== undefined && ` · ${record.fileName}`}
        </p>
      </div>
      {scenario === undefined ? (
        <IconButton label={t('library.download', { name })} onClick={() => void download(record.text, name)}>
          <Download size={15} />
        </IconButton>
      ) : (
        <>
          <IconButton label={t('library.rename', { name })} disabled={openIn === 'elsewhere'} onClick={() => setRenaming(true)}>
            <Pencil size={15} />
          </IconButton>
          <IconButton label={t('library.duplicate', { name })} onClick={() => void saying(duplicateDesign(scenario).then(onChanged))}>
            <Copy size={15} />
          </IconButton>
        </>
      )}
      <IconButton label={t('library.delete', { name })} disabled={openIn === 'elsewhere'} onClick={() => void saying(deleteOf(design, name, onChanged))}>
        <Trash2 size={15} />
      </IconButton>
      <Button variant="outline" aria-label={t('library.openIt', { name })} disabled={scenario === undefined || openIn === 'here'} onClick={open}>
        {t(openIn === 'elsewhere' ? 'library.openCopy' : 'library.openShort')}
      </Button>
    </li>
  );
}

/** Enter takes it, Escape leaves it as it was. */
function Rename({ name, onDone }: { readonly name: string; readonly onDone: (next: string | undefined) => void }) {
  const t = useT();
  const [draft, setDraft] = useState(name);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.stopPropagation();
    onDone(event.key === 'Enter' ? draft : undefined);
  };
  return (
    <input
      // The button that was pressed is about to be in the background: what one wants now is to type.
      ref={(input) => input?.focus()}
      className={`${INPUT} border-(--border)`}
      aria-label={t('library.newTitle')}
      value={draft}
      maxLength={200}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(draft === name ? undefined : draft)}
    />
  );
}

async function openOf({ record, scenario }: Design, name: string, onClose: () => void): Promise<void> {
  onClose();
  uiStore.getState().select(NO_SELECTION);
  const refusal = await openDesign(record.id);
  if (refusal === 'elsewhere' && scenario !== undefined) {
    // The other tab goes on with its own; this one with a copy of what was kept last.
    documentStore.getState().replace(copyOf(scenario), undefined, { isSaved: false });
    toast(translate('library.copied', { name }), translate('library.copied.why'));
  } else if (refusal !== undefined) toast(translate('library.gone', { name }), undefined, 'bad');
}

/** Only the language on the screen, where a title has two. */
async function renameOf({ record, openIn }: Design, scenario: Scenario, next: string): Promise<void> {
  const { language } = uiStore.getState();
  const was = scenario.view.title;
  const title: LocalText = typeof was === 'string' ? next : { ...was, [language]: next };
  if (openIn === 'here') documentStore.getState().apply({ kind: 'setField', path: ['view', 'title'], value: title as string });
  else await saying(renameDesign(record, scenario, title));
}

async function deleteOf({ record, openIn }: Design, name: string, onChanged: () => Promise<void>): Promise<void> {
  if (openIn === 'here') documentStore.getState().replace(newScenario());
  const bringBack = await deleteDesign(record);
  await onChanged();
  toast(translate('library.deleted', { name }), undefined, 'neutral', {
    label: translate('edit.undo'),
    onClick: () => void saying(bringBack().then(onChanged)),
  });
}

const download = (text: string, name: string): Promise<string | undefined> =>
  bridge.saveBytes(fileNameOf(name), new TextEncoder().encode(text), 'application/json');

async function saying(doing: Promise<unknown>): Promise<void> {
  try {
    await doing;
  } catch {
    toast(translate('library.failed'), undefined, 'bad');
  }
}
