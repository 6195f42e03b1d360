/** Where a run's numbers will be: what to do next so that there are some. */
import { useDocument } from '../document/documentStore.ts';
import { useIssues } from '../document/validation.ts';
import { useT } from '../i18n/i18n.ts';
import { NextStepButton } from './NextStepButton.tsx';
import { nextStep } from './nextStep.ts';

export function EmptyResults() {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const step = nextStep(model, useIssues().all);
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 p-4 text-center text-[13px] leading-5 text-(--text-2)">
      <p className="max-w-110">{t(`dash.next.${step}`)}</p>
      <NextStepButton step={step} />
    </div>
  );
}
