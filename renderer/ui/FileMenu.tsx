/** New, open, save, export; and the gallery of templates beside it. */
import { ChevronDown, Clapperboard, Container, FilePlus2, FolderOpen, LayoutTemplate, Save, SaveAll } from 'lucide-react';
import { newDocument, openFile, saveFile, saveRecording } from '../document/files.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../parts/Menu.tsx';
import { KEYS, shortcutText } from './keys.ts';
import { showTemplates } from '../templates/templatesStore.ts';
import { uiStore } from './uiStore.ts';

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
        <MenuItem icon={<Container size={15} />} onSelect={() => uiStore.getState().setOverlay('compose')}>
          {t('file.exportCompose')}
        </MenuItem>
      </Menu>
      <Button icon={<LayoutTemplate size={16} />} onClick={() => showTemplates()}>
        {t('templates.button')}
      </Button>
    </>
  );
}
