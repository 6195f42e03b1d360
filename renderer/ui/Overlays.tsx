/** What lies over the window: dialogs, fetched when they are first opened; messages; and the keys of the whole window. */
import { useEffect } from 'react';
import { Announcer } from '../announce/Announcer.tsx';
import { ComposeDialog } from '../compose/ComposeDialog.tsx';
import { useT } from '../i18n/i18n.ts';
import { HistoryDialog, LibraryDialog } from '../library/LibraryDialogs.tsx';
import { followDrops } from '../import/followDrops.ts';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { LoadDialog } from '../load/LoadDialog.tsx';
import { ToastViewport } from '../parts/ToastViewport.tsx';
import { CommandPalette, ConnectDialog } from '../search/searchDialogs.tsx';
import { FilmPill } from '../share/FilmPill.tsx';
import { LinkDialog } from '../share/LinkDialog.tsx';
import { ShareDialog } from '../share/ShareDialog.tsx';
import { TemplatesDialog } from '../templates/TemplatesDialog.tsx';
import { ContextMenu } from './ContextMenu.tsx';
import { Dialogs } from './Dialogs.tsx';
import { followHostMenu } from './hostMenu.ts';
import { Shortcuts } from './Shortcuts.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { uiStore, useUi } from './uiStore.ts';

export function Overlays() {
  const t = useT();
  const overlay = useUi((s) => s.overlay);
  const close = () => uiStore.getState().setOverlay(undefined);
  useEffect(followHostMenu, []);
  useEffect(followDrops, []);
  return (
    <>
      <Shortcuts />
      <Dialogs />
      <ContextMenu />
      <Announcer />
      <FilmPill />
      {overlay === 'compose' && <ComposeDialog isOpen onClose={close} />}
      {overlay === 'import' && <ImportDialog isOpen onClose={close} />}
      <LoadDialog />
      {(overlay === 'designs' || overlay === 'recent') && <LibraryDialog isOpen onClose={close} />}
      {overlay === 'history' && <HistoryDialog isOpen onClose={close} />}
      {overlay === 'templates' && <TemplatesDialog isOpen onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutsDialog isOpen onClose={close} />}
      {overlay === 'commands' && <CommandPalette isOpen onClose={close} />}
      {overlay === 'connect' && <ConnectDialog isOpen onClose={close} />}
      {(overlay === 'share' || overlay === 'video') && <ShareDialog isOpen onClose={close} />}
      {overlay === 'link' && <LinkDialog isOpen onClose={close} />}
      <ToastViewport closeLabel={t('common.close')} />
    </>
  );
}
