/** What a person has worked on: the designs this browser keeps, and the files opened lately. */
import './words.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { useT } from '../i18n/i18n.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { DesignList } from './DesignList.tsx';
import { RecentList } from './RecentList.tsx';

export function LibraryWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const overlay = useUi((s) => s.overlay);
  const designs = <DesignList onClose={onClose} />;
  const tabs = [
    { value: 'designs' as const, label: t('library.designs'), content: <div className="pt-3">{designs}</div> },
    {
      value: 'recent' as const,
      label: t('file.recent'),
      content: (
        <div className="pt-3">
          <RecentList onClose={onClose} />
        </div>
      ),
    },
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('library.title')} closeLabel={t('common.close')} width="medium">
      {bridge.remembersFiles ? (
        <Tabs
          label={t('library.title')}
          tabs={tabs}
          value={overlay === 'recent' ? 'recent' : 'designs'}
          onChange={(tab) => uiStore.getState().setOverlay(tab)}
        />
      ) : (
        designs
      )}
    </Dialog>
  );
}
