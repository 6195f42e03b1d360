/** Everything a design or its run can be taken along as, one way a tab. */
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { uiStore } from '../ui/uiStore.ts';
import { FileTab } from './FileTab.tsx';
import { LinkTab } from './LinkTab.tsx';
import { PictureTab } from './PictureTab.tsx';
import { PlayerTab } from './PlayerTab.tsx';
import { VideoTab } from './VideoTab.tsx';
import './words.ts';

type Way = 'link' | 'picture' | 'player' | 'video' | 'file';

export function ShareWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const [way, setWay] = useState<Way>(() => (uiStore.getState().overlay === 'video' ? 'video' : 'link'));
  return (
    <Dialog isOpen={isOpen} onClose={onClose} width="medium" title={t('share.title')} closeLabel={t('common.close')}>
      <div className="-mx-4 -mt-4 h-[min(400px,60vh)]">
        <Tabs<Way>
          label={t('share.title')}
          value={way}
          onChange={setWay}
          tabs={[
            { value: 'link', label: t('share.tab.link'), content: <LinkTab onClose={onClose} /> },
            { value: 'picture', label: t('share.tab.picture'), content: <PictureTab /> },
            { value: 'player', label: t('share.tab.player'), content: <PlayerTab /> },
            { value: 'video', label: t('share.tab.video'), content: <VideoTab onClose={onClose} /> },
            { value: 'file', label: t('share.tab.file'), content: <FileTab /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
