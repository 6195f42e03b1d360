/** The journey of one message: how it stands and why, where its time went, and every step. A step shows where it was. */
import { CircleCheck, CircleX, Copy, Hourglass, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Journey, JourneyCause } from '#core/run/journeyReport.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact } from '../charts/format.ts';
import { documentStore } from '../document/documentStore.ts';
import { useRun } from '../engine/runStore.ts';
import { Button } from '../parts/Button.tsx';
import { eventText } from '../timeline/eventText.ts';
import { uiStore } from '../ui/uiStore.ts';
import { toldCauses } from './causeText.ts';
import { formatBytes } from './formatBytes.ts';
import { journeyControl } from './journeyControl.ts';
import { type Following, useJourney } from './journeyStore.ts';
import { StepTable } from './StepTable.tsx';
import type { Words } from './stepText.ts';
import { Timeline } from './Timeline.tsx';

export function JourneyView({ words }: { readonly words: Words }) {
  const { t } = words;
  const following = useJourney((s) => s.following);
  if (following === undefined) return <p className="flex-1 p-4 text-[13px] leading-5 text-(--text-2)">{t('journey.pick')}</p>;
  return (
    <section aria-label={t('journey.title', { serial: formatExact(following.serial, words.language) })} className="flex min-w-0 flex-1 flex-col overflow-auto">
      <Head following={following} words={words} />
      {following.journey !== undefined && <Story key={following.serial} journey={following.journey} words={words} />}
    </section>
  );
}

function Head({ following, words }: { readonly following: Following; readonly words: Words }) {
  const { t, language, nameOf } = words;
  const { serial, untilUs, nowUs, phase, journey, failure } = following;
  const shownUs = useRun((s) => s.cursorUs ?? (s.phase === 'running' ? undefined : s.status?.nowUs));
  const isOld = shownUs === undefined || shownUs !== untilUs;
  const message = journey?.message;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2">
      <h3 className="text-[13px] font-semibold">{t('journey.title', { serial: formatExact(serial, language) })}</h3>
      {message && (
        <span className="text-[12px] text-(--text-2)">
          {t('journey.facts', { producer: nameOf(message.producer), size: formatBytes(message.size, language), key: message.key ?? t('journey.noKey') })}
        </span>
      )}
      <span className="flex-1" />
      {phase === 'there' && <span className="text-[12px] text-(--text-2) tabular-nums">{t('journey.asOf', { at: formatClock(untilUs) })}</span>}
      {phase === 'there' && isOld && (
        <Button variant="outline" className="h-6!" onClick={() => journeyControl.follow(serial)}>
          {t('journey.toNow')}
        </Button>
      )}
      <p role="status" className="w-full text-[12px] text-(--text-2) tabular-nums empty:hidden">
        {phase === 'repeating' && t('journey.repeating', { at: formatClock(nowUs), until: formatClock(untilUs) })}
        {phase === 'failed' && t('journey.failed', { message: failure ?? '' })}
      </p>
    </header>
  );
}

function Story({ journey, words }: { readonly journey: Journey; readonly words: Words }) {
  const { t, language, nameOf } = words;
  const [selected, setSelected] = useState<{ readonly copy: number; readonly step: number }>();
  const select = (copy: number, step: number) => {
    setSelected({ copy, step });
    const place = journey.copies[copy]?.steps[step]?.node;
    if (place !== undefined) show(place);
  };
  return (
    <div className="flex flex-col gap-3 px-3 pt-1 pb-3">
      <Causes journey={journey} words={words} />
      {journey.copies.some(({ steps }) => steps.length > 0) && (
        <>
          <Timeline journey={journey} selected={selected} onSelect={select} words={words} />
          <StepTable journey={journey} selected={selected} onSelect={select} words={words} />
        </>
      )}
      {journey.events.length > 0 && (
        <section aria-label={t('journey.events')}>
          <h4 className="pb-1 text-[12px] font-semibold text-(--text-2)">{t('journey.events')}</h4>
          <ul className="flex flex-col gap-0.5 text-[12px] tabular-nums">
            {journey.events.map((event, i) => (
              // Events have no id, and the list is never reordered.
              <li key={`${event.atUs} ${i}`}>{eventText(event, nameOf, language, t)}</li>
            ))}
          </ul>
        </section>
      )}
      {journey.isCut && <p className="text-[12px] text-(--text-2)">{t('journey.cut')}</p>}
    </div>
  );
}

/** On the diagram. */
function show(id: string): void {
  const { model } = documentStore.getState().scenario;
  if (model.nodes[id] !== undefined) uiStore.getState().select({ nodes: [id], edges: [] });
  else if (model.edges[id] !== undefined) uiStore.getState().select({ nodes: [], edges: [id] });
}

const ICONS: Record<JourneyCause['about'], { readonly icon: typeof CircleCheck; readonly tone: string }> = {
  stuck: { icon: Hourglass, tone: 'text-(--warn)' },
  dropped: { icon: CircleX, tone: 'text-(--bad)' },
  refused: { icon: CircleX, tone: 'text-(--bad)' },
  duplicated: { icon: Copy, tone: 'text-(--bad)' },
  late: { icon: RotateCcw, tone: 'text-(--text-2)' },
  fine: { icon: CircleCheck, tone: 'text-(--ok)' },
};

function Causes({ journey, words }: { readonly journey: Journey; readonly words: Words }) {
  const { t } = words;
  const isSeveral = journey.copies.length > 1;
  return (
    <section aria-label={t('journey.why')}>
      <ul className="flex flex-col gap-1 text-[13px] leading-5">
        {toldCauses(journey, words).map(({ cause, text }, i) => {
          const { icon: Icon, tone } = ICONS[Number(cause.detail['times']) > 1 && cause.kind === 'wasProcessed' ? 'duplicated' : cause.about];
          return (
            // Causes have no id, and the list is never reordered.
            <li key={`${cause.kind} ${i}`} className="flex items-start gap-2">
              <Icon size={15} aria-hidden="true" className={`mt-0.5 shrink-0 ${tone}`} />
              <span>
                {text}
                {isSeveral && cause.kind !== 'wasProcessed' && <span className="text-(--text-3)"> ({t('journey.copy', { n: cause.copy + 1 })})</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
