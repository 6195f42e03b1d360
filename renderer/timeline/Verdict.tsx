/** Whether the run is a good one, so far or for good, in a word beside its clock; the report behind it says why. */
import { CircleCheck, CircleX } from 'lucide-react';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { uiStore } from '../ui/uiStore.ts';

export function Verdict() {
  const t = useT();
  const objectives = useRun((s) => s.objectives);
  const isOver = useRun((s) => s.report !== undefined);
  if (objectives.length === 0) return null;
  const missed = objectives.filter((objective) => !objective.met).length;
  const isMet = missed === 0;
  const Mark = isMet ? CircleCheck : CircleX;
  const showReport = () => {
    uiStore.getState().setPanel('dashboard', true);
    uiStore.getState().setResults('report');
  };
  return (
    <Button
      variant="outline"
      icon={<Mark size={16} aria-hidden="true" className={isMet ? 'text-(--ok)' : 'text-(--bad)'} />}
      title={t('verdict.show')}
      className="min-w-0 shrink!"
      onClick={showReport}
    >
      {/* In a narrow window it gives way to the controls. */}
      <span className="truncate">
        {isMet
          ? t(isOver ? 'verdict.met' : 'verdict.met.soFar', { count: objectives.length })
          : t(isOver ? 'verdict.missed' : 'verdict.missed.soFar', { missed, all: objectives.length })}
      </span>
    </Button>
  );
}
