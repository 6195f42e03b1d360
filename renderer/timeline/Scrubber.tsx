/**
 * The run's timeline: drag, click or use the keys to see any recorded instant. It shows the run in outline and what stands
 * out in it, over the stretch of time the charts show.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatClock } from '#core/base/clockText.ts';
import { shownSpanUs } from '../charts/shownSpan.ts';
import { useDocument } from '../document/documentStore.ts';
import { backToLive, moveBySamples, moveBySeconds, showAt } from '../engine/cursor.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { type RunState, runStore, useRun } from '../engine/runStore.ts';
import { useFigure, useSampled } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { eventText } from './eventText.ts';
import { MARK_PLACES, TimelinePicture } from './TimelinePicture.tsx';
import { type TimelineMark, timelineMarks } from './timelineMarks.ts';

const SECOND_US = 1_000_000;
const EVENTS_EVERY_MS = 400;
/** Events the hint names. */
const HINT_LINES = 4;
/** How near the pointer must be to a mark, as a share of the track. */
const NEAR = 0.008;

const recordedEvents = (run: RunState) => run.recorded.events;

/** What the keys do on the timeline, and in how large steps. */
const MOVES: Readonly<Record<string, (isShift: boolean) => void>> = {
  ArrowLeft: (isShift) => (isShift ? moveBySeconds(-1) : moveBySamples(-1)),
  ArrowRight: (isShift) => (isShift ? moveBySeconds(1) : moveBySamples(1)),
  ArrowDown: (isShift) => (isShift ? moveBySeconds(-1) : moveBySamples(-1)),
  ArrowUp: (isShift) => (isShift ? moveBySeconds(1) : moveBySamples(1)),
  PageDown: () => moveBySeconds(-10),
  PageUp: () => moveBySeconds(10),
  Home: () => showAt(0),
  End: backToLive,
  Escape: backToLive,
};

export function Scrubber() {
  const t = useT();
  const track = useRef<HTMLDivElement>(null);
  const [hoverUs, setHoverUs] = useState<number>();
  const span = useFigure(shownSpanUs);
  const newestUs = useFigure((run) => run.series?.newestUs ?? 0);
  const atUs = useFigure((run) => run.cursorUs ?? run.series?.newestUs ?? 0);
  const branchUs = useRun((s) => s.take.branch?.atUs);
  const isPast = useFigure((run) => run.cursorUs !== undefined);

  const usAt = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * shownSpanUs(runStore.getState());
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    showAt(usAt(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    setHoverUs(usAt(event));
    if (event.currentTarget.hasPointerCapture(event.pointerId)) showAt(usAt(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : MOVES[event.key];
    if (move === undefined) return;
    move(event.shiftKey);
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative min-w-0 flex-1">
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={t('time.timeline')}
        aria-valuemin={0}
        aria-valuemax={newestUs / SECOND_US}
        aria-valuenow={atUs / SECOND_US}
        aria-valuetext={t(isPast ? 'time.valuePast' : 'time.valueNow', { at: formatClock(atUs), newest: formatClock(newestUs) })}
        data-past={isPast || undefined}
        className="timeline"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHoverUs(undefined)}
        onKeyDown={onKeyDown}
      >
        <TimelinePicture />
        {branchUs !== undefined && <i className="timeline-branch" style={{ left: `${(100 * branchUs) / span}%` }} />}
        <Cursor />
      </div>
      {hoverUs !== undefined && newestUs > 0 && <Hint atUs={hoverUs} span={span} />}
    </div>
  );
}

/** Where the cursor is: moved at each frame, without React. */
function Cursor() {
  const cursor = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      frameLoop.on(() => {
        const hand = cursor.current;
        const run = runStore.getState();
        if (hand === null || (hand.hidden && run.cursorUs === undefined)) return;
        hand.hidden = run.cursorUs === undefined;
        hand.style.left = `${(100 * (run.cursorUs ?? 0)) / shownSpanUs(run)}%`;
      }),
    [],
  );
  return <div ref={cursor} className="timeline-cursor" hidden />;
}

function useMarks(span: number): readonly TimelineMark[] {
  const events = useSampled(recordedEvents, EVENTS_EVERY_MS);
  return useMemo(() => timelineMarks(events, span, MARK_PLACES), [events, span]);
}

/** The instant under the pointer, and what happened about then. */
function Hint({ atUs, span }: { readonly atUs: number; readonly span: number }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const near = useMarks(span)
    .filter((mark) => Math.abs(mark.atUs - atUs) < span * NEAR)
    .flatMap(({ events }) => events);
  const branchUs = useRun((s) => s.take.branch?.atUs);
  const isBranch = branchUs !== undefined && Math.abs(branchUs - atUs) < span * NEAR;
  // Its own share to the left of its place: it never leaves the track.
  const percent = Math.min(100, (100 * atUs) / span);
  return (
    <div className="timeline-hint" style={{ left: `${percent}%`, transform: `translateX(-${percent}%)` }} aria-hidden="true">
      <strong className="font-semibold">{formatClock(atUs)}</strong>
      {isBranch && <div>{t('time.branchPoint', { at: formatClock(branchUs) })}</div>}
      {near.slice(0, HINT_LINES).map((event, i) => (
        // Two events may read the same.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className="truncate">
          {eventText(event, (id) => nodes[id]?.name ?? id, language, t)}
        </div>
      ))}
      {near.length > HINT_LINES && <div>{t('time.moreMarks', { count: near.length - HINT_LINES })}</div>}
    </div>
  );
}
