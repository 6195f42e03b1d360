/** The design as files for other programs: what to export on the left, the files and what they do otherwise on the right. */
import { Download, FolderDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { bridge } from '../bridge/currentBridge.ts';
import { useDocument } from '../document/documentStore.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { copyText, saveText, saving } from '../ui/takeAlong.ts';
import { useUi } from '../ui/uiStore.ts';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { ComposeNotes } from './ComposeNotes.tsx';
import { type Exported, exported, type ExportChoice, FIRST_CHOICE, kindsFor, optionsFor } from './exportChoice.ts';
import { tellExported } from './exported.ts';
import { ExportedFiles } from './ExportedFiles.tsx';
import { ExportOptions } from './ExportOptions.tsx';
import { loadGenerator } from './loadGenerator.ts';
import { LoadState } from './LoadState.tsx';
import { inFolder, projectZip } from './projectZip.ts';
import { useFetched } from './useFetched.ts';
import './words.ts';

/** An export that was done is told to whoever waits for one. */
async function noted(taking: Promise<boolean>): Promise<void> {
  if (await taking) tellExported();
}

export function ComposeWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const scenario = useDocument((s) => s.scenario);
  const kinds = useMemo(() => kindsFor(scenario), [scenario]);
  const [wanted, setChoice] = useState<ExportChoice>(() => ({ ...FIRST_CHOICE, kind: kinds[0] ?? 'compose' }));
  // The design may change by undo while the dialog is open.
  const choice = useMemo(() => (kinds.includes(wanted.kind) ? wanted : { ...wanted, kind: kinds[0] ?? wanted.kind }), [kinds, wanted]);
  const options = useMemo(() => optionsFor(scenario, choice.kind), [scenario, choice.kind]);
  const generator = useFetched(choice.kind === 'compose' && choice.hasLoad, loadGenerator);
  const bundle = generator.kind === 'here' ? generator.text : undefined;
  const project = useMemo(() => exported(scenario, choice, language, bundle), [scenario, choice, language, bundle]);
  if (kinds.length === 0) {
    return (
      <Dialog isOpen={isOpen} onClose={onClose} width="medium" title={t('export.title')} closeLabel={t('common.close')}>
        <p className="leading-5">{t('compose.nothing')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      width="full"
      title={t(`export.title.${choice.kind}`)}
      closeLabel={t('common.close')}
      actions={<TakeAlong project={project} isComing={generator.kind === 'coming' || generator.kind === 'failed'} />}
    >
      <div className="grid h-full grid-cols-[332px_minmax(0,1fr)]">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto border-r border-(--border) p-4">
          <ExportOptions choice={choice} kinds={kinds} options={options} onChange={setChoice} loadState={<LoadState state={generator} />} />
          {project.starts !== undefined && <p className="leading-5 text-(--text-2)">{t(`compose.intro.${project.starts}`)}</p>}
          {project.before !== undefined && <p className="leading-5 font-medium">{changesText(project.files, project.before, t)}</p>}
          {project.notes.length > 0 && <ComposeNotes notes={project.notes} onSelect={onClose} />}
        </div>
        <ExportedFiles key={choice.kind} files={project.files} before={project.before} onCopy={(text) => void noted(copyText(text))} />
      </div>
    </Dialog>
  );
}

function changesText(files: ReadonlyMap<string, string>, before: ReadonlyMap<string, string>, t: Translate): string {
  const count = [...files].filter(([name, text]) => before.get(name) !== text).length;
  return count === 0 ? t('export.imported.same') : t('export.imported.changed', { count });
}

/** A single file by itself, several as a zip; or into a folder, where the host can write one. Not before all of it is here. */
function TakeAlong({ project: { name, files }, isComing }: { readonly project: Exported; readonly isComing: boolean }) {
  const t = useT();
  const { saveFolder } = bridge;
  const [only, ...others] = files;
  const download = () =>
    only !== undefined && others.length === 0
      ? saveText(only[0], only[1], 'text/plain')
      : saving('compose.saved', () => bridge.saveBytes(`${name}.zip`, projectZip(name, files), 'application/zip'));
  return (
    <>
      {saveFolder && (
        <Button
          variant="outline"
          disabled={isComing}
          icon={<FolderDown size={15} />}
          onClick={() => void noted(saving('compose.savedFolder', () => saveFolder(inFolder(name, files))))}
        >
          {t('compose.saveFolder')}
        </Button>
      )}
      <Button variant="primary" disabled={isComing} icon={<Download size={15} />} onClick={() => void noted(download())}>
        {only !== undefined && others.length === 0 ? t('export.downloadFile', { name: only[0] }) : t('compose.download')}
      </Button>
    </>
  );
}
