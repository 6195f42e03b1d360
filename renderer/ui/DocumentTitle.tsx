/** The document's name and whether it is safe, in the middle of the top row. */
import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import { useDocument } from '../document/documentStore.ts';
import { useKeeping } from '../document/persistence.ts';
import { localText, useT } from '../i18n/i18n.ts';
import { useUi } from './uiStore.ts';

export function DocumentTitle() {
  const t = useT();
  const language = useUi((s) => s.language);
  const title = useDocument((s) => localText(s.scenario.view.title, language));
  return (
    <div className="flex min-w-0 flex-1 items-center justify-center gap-2 px-4">
      <span className="min-w-0 truncate text-[13px] font-medium">{title.trim() === '' ? t('file.untitled') : title}</span>
      <SavedState />
    </div>
  );
}

function SavedState() {
  const t = useT();
  const { state: keep } = useKeeping();
  const isInFile = useDocument((s) => !s.dirty && s.fileName !== undefined);
  const text = t(isInFile && keep === 'kept' ? 'file.state.saved' : `file.state.${keep}`);
  const icon =
    keep === 'failed' ? (
      <CircleAlert size={13} className="text-(--bad)" />
    ) : keep === 'keeping' ? (
      <LoaderCircle size={13} className="motion-safe:animate-spin" />
    ) : (
      <Check size={13} className="text-(--ok)" />
    );
  return (
    <output className="flex shrink-0 items-center gap-1 text-[11px] text-(--text-3)">
      {icon}
      {text}
    </output>
  );
}
