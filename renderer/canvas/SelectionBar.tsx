/** A small bar above what is selected: what can be done with all of it at once. */
import { useStore } from '@xyflow/react';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  Frame,
  type LucideIcon,
  Network,
  Pencil,
  Trash2,
} from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { NOTE_COLORS } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import { type Box, boxAround } from './box.ts';
import { deleteSelected, duplicateSelected } from './commands.ts';
import { ALIGNMENTS, type Alignment } from './align.ts';
import { align, ARRANGE_KEYS, distribute, tidy } from './arrangeCommands.ts';
import { boxesToArrange } from './arrangeEdits.ts';
import { firstKeys, KEYS, shortcutText } from '../ui/keys.ts';
import { colorSelected, frameSelected, NOTE_KEYS } from './notes/noteCommands.ts';
import { boxesOf } from './notes/noteEdits.ts';
import { writeIn } from './notes/noteEditing.ts';
import { NOTE_STYLES } from './notes/noteStyles.ts';

export function SelectionBar() {
  const t = useT();
  const selection = useUi((s) => s.selection);
  const scenario = useDocument((s) => s.scenario);
  const nodes = selection.nodes.filter((id) => Object.hasOwn(scenario.model.nodes, id));
  const notes = (selection.notes ?? []).filter((id) => Object.hasOwn(scenario.view.notes ?? {}, id));
  const around = boxAround(boxesOf(scenario, { ...selection, nodes, notes }));
  const { size } = boxesToArrange(scenario, { ...selection, nodes, notes });
  if ((size < 2 && notes.length === 0) || around === undefined) return null;
  const [only] = notes;
  return (
    <Above box={around}>
      <div role="toolbar" aria-label={t('selection.bar')} className="canvas-bar">
        {notes.length > 0 && <NoteColors />}
        {nodes.length === 0 && notes.length === 1 && only !== undefined && (
          <IconButton size="small" label={t('note.write')} shortcut={shortcutText(KEYS.properties)} onClick={() => writeIn(only)}>
            <Pencil size={14} />
          </IconButton>
        )}
        {notes.length > 0 && size >= 2 && <Divider />}
        {size >= 2 && <Arranging count={size} />}
        <Divider />
        <IconButton size="small" label={t('shortcuts.duplicate')} shortcut={firstKeys(KEYS.duplicate)} onClick={duplicateSelected}>
          <Copy size={14} />
        </IconButton>
        <IconButton size="small" label={t('shortcuts.delete')} shortcut={firstKeys(KEYS.delete)} onClick={deleteSelected}>
          <Trash2 size={14} />
        </IconButton>
      </div>
    </Above>
  );
}

const ALIGN_ICONS: Record<Alignment, LucideIcon> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
};

function Arranging({ count }: { readonly count: number }) {
  const t = useT();
  return (
    <>
      {ALIGNMENTS.map((how) => {
        const Icon = ALIGN_ICONS[how];
        return (
          <IconButton key={how} size="small" label={t(`arrange.align.${how}`)} onClick={() => align(how)}>
            <Icon size={14} />
          </IconButton>
        );
      })}
      <Divider />
      <IconButton size="small" label={t('arrange.spread.x')} disabled={count < 3} onClick={() => distribute('x')}>
        <AlignHorizontalDistributeCenter size={14} />
      </IconButton>
      <IconButton size="small" label={t('arrange.spread.y')} disabled={count < 3} onClick={() => distribute('y')}>
        <AlignVerticalDistributeCenter size={14} />
      </IconButton>
      <Divider />
      <IconButton size="small" label={t('arrange.tidy')} shortcut={shortcutText(ARRANGE_KEYS.tidy)} onClick={() => tidy('compact')}>
        <Network size={14} />
      </IconButton>
      <IconButton size="small" label={t('frame.add')} shortcut={shortcutText(NOTE_KEYS.frame)} onClick={frameSelected}>
        <Frame size={14} />
      </IconButton>
    </>
  );
}

const MARGIN = 8;

/** Over a box of the canvas, whatever the zoom, and always within the view: under its upper edge where there is no room above. */
function Above({ box, children }: { readonly box: Box; readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const transform = useStore((s) => s.transform);
  const viewWidth = useStore((s) => s.width);
  const viewHeight = useStore((s) => s.height);
  useLayoutEffect(() => {
    const bar = element.current;
    if (bar === null) return;
    const [x, y, zoom] = transform;
    const { offsetWidth: width, offsetHeight: height } = bar;
    const left = (box.x + box.width / 2) * zoom + x - width / 2;
    const top = box.y * zoom + y - height - MARGIN;
    bar.style.left = `${Math.round(Math.max(MARGIN, Math.min(left, viewWidth - width - MARGIN)))}px`;
    bar.style.top = `${Math.round(Math.max(MARGIN, Math.min(top, viewHeight - height - MARGIN)))}px`;
  });
  return (
    <div ref={element} className="absolute z-6 w-max">
      {children}
    </div>
  );
}

const Divider = (): ReactNode => <span className="mx-0.5 h-4 w-px bg-(--border)" aria-hidden="true" />;

function NoteColors() {
  const t = useT();
  return NOTE_COLORS.map((color) => (
    <IconButton key={color} size="small" label={t('note.colorOf', { color: t(`note.color.${color}`) })} onClick={() => colorSelected(color)}>
      <span className={`size-4 rounded-full border ${NOTE_STYLES[color].dot}`} />
    </IconButton>
  ));
}
