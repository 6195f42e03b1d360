/** The exported project: its files to look at and copy, what differs from the design, and ways to take it along. */
import { Copy, Download, FolderDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { copyText, saving } from '../ui/takeAlong.ts';
import { useUi } from '../ui/uiStore.ts';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { ComposeNotes } from './ComposeNotes.tsx';
import { tellExported } from './exported.ts';
import { inFolder, projectZip } from './projectZip.ts';

/** An export that was done is told to whoever waits for one. */
async function noted(taking: Promise<boolean>): Promise<void> {
  if (await taking) tellExported();
}

export function ComposeWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const scenario = useDocument((s) => s.scenario);
  const { name, target, files, notes } = useMemo(() => exportCompose(scenario, { language }), [scenario, language]);
  const { saveFolder } = bridge;
  const actions = target && (
    <>
      {saveFolder && (
        <Button
          variant="outline"
          icon={<FolderDown size={15} />}
          onClick={() => void noted(saving('compose.savedFolder', () => saveFolder(inFolder(name, files))))}
        >
          {t('compose.saveFolder')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={<Download size={15} />}
        onClick={() => void noted(saving('compose.saved', () => bridge.saveBytes(`${name}.zip`, projectZip(name, files), 'application/zip')))}
      >
        {t('compose.download')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen={isOpen} onClose={onClose} width="large" title={t('compose.title')} closeLabel={t('common.close')} actions={actions}>
      {target === undefined ? (
        <p className="leading-5">{t('compose.nothing')}</p>
      ) : (
        <>
          <p className="pb-3 leading-5 text-(--text-2)">{t(`compose.intro.${target}`)}</p>
          <ProjectFiles files={files} />
          <ComposeNotes notes={notes} onSelect={onClose} />
        </>
      )}
    </Dialog>
  );
}

/** One tab per file, with its text as it will be written. */
function ProjectFiles({ files }: { readonly files: ReadonlyMap<string, string> }) {
  const t = useT();
  const [wanted, setWanted] = useState('compose.yaml');
  const shown = files.has(wanted) ? wanted : 'compose.yaml';
  return (
    <div className="h-[44vh] overflow-hidden rounded-md border border-(--border)">
      <Tabs
        label={t('compose.files')}
        value={shown}
        onChange={setWanted}
        aside={
          <IconButton size="small" label={t('compose.copy')} onClick={() => void noted(copyText(files.get(shown) ?? ''))}>
            <Copy size={14} />
          </IconButton>
        }
        tabs={[...files].map(([name, text]) => ({
          value: name,
          label: name,
          content: (
            // Focusable, so that a keyboard can scroll it.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <pre tabIndex={0} className="min-h-full bg-(--surface-2) p-3 font-(family-name:--font-number) text-[12px] leading-[18px] whitespace-pre">
              {text}
            </pre>
          ),
        }))}
      />
    </div>
  );
}
