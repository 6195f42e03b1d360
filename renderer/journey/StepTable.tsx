/** Every step of every copy with its instant, its place and what it waited for next. Arrow keys go through them. */
import type { Journey, JourneyCopy } from '#core/run/journeyReport.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatDuration } from '../charts/format.ts';
import { type Stretch, stretchesOf, WAIT_COLORS } from './lanes.ts';
import { moveByArrows } from './moveByArrows.ts';
import { stepDetails, stepTitle, type Words } from './stepText.ts';
import type { Selected } from './Timeline.tsx';

interface StepTableProps {
  readonly journey: Journey;
  readonly selected: Selected | undefined;
  readonly onSelect: (copy: number, step: number) => void;
  readonly words: Words;
}

export function StepTable({ journey, selected, onSelect, words }: StepTableProps) {
  const { t } = words;
  const heads = [t('journey.head.at'), t('journey.head.what'), t('journey.head.wait')];
  return (
    <table className="w-full border-collapse text-[12px] tabular-nums">
      <caption className="sr-only">{t('journey.steps')}</caption>
      <thead>
        <tr className="text-left text-(--text-2)">
          {heads.map((name) => (
            <th key={name} scope="col" className="py-1 pr-3 font-medium whitespace-nowrap">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {journey.copies.map((copy) => (
        <tbody key={copy.id} onKeyDown={moveByArrows}>
          {journey.copies.length > 1 && <CopyHead copy={copy} words={words} />}
          <Steps copy={copy} untilUs={journey.untilUs} selected={selected} onSelect={onSelect} words={words} />
        </tbody>
      ))}
    </table>
  );
}

function CopyHead({ copy: { id, from, cause, state }, words: { t } }: { readonly copy: JourneyCopy; readonly words: Words }) {
  const name = from === null ? t('journey.copy', { n: id + 1 }) : t('journey.copy.from', { n: id + 1, from: from + 1, cause: t(`journey.cause.${cause}`) });
  return (
    <tr>
      <th scope="rowgroup" colSpan={3} className="pt-2 pb-0.5 text-left font-semibold">
        {name} <span className="font-normal text-(--text-2)">· {t(`journey.state.${state}`)}</span>
      </th>
    </tr>
  );
}

interface StepsProps extends Omit<StepTableProps, 'journey'> {
  readonly copy: JourneyCopy;
  readonly untilUs: number;
}

function Steps({ copy, untilUs, selected, onSelect, words }: StepsProps) {
  const { t, nameOf } = words;
  const waits = new Map(stretchesOf(copy, untilUs).map((stretch) => [stretch.step, stretch]));
  return copy.steps.map((step, i) => {
    const isSelected = selected?.copy === copy.id && selected.step === i;
    return (
      <tr
        // Steps have no id, and none is ever put between others.
        key={`${step.kind} ${i}`}
        className={`cursor-pointer border-t border-(--border) align-top hover:bg-(--surface-2) ${isSelected ? 'bg-(--surface-2)' : ''}`}
        onClick={() => onSelect(copy.id, i)}
      >
        <td className="py-0.5 pr-3 whitespace-nowrap text-(--text-2)">{clockOf(step.atUs)}</td>
        <td className="py-0.5 pr-3">
          <button
            type="button"
            aria-pressed={isSelected}
            className={`cursor-pointer text-left hover:underline ${toneOf(step.kind)}`}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(copy.id, i);
            }}
          >
            {stepTitle(step, t)}
          </button>
          <span className="text-(--text-2)"> · {[nameOf(step.node), stepDetails(step, words)].filter((text) => text !== '').join(' · ')}</span>
        </td>
        <td className="w-[1%] py-0.5 whitespace-nowrap">
          <Wait stretch={waits.get(i)} words={words} />
        </td>
      </tr>
    );
  });
}

function Wait({ stretch, words: { t, language } }: { readonly stretch: Stretch | undefined; readonly words: Words }) {
  if (stretch === undefined || (stretch.toUs === stretch.fromUs && !stretch.isOpen)) return null;
  const { fromUs, toUs, wait, isOpen } = stretch;
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-sm" style={{ background: WAIT_COLORS[wait] }} />
      {t(isOpen ? 'journey.waiting' : 'journey.waited', { time: formatDuration(toUs - fromUs, language), wait: t(`journey.wait.${wait}`) })}
    </span>
  );
}

/** Steps are often less than a millisecond apart. */
const clockOf = (us: number): string => `${formatClock(us)}${String(Math.floor(us) % 1_000).padStart(3, '0')}`;

const BAD: ReadonlySet<string> = new Set(['failed', 'dropped', 'refused', 'gaveUp', 'deadLettered', 'holderLost', 'answered', 'commitRefused', 'truncated']);
const toneOf = (kind: string): string => (BAD.has(kind) ? 'font-medium text-(--bad)' : kind === 'processed' ? 'font-medium text-(--ok)' : 'font-medium');
