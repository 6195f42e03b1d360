/** What a person must know about the run before reading its numbers: it is of earlier settings, cannot start, or broke. */
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact } from '../charts/format.ts';
import { runControl } from '../engine/runControl.ts';
import { type RunFailure, runStore, useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { isMessageKey, type Translate, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { lazyPart } from '../parts/lazyPart.tsx';
import { POPUP } from '../parts/popup.ts';
import { useUi } from '../ui/uiStore.ts';
import { ReturnButton } from './TakeMenu.tsx';

/** Nothing of it is needed before somebody looks back. */
const PastNotice = lazyPart<object>(
  () => import('./PastNotice.tsx').then((part) => part.PastNotice),
  () => null,
);

export function RunNotices() {
  const t = useT();
  const language = useUi((s) => s.language);
  const stale = useRun((s) => s.stale);
  const phase = useRun((s) => s.phase);
  const failure = useRun((s) => s.failure);
  const isPast = useRun((s) => s.cursorUs !== undefined);
  const repeatingTo = useRun((s) => s.repeatingToUs);
  const branchUs = useRun((s) => s.take.branch?.atUs);
  const recording = useRun((s) => s.recording);
  // What was recorded ends here; whatever goes on is new.
  const isStanding = useRun((s) => s.phase !== 'running' && s.cursorUs === undefined);
  // Until it goes on, a branch says what it is.
  const isFresh = useRun((s) => s.phase === 'paused' && s.status?.nowUs === s.take.branch?.atUs);
  return (
    // Over the diagram: a notice that pushed the window down would move what is under the pointer.
    <div className="pointer-events-none absolute inset-x-4 top-full z-30 flex flex-col items-center gap-2 pt-3">
      {isPast && <PastNotice />}
      {repeatingTo !== undefined && (
        <Notice tone="info">
          <span className="tabular-nums">{t('time.repeating', { at: formatClock(repeatingTo) })}</span> <Repeated />
        </Notice>
      )}
      {recording?.isSame !== undefined && isStanding && (
        <Notice
          tone={recording.isSame ? 'info' : 'bad'}
          action={
            <Button variant="outline" onClick={() => runStore.setState({ recording: undefined })}>
              {t('common.close')}
            </Button>
          }
        >
          {t(recording.isSame ? 'time.recording.same' : 'time.recording.differs', { hash: recording.traceHash })}
        </Notice>
      )}
      {repeatingTo === undefined && isFresh && !isPast && branchUs !== undefined && (
        <Notice tone="info" action={<ReturnButton />}>
          {t('time.branched', { at: formatClock(branchUs) })}
        </Notice>
      )}
      {failure !== undefined && (
        <Notice
          tone="bad"
          action={
            <Button variant="outline" onClick={() => runControl.restart(false)}>
              {t('run.reset')}
            </Button>
          }
        >
          <strong className="font-semibold">{failureText(failure, t)}</strong>{' '}
          <span className="text-(--text-2)">
            {t('run.failure.repeat', { seed: failure.seed, event: formatExact(failure.event, language), at: formatClock(failure.atUs) })}
          </span>
        </Notice>
      )}
      {stale === 'restart' && failure === undefined && (
        <Notice
          tone="info"
          action={
            <Button variant="outline" onClick={() => runControl.restart(phase === 'running')}>
              {t('run.restart')}
            </Button>
          }
        >
          {t(phase === 'ended' ? 'run.stale.ended' : 'run.stale.restart')}
        </Notice>
      )}
      {stale === 'invalid' && <Notice tone="bad">{t(phase === 'none' ? 'run.stale.invalid' : 'run.stale.invalidRunning')}</Notice>}
    </div>
  );
}

/** How far a run that is being repeated has come. */
function Repeated() {
  const share = useFigure((run) => Math.floor((100 * (run.status?.nowUs ?? 0)) / (run.repeatingToUs ?? 1)));
  return <span className="tabular-nums">{share} %</span>;
}

/** A limit that was reached is the scenario's doing, and said so. */
function failureText({ message, limit }: RunFailure, t: Translate): string {
  const about = `limit.${limit ?? ''}`;
  return limit === undefined ? t('run.failure', { message }) : t('run.limit', { limit, about: isMessageKey(about) ? t(about) : message });
}

function Notice({ tone, action, children }: { readonly tone: 'info' | 'bad'; readonly action?: ReactNode; readonly children: ReactNode }) {
  const Mark = tone === 'bad' ? CircleAlert : Info;
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`${POPUP} pointer-events-auto flex min-h-10 max-w-180 items-center gap-3 py-1 pr-1.5 pl-3 text-[13px]`}
    >
      <Mark size={16} aria-hidden="true" className={`shrink-0 ${tone === 'bad' ? 'text-(--bad)' : 'text-(--accent)'}`} />
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  );
}
