/** Where a run's numbers will be: what to do next so that there are some. */
import { Play } from 'lucide-react';
import { useDocument } from '../document/documentStore.ts';
import { useIssues } from '../document/validation.ts';
import { runControl } from '../engine/runControl.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { KEYS, shortcutText } from '../ui/keys.ts';
import { nextStep } from './nextStep.ts';

export function EmptyResults() {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const step = nextStep(model, useIssues().all);
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 p-4 text-center text-[13px] leading-5 text-(--text-2)">
      <p className="max-w-110">{t(`dash.next.${step}`)}</p>
      {step === 'run' && (
        <Button variant="outline" icon={<Play size={15} aria-hidden="true" />} onClick={() => runControl.run()}>
          {t('dash.next.button')}
          <kbd className="font-(family-name:--font) text-[12px] text-(--text-3)">{shortcutText(KEYS.runPause)}</kbd>
        </Button>
      )}
    </div>
  );
}
