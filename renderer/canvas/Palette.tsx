/** What can be put on the canvas: dragged there, or added by click or Enter at the middle of the view. */
import { type DragEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Frame, Plus, StickyNote } from 'lucide-react';
import type { NodeKind, NoteDoc } from '#core/scenario/scenario.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { PanelHeader } from '../parts/PanelHeader.tsx';
import { addNote, frameSelected, NOTE_KEYS } from './notes/noteCommands.ts';
import { shortcutText } from '../ui/keys.ts';
import { DRAG_TYPE, draggedKind } from './paletteDrag.ts';
import { TourOffer } from '../tour/TourOffer.tsx';
import { useNarrow } from './useNarrow.ts';
import { KindIcon } from './nodes/KindIcon.tsx';

const SECTIONS: readonly { readonly title: MessageKey; readonly kinds: readonly NodeKind[] }[] = [
  { title: 'palette.clients', kinds: ['producer', 'consumer'] },
  { title: 'palette.destinations', kinds: ['topic', 'queue', 'exchange', 'broadcast', 'channel'] },
  { title: 'palette.servers', kinds: ['broker'] },
];

interface PaletteProps {
  readonly onAdd: (kind: NodeKind) => void;
}

/** Beside the diagram; in a narrow window behind a button, as a drawer that closes once something was chosen. */
export function Palette({ onAdd }: PaletteProps) {
  const t = useT();
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  if (!isNarrow) return <Choices onAdd={onAdd} />;
  return (
    <div className="flex w-12 shrink-0 flex-col items-center border-r border-(--border) bg-(--surface) pt-1">
      <button
        type="button"
        aria-label={t('palette.title')}
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className="flex size-11 cursor-pointer items-center justify-center rounded-md text-(--text) hover:bg-(--surface-2)"
      >
        <Plus size={20} />
      </button>
      {isOpen && <Drawer onAdd={onAdd} onClose={close} />}
    </div>
  );
}

function Drawer({ onAdd, onClose }: PaletteProps & { readonly onClose: () => void }) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.querySelector('button')?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [onClose]);
  const addAndClose = (kind: NodeKind) => {
    onAdd(kind);
    onClose();
  };
  return (
    <div ref={place} className="fixed inset-0 z-40 flex" data-modal>
      <Choices onAdd={addAndClose} onDone={onClose} />
      <button type="button" aria-label={t('common.close')} className="flex-1 cursor-default bg-black/30" onClick={onClose} />
    </div>
  );
}

function Choices({ onAdd, onDone }: PaletteProps & { readonly onDone?: () => void }) {
  const t = useT();
  return (
    <aside aria-label={t('palette.title')} className="flex w-50 shrink-0 flex-col border-r border-(--border) bg-(--surface)">
      <PanelHeader title={t('palette.title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {SECTIONS.map((section) => (
          <section key={section.title} className="pt-2">
            <h3 className="px-1 pb-1 text-[11px] font-medium text-(--text-3)">{t(section.title)}</h3>
            {section.kinds.map((kind) => (
              <PaletteItem key={kind} kind={kind} onAdd={onAdd} />
            ))}
          </section>
        ))}
        <section className="pt-2">
          <h3 className="px-1 pb-1 text-[11px] font-medium text-(--text-3)">{t('palette.notes')}</h3>
          <NoteItem kind="note" onDone={onDone} />
          <NoteItem kind="frame" onDone={onDone} />
        </section>
      </div>
      <TourOffer />
      <p className="border-t border-(--border) px-3 py-2 text-[11px] leading-4 text-(--text-3)">{t('palette.hint')}</p>
    </aside>
  );
}

function NoteItem({ kind, onDone }: { readonly kind: NoteDoc['kind']; readonly onDone: (() => void) | undefined }) {
  const t = useT();
  const Icon = kind === 'note' ? StickyNote : Frame;
  const choose = () => {
    onDone?.();
    if (kind === 'note') addNote('note');
    else frameSelected();
  };
  return (
    <Item
      dragged={kind}
      onChoose={choose}
      icon={
        <span className="inline-flex size-7 shrink-0 items-center justify-center rounded-md bg-(--surface-2) text-(--text-2)" aria-hidden>
          <Icon size={16} />
        </span>
      }
      name={t(`palette.remark.${kind}`)}
      shortcut={shortcutText(kind === 'note' ? NOTE_KEYS.add : NOTE_KEYS.frame)}
      about={t(`palette.remarkBrief.${kind}`)}
      brief={t(`palette.remarkBrief.${kind}`)}
    />
  );
}

function PaletteItem({ kind, onAdd }: { readonly kind: NodeKind; readonly onAdd: (kind: NodeKind) => void }) {
  const t = useT();
  return (
    <Item
      dragged={kind}
      onDrag={(isDragged) => {
        draggedKind.current = isDragged ? kind : undefined;
      }}
      onChoose={() => onAdd(kind)}
      icon={<KindIcon kind={kind} />}
      name={t(`kind.${kind}`)}
      about={t(`kind.${kind}.about`)}
      brief={t(`kind.${kind}.brief`)}
    />
  );
}

interface ItemProps {
  /** What the drag carries. */
  readonly dragged: NodeKind | NoteDoc['kind'];
  readonly onDrag?: (isDragged: boolean) => void;
  readonly onChoose: () => void;
  readonly icon: ReactNode;
  readonly name: string;
  readonly shortcut?: string;
  /** Read out with its name. */
  readonly about: string;
  readonly brief: string;
}

function Item({ dragged, onDrag, onChoose, icon, name, shortcut, about, brief }: ItemProps) {
  const t = useT();
  const onDragStart = (event: DragEvent) => {
    onDrag?.(true);
    event.dataTransfer.setData(DRAG_TYPE, dragged);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      draggable
      onDragStart={onDragStart}
      onDragEnd={() => onDrag?.(false)}
      onClick={onChoose}
      aria-label={t('palette.add', { kind: name, about })}
      className="flex w-full cursor-grab items-start gap-2 rounded-md p-1.5 text-left hover:bg-(--surface-2) active:cursor-grabbing"
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className="flex justify-between text-[13px] leading-4 font-medium">
          {name}
          {shortcut && <kbd className="font-(family-name:--font) text-[11px] font-normal text-(--text-3)">{shortcut}</kbd>}
        </span>
        <span className="mt-0.5 block text-[11px] leading-[14px] text-(--text-2)">{brief}</span>
      </span>
    </button>
  );
}
