/** The run's controls: run and pause, steps, back to the start, pace, the virtual clock, spikes and faults at the press of a button; below, its timeline. */
import { Pause, Play, RotateCcw, SkipBack } from 'lucide-react';
import { formatClock } from '#core/base/clockText.ts';
import { useDocument } from '../document/documentStore.ts';
import { moveBySeconds } from '../engine/cursor.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Select } from '../parts/Select.tsx';
import { Tooltip } from '../parts/Tooltip.tsx';
import { KEYS, shortcutText } from '../ui/keys.ts';
import { MarkMenu } from './MarkMenu.tsx';
import { Scrubber } from './Scrubber.tsx';
import { secondOn } from './steps.ts';
import { TakeMenu } from './TakeMenu.tsx';
import { achievedText, isShort, PACES, paceText, parsePace } from './paces.ts';
import { FaultMenu } from './FaultMenu.tsx';
import { RunNotices } from './RunNotices.tsx';
import { Verdict } from './Verdict.tsx';
import { SpikeControl } from './SpikeControl.tsx';

export function TransportBar() {
  const t = useT();
  return (
    <div className="relative bg-(--surface)">
      <div role="toolbar" aria-label={t('run.bar')} className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1 xl:flex-nowrap 2xl:gap-x-3">
        <Buttons />
        <Steps />
        <Clock />
        <Verdict />
        <span className="flex-1" />
        <PaceSelect />
        <SpikeControl />
        <FaultMenu />
      </div>
      <div className="flex items-center gap-1 px-3 pb-1.5">
        <TakeMenu />
        <Scrubber />
        <MarkMenu />
      </div>
      <RunNotices />
    </div>
  );
}

function Buttons() {
  const t = useT();
  const phase = useRun((s) => s.phase);
  const isEmpty = useDocument((s) => Object.keys(s.scenario.model.nodes).length === 0);
  const canRun = useRun((s) => s.phase !== 'none' || s.stale !== 'invalid') && !isEmpty;
  const isOver = phase === 'ended' || phase === 'failed';
  const isRunning = phase === 'running';
  return (
    <div className="flex items-center gap-1">
      <Button
        data-tour="run"
        variant="primary"
        className="min-w-24 2xl:min-w-28"
        icon={isRunning ? <Pause size={15} /> : isOver ? <RotateCcw size={15} /> : <Play size={15} />}
        disabled={!canRun}
        onClick={() => (isOver ? runControl.restart(true) : runControl.toggle())}
      >
        {t(isRunning ? 'run.pause' : isOver ? 'run.again' : 'run.run')}
      </Button>
      <IconButton label={t('run.reset')} disabled={!canRun || phase === 'ready'} onClick={runControl.reset}>
        <SkipBack size={16} />
      </IconButton>
      <span role="status" className="sr-only">
        {t(`run.phase.${phase}`)}
      </span>
    </div>
  );
}

/** One thing at a time: an event of the engine, a message, a second; and a second back. */
function Steps() {
  const t = useT();
  const isOver = useRun((s) => s.phase === 'ended' || s.phase === 'failed');
  const isPast = useRun((s) => s.cursorUs !== undefined);
  const isEmpty = useDocument((s) => Object.keys(s.scenario.model.nodes).length === 0);
  const canRun = useRun((s) => s.phase !== 'none' || s.stale !== 'invalid') && !isEmpty;
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const steps = [
    { name: 'back', keys: KEYS.secondBack, isOff: !hasBegun, onPress: () => moveBySeconds(-1) },
    { name: 'event', keys: KEYS.stepEvent, isOff: !canRun || isOver || isPast, onPress: () => runControl.step(1) },
    { name: 'message', keys: KEYS.stepMessage, isOff: !canRun || isOver || isPast, onPress: runControl.stepMessage },
    { name: 'second', keys: KEYS.stepSecond, isOff: !canRun || (isOver && !isPast), onPress: secondOn },
  ] as const;
  return (
    <fieldset className="m-0 flex items-center border-0 p-0">
      <legend className="sr-only">{t('time.steps')}</legend>
      {steps.map(({ name, keys, isOff, onPress }) => (
        <Tooltip key={name} label={t(`time.step.${name}`)} shortcut={shortcutText(keys)}>
          <button
            type="button"
            aria-label={t(`time.step.${name}`)}
            disabled={isOff}
            onClick={onPress}
            className="h-8 cursor-pointer border border-l-0 border-(--border) bg-(--surface) px-2 text-[12px] whitespace-nowrap tabular-nums first-of-type:rounded-l-md first-of-type:border-l last-of-type:rounded-r-md hover:bg-(--surface-2) disabled:cursor-default disabled:text-(--text-3) disabled:opacity-50 disabled:hover:bg-(--surface)"
          >
            {t(`time.${name}`)}
          </button>
        </Tooltip>
      ))}
    </fieldset>
  );
}

/** The instant shown, of how many. */
function Clock() {
  const t = useT();
  const shownUs = useFigure((run) => run.cursorUs ?? run.status?.nowUs ?? 0);
  const isPast = useRun((s) => s.cursorUs !== undefined);
  const horizonUs = useRun((s) => s.horizonUs);
  return (
    <div className="flex items-baseline gap-1.5 font-(family-name:--font-number) tabular-nums">
      <time aria-label={t('run.clock')} className={`text-[15px] font-semibold ${isPast ? 'text-(--accent)' : ''}`} data-testid="clock">
        {formatClock(shownUs)}
      </time>
      <span className="text-[12px] text-(--text-2)">/ {formatClock(horizonUs).replace(/\.\d+$/, '')}</span>
    </div>
  );
}

function PaceSelect() {
  const t = useT();
  const pace = useRun((s) => s.pace);
  const options = PACES.map((p) => ({ value: String(p), label: paceText(p, t('run.pace.max')) }));
  return (
    <div className="flex items-center gap-1.5">
      <span className="hidden text-[12px] whitespace-nowrap text-(--text-2) 2xl:inline" aria-hidden="true">
        {t('run.pace')}
      </span>
      <Select label={t('run.pace')} value={String(pace)} options={options} onChange={(value) => runControl.pace(parsePace(value))} className="min-w-20" />
      <AchievedPace />
    </div>
  );
}

/** On its own, since it changes often. */
function AchievedPace() {
  const t = useT();
  const achieved = useFigure((run) => (run.phase === 'running' && run.status?.achievedPace != null ? achievedText(run.status.achievedPace) : undefined));
  const short = useFigure((run) => run.phase === 'running' && isShort(run.pace, run.status?.achievedPace ?? null));
  return (
    <span className={`min-w-11 text-right text-[12px] tabular-nums ${short ? 'font-medium text-(--warn)' : 'text-(--text-2)'}`}>
      {achieved !== undefined && (
        <Tooltip label={t(short ? 'run.pace.short' : 'run.pace.achieved', { pace: achieved })} side="bottom">
          <span>{achieved}×</span>
        </Tooltip>
      )}
    </span>
  );
}
