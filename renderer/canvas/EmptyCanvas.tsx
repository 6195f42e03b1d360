/** What an empty canvas says: how to begin. */
import { openExample } from '../document/files.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';

export function EmptyCanvas() {
  const t = useT();
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center">
      <div className="flex max-w-80 flex-col items-center gap-3 text-center">
        <h2 className="text-[15px] font-semibold">{t('canvas.empty.title')}</h2>
        <p className="text-[13px] leading-5 text-(--text-2)">{t('canvas.empty.body')}</p>
        <Button variant="outline" className="pointer-events-auto" onClick={() => void openExample('flash-sale')}>
          {t('canvas.empty.example')}
        </Button>
      </div>
    </div>
  );
}
