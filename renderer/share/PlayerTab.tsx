/** The run as a page that plays it anywhere. */
import { MonitorPlay } from 'lucide-react';
import { useState } from 'react';
import { bridge } from '../bridge/currentBridge.ts';
import { formatDuration } from '../charts/format.ts';
import { recordingOf } from '../engine/recordings.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { saving } from '../ui/takeAlong.ts';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { canMakePlayer, makePlayer } from './makePlayer.ts';
import { stemNow } from './stem.ts';
import { TabBody } from './TabBody.tsx';

export function PlayerTab() {
  const t = useT();
  const language = useUi((s) => s.language);
  const recordedUs = useRun((s) => (s.phase === 'running' ? undefined : s.series?.newestUs)) ?? runStore.getState().series?.newestUs ?? 0;
  const hasRun = useRun((s) => (s.series?.rows ?? 0) > 0);
  const [isBusy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    void saving('compose.saved', savePlayer).finally(() => setBusy(false));
  };
  return (
    <TabBody about={t('share.player.intro')}>
      <ul className="list-disc space-y-1 pl-5 leading-5 text-(--text-2)">
        <li>{t('share.player.holds')}</li>
        <li>{t('share.player.offline')}</li>
        <li>{t('share.player.reopens')}</li>
      </ul>
      <div className="flex items-center gap-3">
        <Button variant="primary" icon={<MonitorPlay size={15} />} disabled={!hasRun || isBusy || !canMakePlayer} onClick={save}>
          {t('share.player.save')}
        </Button>
        {hasRun && <span className="text-[12px] text-(--text-2) tabular-nums">{t('share.player.upTo', { at: formatDuration(recordedUs, language) })}</span>}
      </div>
      {hasRun || <p className="text-[12px] text-(--text-3)">{t('share.scope.none')}</p>}
      {canMakePlayer || <p className="text-[12px] text-(--text-3)">{t('share.player.dev')}</p>}
    </TabBody>
  );
}

async function savePlayer(): Promise<string | undefined> {
  const recording = recordingOf(runStore.getState());
  if (recording === undefined) return undefined;
  const { language, resolvedTheme } = uiStore.getState();
  const page = await makePlayer(recording, language, resolvedTheme);
  return bridge.saveBytes(`${stemNow()}.html`, new TextEncoder().encode(page), 'text/html');
}
