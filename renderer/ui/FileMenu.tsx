/** New, open, save, export; and the gallery of templates beside it. */
import {
  ChevronDown,
  Clapperboard,
  Clock,
  Container,
  FileDown,
  FileJson,
  FilePlus2,
  FolderOpen,
  History,
  LayoutGrid,
  LayoutTemplate,
  Pin,
  Save,
  SaveAll,
} from 'lucide-react';
import { bridge } from '../bridge/currentBridge.ts';
import { newDocument, openFile, openRecent, saveFile, saveRecording } from '../document/files.ts';
import { useRecent } from '../document/recentFiles.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { openImport } from '../import/importStore.ts';
import { Button } from '../parts/Button.tsx';
import { Menu, MenuItem, MenuSeparator, Submenu } from '../parts/Menu.tsx';
import { KEYS, shortcutText } from './keys.ts';
import { showTemplates } from '../templates/templatesStore.ts';
import { uiStore, useUi } from './uiStore.ts';
import { whenText } from './whenText.ts';

export function FileMenu() {
  const t = useT();
  const hasRun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const trigger = (label: string) => (
    <Button>
      {label}
      <ChevronDown size={14} className="text-(--text-3)" />
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger(t('file.menu'))}>
        <MenuItem icon={<FilePlus2 size={15} />} onSelect={() => void newDocument()}>
          {t('file.new')}
        </MenuItem>
        <MenuItem icon={<LayoutTemplate size={15} />} shortcut={shortcutText(KEYS.templates)} onSelect={() => showTemplates()}>
          {t('templates.open.list')}
        </MenuItem>
        <MenuItem icon={<FolderOpen size={15} />} shortcut={shortcutText(KEYS.open)} onSelect={() => void openFile()}>
          {t('file.open')}
        </MenuItem>
        {bridge.remembersFiles && <RecentFiles />}
        <MenuSeparator />
        <MenuItem icon={<LayoutGrid size={15} />} onSelect={() => uiStore.getState().setOverlay('designs')}>
          {t('file.designs')}
        </MenuItem>
        <MenuItem icon={<History size={15} />} onSelect={() => uiStore.getState().setOverlay('history')}>
          {t('file.history')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Save size={15} />} shortcut={shortcutText(KEYS.save)} onSelect={() => void saveFile({ as: false })}>
          {t('file.save')}
        </MenuItem>
        <MenuItem icon={<SaveAll size={15} />} shortcut={shortcutText(KEYS.saveAs)} onSelect={() => void saveFile({ as: true })}>
          {t('file.saveAs')}
        </MenuItem>
        <MenuItem icon={<Clapperboard size={15} />} disabled={!hasRun} onSelect={() => void saveRecording()}>
          {t('time.recording.save')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<FileDown size={15} />} onSelect={() => openImport()}>
          {t('file.import')}
        </MenuItem>
        <MenuItem icon={<Container size={15} />} onSelect={() => uiStore.getState().setOverlay('compose')}>
          {t('file.exportCompose')}
        </MenuItem>
      </Menu>
      <Button data-tour="templates" icon={<LayoutTemplate size={16} />} onClick={() => showTemplates()}>
        {t('templates.button')}
      </Button>
    </>
  );
}

/** The latest, at a glance; the list with everything is beside the designs. */
const SHOWN = 6;

function RecentFiles() {
  const t = useT();
  const language = useUi((s) => s.language);
  const files = useRecent();
  return (
    <Submenu label={t('file.recent')} icon={<Clock size={15} />}>
      {files.length === 0 && (
        <MenuItem disabled onSelect={() => undefined}>
          {t('file.recent.none')}
        </MenuItem>
      )}
      {files.slice(0, SHOWN).map((file) => (
        <MenuItem
          key={file.id}
          icon={file.isPinned ? <Pin size={15} /> : <FileJson size={15} />}
          shortcut={whenText(file.openedMs, language)}
          onSelect={() => void openRecent(file)}
        >
          {file.place.name}
        </MenuItem>
      ))}
      {files.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => uiStore.getState().setOverlay('recent')}>{t('file.recent.all')}</MenuItem>
        </>
      )}
    </Submenu>
  );
}
