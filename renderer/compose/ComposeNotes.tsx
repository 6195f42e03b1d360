/** What the project does otherwise than the design. A note about components leads to them. */
import { Crosshair } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { uiStore, useUi } from '../ui/uiStore.ts';
import type { ExportNote } from './exportChoice.ts';

interface ComposeNotesProps {
  readonly notes: readonly ExportNote[];
  /** After the components of a note were selected. */
  readonly onSelect: () => void;
}

export function ComposeNotes({ notes, onSelect }: ComposeNotesProps) {
  const t = useT();
  return (
    <section>
      <h3 className="text-[12px] font-semibold">{t('compose.differs')}</h3>
      {(['changed', 'missing'] as const).map((kind) => {
        const some = notes.filter((note) => note.kind === kind);
        return some.length > 0 && <NoteList key={kind} title={t(`compose.${kind}`)} notes={some} onSelect={onSelect} />;
      })}
    </section>
  );
}

function NoteList({ title, notes, onSelect }: ComposeNotesProps & { readonly title: string }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const select = (nodes: readonly string[]) => {
    uiStore.getState().select({ nodes, edges: [] });
    onSelect();
  };
  return (
    <>
      <h4 className="pt-2 pb-1 text-[12px] text-(--text-2)">{title}</h4>
      <ul className="divide-y divide-(--border) rounded-md border border-(--border)">
        {notes.map((note) => (
          <li key={`${note.code} ${note.nodes.join(' ')}`} className="flex items-start gap-2 py-1 pr-1 pl-3">
            <p className="flex-1 py-0.5 leading-5">{note.text[language]}</p>
            {note.nodes.length > 0 && (
              <IconButton size="small" label={t('compose.select')} onClick={() => select(note.nodes)}>
                <Crosshair size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
