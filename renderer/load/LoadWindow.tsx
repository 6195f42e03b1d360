/** The load editor's window: the curve and its points, loads from files, and the load as a file. */
import { useState } from 'react';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import { loadStudio as en } from '../i18n/en/loadStudio.ts';
import { addTexts, useT } from '../i18n/i18n.ts';
import { loadStudio as zh } from '../i18n/zh/loadStudio.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { CurveTab } from './CurveTab.tsx';
import { ExportTab } from './ExportTab.tsx';
import { ImportTab } from './ImportTab.tsx';
import type { LoadDialogProps, StudioTab } from './LoadDialog.tsx';

addTexts({ en, zh });

export function LoadWindow({ node, tab: first, onClose }: LoadDialogProps) {
  const t = useT();
  const [tab, setTab] = useState<StudioTab>(first);
  const doc = useDocument((s) => s.scenario.model.nodes[node]);
  // Undone away while the window was open.
  if (doc?.kind !== 'producer') return null;
  const load: LoadDoc = doc.load;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="large"
      title={t('studio.title', { name: doc.name })}
      closeLabel={t('common.close')}
      actions={
        <Button variant={tab === 'curve' ? 'primary' : 'outline'} onClick={onClose}>
          {t('studio.done')}
        </Button>
      }
    >
      <div className="-m-4 h-[504px] max-h-[70vh]">
        <Tabs
          label={t('studio.title', { name: doc.name })}
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'curve', label: t('studio.curve'), content: <CurveTab node={node} load={load} /> },
            { value: 'import', label: t('studio.import'), content: <ImportTab node={node} onDone={() => setTab('curve')} /> },
            { value: 'export', label: t('studio.export'), content: <ExportTab node={node} name={doc.name} load={load} /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
