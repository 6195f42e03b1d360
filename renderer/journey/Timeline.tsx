/** Time to scale: a lane for each copy, a stretch for each wait, and how much of it went where. */
import type { Journey, JourneyCopy } from '#core/run/journeyReport.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatDuration, formatShare } from '../charts/format.ts';
import { spanOf, stretchesOf, totalsOf, WAIT_COLORS } from './lanes.ts';
import type { Words } from './stepText.ts';

export interface Selected {
  readonly copy: number;
  readonly step: number;
}

interface TimelineProps {
  readonly journey: Journey;
  readonly selected: Selected | undefined;
  readonly onSelect: (copy: number, step: number) => void;
  readonly words: Words;
}

/** Lanes on the page; with more the list below has them all. */
const LANES_MAX = 12;

export function Timeline({ journey, selected, onSelect, words }: TimelineProps) {
  const { t, language } = words;
  const { fromUs, toUs } = spanOf(journey);
  const lengthUs = Math.max(1, toUs - fromUs);
  const totals = totalsOf(journey);
  const allUs = totals.reduce((sum, { us }) => sum + us, 0);
  return (
    <section aria-label={t('journey.timeline')} className="flex flex-col gap-1">
      <ul aria-label={t('journey.whereTime')} className="flex flex-wrap gap-x-3 gap-y-0.5 text-[12px] text-(--text-2)">
        {totals.map(({ wait, us }) => (
          <li key={wait} className="flex items-center gap-1.5 whitespace-nowrap tabular-nums">
            <span aria-hidden="true" className="size-2.5 rounded-sm" style={{ background: WAIT_COLORS[wait] }} />
            {t('journey.waited', { time: formatDuration(us, language), wait: t(`journey.wait.${wait}`) })}
            {us >= allUs / 100 && <span className="text-(--text-3)">{formatShare(us / allUs, language)}</span>}
          </li>
        ))}
      </ul>
      {journey.copies.slice(0, LANES_MAX).map((copy) => (
        <Lane key={copy.id} copy={copy} journey={journey} fromUs={fromUs} lengthUs={lengthUs} selected={selected} onSelect={onSelect} words={words} />
      ))}
      <div className="flex justify-between text-[11px] text-(--text-3) tabular-nums">
        <span>{formatClock(fromUs)}</span>
        <span>{formatDuration(lengthUs, language)}</span>
        <span>{formatClock(toUs)}</span>
      </div>
    </section>
  );
}

interface LaneProps extends TimelineProps {
  readonly copy: JourneyCopy;
  readonly fromUs: number;
  readonly lengthUs: number;
}

function Lane({ copy, journey, fromUs, lengthUs, selected, onSelect, words: { t, language } }: LaneProps) {
  const percent = (us: number) => `${(100 * us) / lengthUs}%`;
  return (
    <div className="relative h-4 rounded-sm bg-(--surface-2)">
      {stretchesOf(copy, journey.untilUs).map(({ fromUs: begin, toUs: end, wait, step, isOpen }) => {
        const isSelected = selected?.copy === copy.id && selected.step === step;
        const name = t(isOpen ? 'journey.waiting' : 'journey.waited', { time: formatDuration(end - begin, language), wait: t(`journey.wait.${wait}`) });
        return (
          <button
            key={step}
            type="button"
            tabIndex={-1}
            aria-label={name}
            title={name}
            onClick={() => onSelect(copy.id, step)}
            className={`absolute top-0 h-4 min-w-px cursor-pointer ${isSelected ? 'z-10 outline-2 outline-(--text)' : ''} ${isOpen ? 'opacity-60' : ''}`}
            style={{ left: percent(begin - fromUs), width: percent(end - begin), background: WAIT_COLORS[wait] }}
          />
        );
      })}
    </div>
  );
}
