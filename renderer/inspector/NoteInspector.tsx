/** A selected note or frame: its text, its colour, its size. */
import { Frame, StickyNote } from 'lucide-react';
import { NOTE_MAX } from '#core/scenario/fields.ts';
import { NOTE_COLORS, type NoteDoc, type NoteId } from '#core/scenario/scenario.ts';
import { NOTE_MIN } from '../canvas/notes/noteEdits.ts';
import { localText, useT, withLocalText } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { useUi } from '../ui/uiStore.ts';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { RangeField } from './fields/RangeField.tsx';
import { TextField } from './fields/TextField.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';

const SIDES = ['width', 'height'] as const;
/** A larger one would be seen by nobody as a whole. */
const SIDE_MAX = 10_000;

export function NoteInspector({ id, note }: { readonly id: NoteId; readonly note: NoteDoc }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const path = ['view', 'notes', id] as const;
  const isFrame = note.kind === 'frame';
  const Icon = isFrame ? Frame : StickyNote;
  const { text } = note;
  return (
    <>
      <InspectorHeader icon={<Icon size={15} aria-hidden="true" />} title={t(isFrame ? 'note.kind.frame' : 'note.kind.note')} canDuplicate />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <p className="border-b border-(--border) p-3 text-[11px] leading-4 text-(--text-3)">{t(isFrame ? 'note.about.frame' : 'note.about.note')}</p>
        <Section title={t('note.section')}>
          <TextField
            path={[...path, 'text']}
            value={localText(text, language)}
            label={t(isFrame ? 'field.name' : 'note.field.text')}
            isLong={!isFrame}
            isWide
            toEdit={(written) => ({
              kind: 'changeNote',
              note: id,
              change: { text: withLocalText(text, written.slice(0, NOTE_MAX), language) },
              mergeKey: [...path, 'text'].join('.'),
            })}
          />
          <ChoiceField
            path={[...path, 'color']}
            value={note.color}
            label={t('note.field.color')}
            options={NOTE_COLORS.map((value) => ({ value, label: t(`note.color.${value}`) }))}
            toEdit={(color) => ({ kind: 'changeNote', note: id, change: { color } })}
          />
          {SIDES.map((side) => (
            <RangeField
              key={side}
              path={[...path, side]}
              value={note[side]}
              range={{ unit: 'count', min: NOTE_MIN[side], max: SIDE_MAX }}
              label={t(`note.field.${side}`)}
            />
          ))}
        </Section>
      </div>
    </>
  );
}
