/**
 * Says that what is on screen is an instant in the past: how far the exact state of it is, whether the repeat did the same as
 * the recorded run, and the two ways on: back to the newest, or a branch from here.
 */
import { CircleAlert, CircleCheck, GitBranch, History } from 'lucide-react';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact } from '../charts/format.ts';
import { backToLive } from '../engine/cursor.ts';
import { exactState, runControl, useExact } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { POPUP } from '../parts/popup.ts';
import { Tooltip } from '../parts/Tooltip.tsx';
import { KEYS, shortcutText } from '../ui/keys.ts';
import { useUi } from '../ui/uiStore.ts';

export function PastNotice() {
  const t = useT();
  const atUs = useFigure((run) => run.cursorUs ?? 0);
  const isRunning = useRun((s) => s.phase === 'running');
  const stride = useFigure((run) => run.series?.stride ?? 1);
  return (
    <section
      aria-label={t('time.pastLabel')}
      className={`${POPUP} pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 border-(--accent) py-1 pr-1.5 pl-3 text-[13px]`}
    >
      <History size={16} aria-hidden="true" className="shrink-0 text-(--accent)" />
      <p className="min-w-0 tabular-nums">
        {t('time.past', { at: formatClock(atUs) })}
        {isRunning && <span className="text-(--text-2)"> {t('time.past.running')}</span>}
        {stride > 1 && <span className="text-(--text-2)"> {t('time.thinned', { stride })}</span>}
      </p>
      <Exact />
      <div className="flex gap-1">
        <Tooltip label={t('time.branch.about')} shortcut={shortcutText(KEYS.branch)}>
          <Button variant="outline" icon={<GitBranch size={15} aria-hidden="true" />} onClick={runControl.branch}>
            {t('time.branch')}
          </Button>
        </Tooltip>
        <Tooltip label={t('time.live')} shortcut={shortcutText(KEYS.selectNone)}>
          <Button variant="primary" onClick={backToLive}>
            {t('time.live')}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}

/** How far the repeat is, and what came of it. */
function Exact() {
  const t = useT();
  const language = useUi((s) => s.language);
  const { phase, atUs, nowUs, traceHash, samples, differsAtUs, failure } = useExact((s) => s);
  if (phase === 'off') return null;
  if (phase === 'repeating') {
    return (
      <div role="status" className="flex items-center gap-2 text-(--text-2)">
        <span>{t('time.exact.repeating')}</span>
        <progress
          aria-label={t('time.exact.repeating')}
          value={atUs === 0 ? 1 : Math.min(1, nowUs / atUs)}
          max={1}
          className="h-1.5 w-20 appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-(--border) [&::-webkit-progress-value]:bg-(--accent)"
        />
        <Button className="h-7" onClick={exactState.halt}>
          {t('time.exact.halt')}
        </Button>
      </div>
    );
  }
  if (phase === 'halted') {
    return (
      <Button variant="outline" onClick={exactState.again}>
        {t('time.exact.again')}
      </Button>
    );
  }
  if (phase === 'same') {
    return (
      <Tooltip label={t('time.exact.same.about', { samples: formatExact(samples, language) })}>
        <p role="status" className="flex items-center gap-1.5">
          <CircleCheck size={15} aria-hidden="true" className="shrink-0 text-(--ok)" />
          {t('time.exact.same')}
          <code className="font-(family-name:--font-number) text-[12px] text-(--text-2)" data-testid="exact-hash">
            {traceHash}
          </code>
        </p>
      </Tooltip>
    );
  }
  return (
    <p role="alert" className="flex items-center gap-1.5">
      <CircleAlert size={15} aria-hidden="true" className="shrink-0 text-(--bad)" />
      {phase === 'different' ? t('time.exact.different', { at: formatClock(differsAtUs ?? 0) }) : t('time.exact.failed', { message: failure ?? '' })}
    </p>
  );
}
