/** Offers the tour to who is new here. It takes a place of its own beside the diagram and stands in nobody's way. */
import { Footprints, X } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { startTour } from './tourControl.ts';

export function TourOffer() {
  const t = useT();
  const isSeen = useUi((s) => s.isTourSeen);
  if (isSeen) return null;
  return (
    <section aria-label={t('tour.offer.title')} className="m-2 rounded-lg border border-(--accent)/40 bg-(--accent)/6 p-2">
      <div className="flex items-center">
        <h3 className="flex-1 pl-1 text-[13px] font-semibold">{t('tour.offer.title')}</h3>
        <IconButton size="small" label={t('tour.offer.no')} onClick={() => uiStore.getState().setTourSeen()}>
          <X size={14} />
        </IconButton>
      </div>
      <Button variant="outline" icon={<Footprints size={15} />} className="mt-1 w-full" onClick={() => void startTour()}>
        {t('tour.offer.yes')}
      </Button>
    </section>
  );
}
