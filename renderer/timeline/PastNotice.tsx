/** Says that what is on screen is an instant in the past, and leads back. */
import { History } from 'lucide-react';
import { formatClock } from '../charts/format.ts';
import { backToLive } from '../engine/cursor.ts';
import { useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { POPUP } from '../parts/popup.ts';
import { KEYS, shortcutText } from '../ui/keys.ts';

export function PastNotice() {
  const t = useT();
  const atUs = useFigure((run) => run.cursorUs ?? 0);
  const isRunning = useRun((s) => s.phase === 'running');
  const stride = useFigure((run) => run.series?.stride ?? 1);
  return (
    <section
      aria-label={t('time.pastLabel')}
      className={`${POPUP} pointer-events-auto flex max-w-200 items-center gap-3 border-(--accent) py-1 pr-1.5 pl-3 text-[13px]`}
    >
      <History size={16} aria-hidden="true" className="shrink-0 text-(--accent)" />
      <p className="min-w-0 tabular-nums">
        {t('time.past', { at: formatClock(atUs) })}
        {isRunning && <span className="text-(--text-2)"> {t('time.past.running')}</span>}
        {stride > 1 && <span className="text-(--text-2)"> {t('time.thinned', { stride })}</span>}
      </p>
      <Button variant="outline" title={shortcutText(KEYS.selectNone)} onClick={backToLive}>
        {t('time.live')}
      </Button>
    </section>
  );
}
