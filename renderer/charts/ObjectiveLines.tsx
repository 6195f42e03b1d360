/** Objectives as they stand: while a run goes on they are met or missed so far, at its end for good. */
import { CircleCheck, CircleX } from 'lucide-react';
import type { ObjectiveReport } from '#core/run/report.ts';
import { isMessageKey, type Translate, useT } from '../i18n/i18n.ts';
import { formatDuration, formatExact, formatRate, type Language } from './format.ts';

interface ObjectiveLinesProps {
  readonly objectives: readonly ObjectiveReport[];
  readonly isOver: boolean;
  readonly nameOf: (id: string) => string;
  readonly language: Language;
}

export function ObjectiveLines({ objectives, isOver, nameOf, language }: ObjectiveLinesProps) {
  const t = useT();
  return (
    <ul className="mt-1 flex flex-col gap-1 text-[13px]">
      {objectives.map((objective, i) => (
        // Two objectives may read the same; their order never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i} className="flex flex-wrap items-center gap-x-2">
          <Standing objective={objective} isOver={isOver} language={language} />
          <span>
            {t('report.objective', {
              where: objective.node === '' ? t('report.wholeRun') : nameOf(objective.node),
              what: objectiveText(objective.text, t),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** 'Met, measured 1.2 s' with its mark. */
export function Standing({ objective, isOver, language }: { readonly objective: ObjectiveReport; readonly isOver: boolean; readonly language: Language }) {
  const t = useT();
  const { met } = objective;
  const Mark = met ? CircleCheck : CircleX;
  return (
    <>
      <Mark size={16} aria-hidden="true" className={met ? 'text-(--ok)' : 'text-(--bad)'} />
      <span className="font-medium">{t(isOver ? (met ? 'report.met' : 'report.missed') : met ? 'report.met.soFar' : 'report.missed.soFar')}</span>
      <span className="text-(--text-2) tabular-nums">{measured(objective, t, language)}</span>
    </>
  );
}

/** 'latencyP95 < 2s' with the metric in words. */
function objectiveText(text: string, t: Translate): string {
  const [metric = '', ...rest] = text.split(' ');
  const key = `objective.metric.${metric}`;
  return [isMessageKey(key) ? t(key) : metric, ...rest].join(' ');
}

function measured({ unit, measured: value }: ObjectiveReport, t: Translate, language: Language): string {
  if (value === null) return t('report.nothing');
  const format = { duration: formatDuration, rate: formatRate, count: formatExact }[unit];
  return t('report.measured', { value: format(value, language) });
}
