/** What an empty canvas says: how to begin, in three steps. */
import { LayoutTemplate } from 'lucide-react';
import { openExample } from '../document/files.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { showTemplates } from '../templates/templatesStore.ts';

const STEPS = ['canvas.empty.add', 'canvas.empty.connect', 'canvas.empty.run'] as const;

export function EmptyCanvas() {
  const t = useT();
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-4">
      <div className="flex flex-col items-center gap-4">
        <h2 className="text-[15px] font-semibold">{t('canvas.empty.title')}</h2>
        <ol className="flex max-w-100 flex-col gap-2 text-[13px] leading-5 text-(--text-2)">
          {STEPS.map((step, i) => (
            <li key={step} className="flex items-start gap-2.5">
              <span
                aria-hidden="true"
                className="flex size-5 shrink-0 items-center justify-center rounded-full bg-(--surface-2) text-[11px] font-semibold text-(--text)"
              >
                {i + 1}
              </span>
              {t(step)}
            </li>
          ))}
        </ol>
        <div className="pointer-events-auto flex gap-2">
          <Button variant="primary" icon={<LayoutTemplate size={15} />} onClick={() => showTemplates()}>
            {t('canvas.empty.templates')}
          </Button>
          <Button variant="outline" onClick={() => void openExample('flash-sale')}>
            {t('canvas.empty.example')}
          </Button>
        </div>
      </div>
    </div>
  );
}
