/** The run's controls: run and pause, step, back to the start, pace, the virtual clock, spikes and faults at the press of a button. */
import { Pause, Play, RotateCcw, SkipBack, SkipForward, StepForward } from 'lucide-react';
import { formatClock } from '../charts/format.ts';
import { useDocument } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Select } from '../parts/Select.tsx';
import { Tooltip } from '../parts/Tooltip.tsx';
import { achievedText, isShort, PACES, paceText, parsePace } from './paces.ts';
import { FaultMenu } from './FaultMenu.tsx';
import { RunNotices } from './RunNotices.tsx';
import { Verdict } from './Verdict.tsx';
import { SpikeControl } from './SpikeControl.tsx';

/** Events of the longer step. */
const SKIP = 1_000;

export function TransportBar() {
  const t = useT();
  return (
    <div className="relative bg-(--surface)">
      <div role="toolbar" aria-label={t('run.bar')} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
        <Buttons />
        <Clock />
        <Verdict />
        <PaceSelect />
        <SpikeControl />
        <FaultMenu />
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
        variant="primary"
        className="min-w-28"
        icon={isRunning ? <Pause size={15} /> : isOver ? <RotateCcw size={15} /> : <Play size={15} />}
        disabled={!canRun}
        onClick={() => (isOver ? runControl.restart(true) : runControl.toggle())}
      >
        {t(isRunning ? 'run.pause' : isOver ? 'run.again' : 'run.run')}
      </Button>
      <IconButton label={t('run.step')} disabled={!canRun || isOver} onClick={() => runControl.step(1)}>
        <StepForward size={16} />
      </IconButton>
      <IconButton label={t('run.skip')} disabled={!canRun || isOver} onClick={() => runControl.step(SKIP)}>
        <SkipForward size={16} />
      </IconButton>
      <IconButton label={t('run.reset')} disabled={!canRun || phase === 'ready'} onClick={runControl.reset}>
        <SkipBack size={16} />
      </IconButton>
      <span role="status" className="sr-only">
        {t(`run.phase.${phase}`)}
      </span>
    </div>
  );
}

function Clock() {
  const t = useT();
  const nowUs = useFigure((run) => run.status?.nowUs ?? 0);
  const horizonUs = useRun((s) => s.horizonUs);
  const share = horizonUs > 0 ? Math.min(1, nowUs / horizonUs) : 0;
  return (
    <div className="flex min-w-40 flex-1 items-center gap-3">
      <time aria-label={t('run.clock')} className="font-(family-name:--font-number) text-[15px] font-semibold tabular-nums" data-testid="clock">
        {formatClock(nowUs)}
      </time>
      <progress
        aria-label={t('run.progress')}
        value={share}
        max={1}
        className="h-1.5 min-w-16 flex-1 appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-(--border) [&::-webkit-progress-value]:bg-(--accent)"
      />
      <span className="font-(family-name:--font-number) text-[12px] text-(--text-2) tabular-nums">{formatClock(horizonUs).replace(/\.\d+$/, '')}</span>
    </div>
  );
}

function PaceSelect() {
  const t = useT();
  const pace = useRun((s) => s.pace);
  const options = PACES.map((p) => ({ value: String(p), label: paceText(p, t('run.pace.max')) }));
  return (
    <div className="flex items-center gap-1.5">
      <span className="text-[12px] whitespace-nowrap text-(--text-2)" aria-hidden="true">
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
