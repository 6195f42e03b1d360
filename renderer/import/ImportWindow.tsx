/** Files of a project on the left, what was understood of them on the right: read at once, looked at, and only then opened. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { formatBytes } from '#core/base/quantity.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import type { ImportResult, SourceFile } from '#core/compose/import/imported.ts';
import { modernise } from '#core/compose/import/modernise.ts';
import { replaceUnlessKept } from '../document/files.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { toast } from '../parts/toasts.ts';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { importStore } from './importStore.ts';
import type { Dropped } from './offered.ts';
import { recognised } from './recognised.ts';
import { canModernise, type OpenAs } from './OpenAsChoice.tsx';
import { ResultPane } from './ResultPane.tsx';
import { SAMPLE } from './sample.ts';
import { type Looked, SourcePane } from './SourcePane.tsx';
import { ofFolder, pastedName, take } from './sources.ts';
import './words.ts';

export function ImportWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const [files, setFiles] = useState<readonly SourceFile[]>(() => importStore.getState().files);
  const [pasted, setPasted] = useState(() => importStore.getState().pasted);
  const [as, setAs] = useState<OpenAs>('is');
  const [looked, setLooked] = useState<Looked>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const wanted = useMemo(() => (pasted.trim() === '' ? files : [...files, { path: pastedName(pasted), text: pasted }]), [files, pasted]);
  const sources = useDeferredValue(wanted);
  const result = useMemo(() => (sources.length === 0 ? undefined : importFiles(sources)), [sources]);
  const add = async ({ offered, isFolder }: Dropped): Promise<void> => {
    const some = isFolder ? ofFolder(offered) : offered;
    if (isFolder && some.length === 0) return setRefused([t('import.noneInFolder')]);
    try {
      const taken = await take(some, files);
      setFiles(taken.files);
      setRefused([
        ...taken.tooLarge.map((name) => t('import.tooLarge', { name, size: formatBytes(LIMITS.importFileBytes) })),
        ...(taken.tooMany === 0 ? [] : [t('import.tooMany', { count: taken.tooMany, limit: LIMITS.importFiles })]),
      ]);
    } catch (fault) {
      setRefused([t('import.unreadable', { message: fault instanceof Error ? fault.message : String(fault) })]);
    }
  };
  useEffect(() => {
    const { dropped } = importStore.getState();
    if (dropped !== undefined) void add(dropped);
    // Once, for what it was opened with.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const open = async (): Promise<void> => {
    if (result?.isOk !== true) return;
    onClose();
    const what = kindsText(result, t);
    if (await replaceUnlessKept(as === 'modern' && canModernise(result) ? modernise(result.scenario).scenario : result.scenario))
      toast(t('import.opened', { what }), undefined, 'good');
  };
  const isReady = result?.isOk === true && Object.keys(result.scenario.model.nodes).length > 0;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      width="full"
      title={t('import.title')}
      closeLabel={t('common.close')}
      actions={
        <Button variant="primary" disabled={!isReady || sources !== wanted} onClick={() => void open()}>
          {t('import.open')}
        </Button>
      }
    >
      <div className="grid h-full grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <SourcePane
          files={files}
          pasted={pasted}
          refused={refused}
          onAdd={(dropped) => void add(dropped)}
          onRemove={(path) => setFiles(files.filter((file) => file.path !== path))}
          onPasted={setPasted}
          looked={looked}
          onLook={setLooked}
        />
        <ResultPane
          result={result}
          sources={sources}
          as={as}
          onAs={setAs}
          onTry={() => setPasted(SAMPLE.text)}
          // Another object each time, so that the same line is shown again.
          onPlace={({ file, line }) => setLooked({ file, line })}
        />
      </div>
      <p role="status" className="sr-only">
        {statusText(result, t)}
      </p>
    </Dialog>
  );
}

/** '1 × Broker, 2 × Topic': kinds as they are called everywhere. */
function kindsText(result: Extract<ImportResult, { isOk: true }>, t: Translate): string {
  return recognised(result.scenario.model)
    .map(({ kind, count }) => `${count} × ${t(`kind.${kind}`)}`)
    .join(t('common.listed'));
}

function statusText(result: ImportResult | undefined, t: Translate): string {
  if (result === undefined) return t('import.status.empty');
  if (!result.isOk) return t('import.status.faults', { count: result.faults.length });
  return t('import.status.ok', { what: kindsText(result, t), findings: result.findings.length });
}
