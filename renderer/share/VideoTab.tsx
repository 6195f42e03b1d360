/** The run as a video: how it is to be, and from where it is filmed. */
import { Video } from 'lucide-react';
import { useState } from 'react';
import { formatClock } from '#core/base/clockText.ts';
import { LIMITS } from '#core/base/limits.ts';
import { useDocument } from '../document/documentStore.ts';
import { type RunState, useRun } from '../engine/runStore.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { formatBytes } from '../journey/formatBytes.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { useUi } from '../ui/uiStore.ts';
import { ThemeRow } from './Controls.tsx';
import { FILM_RATES, FILM_SIZES, type FilmSize } from './filmLayout.ts';
import { filmRun, filmType } from './filmRun.ts';
import { FilmState } from './FilmState.tsx';
import { useFilming } from './filmStore.ts';
import type { PictureTheme } from './pictureColors.ts';
import { TabBody } from './TabBody.tsx';

const SIZES = Object.keys(FILM_SIZES) as readonly FilmSize[];
type Rate = `${(typeof FILM_RATES)[number]}`;

export function VideoTab({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const filming = useFilming();
  const isEmpty = useDocument((s) => Object.keys(s.scenario.model.nodes).length === 0);
  const from = useRun(fromWhere);
  const pausedUs = useRun((s) => (s.phase === 'paused' ? s.status?.nowUs : undefined)) ?? 0;
  const [theme, setTheme] = useState<PictureTheme>(useUi((s) => s.resolvedTheme));
  const [size, setSize] = useState<FilmSize>('720p');
  const [rate, setRate] = useState<Rate>('30');
  const [isBusy, setBusy] = useState(false);

  if (filmType() === undefined) return <TabBody about={t('share.video.about')}>{<p role="status">{t('share.video.unsupported')}</p>}</TabBody>;
  if (filming !== undefined) {
    return (
      <TabBody about={t('share.video.about')}>
        <div className="flex items-center gap-2">
          <FilmState filming={filming} />
        </div>
      </TabBody>
    );
  }
  const cannot = isEmpty ? 'share.video.empty' : from === 'broken' || from === 'wait' ? NOTES[from] : undefined;
  const record = () => {
    setBusy(true);
    void filmRun({ size, rate: FILM_RATES.find((one) => `${one}` === rate) ?? 30, theme }).then((began) => {
      setBusy(false);
      // The diagram is to be seen while it is filmed; the film is stopped from there.
      if (began) onClose();
    });
  };
  return (
    <TabBody about={t('share.video.about')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ThemeRow theme={theme} onTheme={setTheme} />
        <Labelled label={t('share.video.size')}>
          <Choice label={t('share.video.size')} value={size} onChange={setSize} options={SIZES.map((value) => ({ value, label: value }))} />
        </Labelled>
        <Labelled label={t('share.video.rate')}>
          <Choice<Rate>
            label={t('share.video.rate')}
            value={rate}
            onChange={setRate}
            options={FILM_RATES.map((value) => ({ value: `${value}`, label: `${value}` }))}
          />
        </Labelled>
      </div>
      <div className="flex items-center gap-3">
        <Button variant="primary" icon={<Video size={15} />} disabled={cannot !== undefined || isBusy} onClick={record}>
          {t('share.video.record')}
        </Button>
        <span className="text-[12px] text-(--text-2) tabular-nums">{t(cannot ?? NOTES[from], { at: formatClock(pausedUs) })}</span>
      </div>
      <p className="text-[12px] leading-4 text-(--text-2)">
        {t('share.video.ends', { seconds: LIMITS.filmSeconds, size: formatBytes(LIMITS.filmBytes, language) })}
      </p>
    </TabBody>
  );
}

type From = 'broken' | 'wait' | 'again' | 'running' | 'here' | 'start';
const NOTES: Readonly<Record<From, MessageKey>> = {
  broken: 'share.video.broken',
  wait: 'share.video.from.wait',
  again: 'share.video.from.again',
  running: 'share.video.from.running',
  here: 'share.video.from.here',
  start: 'share.video.from.start',
};

function fromWhere({ phase, repeatingToUs }: RunState): From {
  if (repeatingToUs !== undefined) return 'wait';
  switch (phase) {
    case 'none':
      return 'broken';
    case 'ended':
    case 'failed':
      return 'again';
    case 'running':
      return 'running';
    case 'paused':
      return 'here';
    case 'ready':
      return 'start';
  }
}
