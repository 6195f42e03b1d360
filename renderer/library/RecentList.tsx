/** Files opened or saved lately: open again, pin, take off the list. */
import { FileJson, Pin, PinOff, X } from 'lucide-react';
import { openFile, openRecent } from '../document/files.ts';
import { forgetFile, pinFile, useRecent } from '../document/recentFiles.ts';
import type { RecentRecord } from '../document/storage.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { useUi } from '../ui/uiStore.ts';
import { whenText } from '../ui/whenText.ts';

export function RecentList({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const files = useRecent();
  const open = (file: RecentRecord) => {
    onClose();
    void openRecent(file);
  };
  const openOne = () => {
    onClose();
    void openFile();
  };
  if (files.length === 0) {
    return (
      <Empty text={t('library.recent.empty')}>
        <Button variant="outline" onClick={openOne}>
          {t('file.open')}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <p className="pb-3 leading-5 text-(--text-2)">{t('library.recent.about')}</p>
      <ul aria-label={t('file.recent')} className="divide-y divide-(--border) rounded-md border border-(--border)">
        {files.map((file) => (
          <Row key={file.id} file={file} onOpen={open} />
        ))}
      </ul>
    </>
  );
}

function Row({ file, onOpen }: { readonly file: RecentRecord; readonly onOpen: (file: RecentRecord) => void }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { id, isPinned, openedMs, place } = file;
  const { name, folder } = place;
  return (
    <li aria-label={name} className="flex items-center gap-3 px-3 py-2">
      <FileJson size={18} className="shrink-0 text-(--text-3)" />
      <div className="min-w-0 flex-1 leading-5">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-[12px] text-(--text-3)">
          {whenText(openedMs, language)}
          {folder !== undefined && ` · ${folder}`}
        </p>
      </div>
      <IconButton label={t(isPinned ? 'library.unpin' : 'library.pin', { name })} onClick={() => void pinFile(file, !isPinned)}>
        {isPinned ? <PinOff size={15} /> : <Pin size={15} />}
      </IconButton>
      <IconButton label={t('library.forget', { name })} onClick={() => void forgetFile(id)}>
        <X size={15} />
      </IconButton>
      <Button variant="outline" aria-label={t('library.openIt', { name })} onClick={() => onOpen(file)}>
        {t('library.openShort')}
      </Button>
    </li>
  );
}
