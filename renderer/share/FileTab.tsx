/** The design, or the run as it was recorded, as a file that opens again. */
import { Clapperboard, SaveAll } from 'lucide-react';
import { saveFile, saveRecording } from '../document/files.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { TabBody } from './TabBody.tsx';

export function FileTab() {
  const t = useT();
  const hasRun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  return (
    <TabBody about={t('share.file.about')}>
      <section className="flex flex-col items-start gap-2">
        <h3 className="font-semibold">{t('share.file.run.title')}</h3>
        <p className="leading-5 text-(--text-2)">{t('share.file.run.about')}</p>
        <Button variant="primary" icon={<Clapperboard size={15} />} disabled={!hasRun} onClick={() => void saveRecording()}>
          {t('share.file.run')}
        </Button>
        {hasRun || <p className="text-[12px] text-(--text-3)">{t('share.scope.none')}</p>}
      </section>
      <section className="flex flex-col items-start gap-2">
        <h3 className="font-semibold">{t('share.file.design.title')}</h3>
        <p className="leading-5 text-(--text-2)">{t('share.file.design.about')}</p>
        <Button variant="outline" icon={<SaveAll size={15} />} onClick={() => void saveFile({ as: true })}>
          {t('share.file.design')}
        </Button>
      </section>
    </TabBody>
  );
}
