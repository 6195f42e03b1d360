/** A link to what is on screen, with its length; one that is too long is told and a file offered. And a place to paste one. */
import { Copy, RefreshCw } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { bridge } from '../bridge/currentBridge.ts';
import { formatCount, formatDuration } from '../charts/format.ts';
import { useDocument } from '../document/documentStore.ts';
import { saveFile, saveRecording } from '../document/files.ts';
import { recordingOf } from '../engine/recordings.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { copyText } from '../ui/takeAlong.ts';
import { useUi } from '../ui/uiStore.ts';
import { baseOf, LINK_CHARACTERS_MAX, linkOfDesign, linkOfRun } from './link.ts';
import { receiveLink } from './openLink.ts';
import { TabBody } from './TabBody.tsx';

type Scope = 'design' | 'run';

export function LinkTab({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const scenario = useDocument((s) => s.scenario);
  const isStale = useRun((s) => s.stale !== undefined);
  // The run goes on meanwhile: the link is of an instant, until a person asks for a later one.
  const [recording, setRecording] = useState(() => recordingOf(runStore.getState()));
  const [wanted, setScope] = useState<Scope>(recording === undefined ? 'design' : 'run');
  const scope = recording === undefined ? 'design' : wanted;
  const language = useUi((s) => s.language);
  const link = useMemo(
    () => baseOf(location) + (scope === 'run' && recording !== undefined ? linkOfRun(recording) : linkOfDesign(scenario)),
    [scope, recording, scenario],
  );
  const isLong = link.length > LINK_CHARACTERS_MAX;
  return (
    <TabBody about={t('share.link.about')}>
      <div className="flex items-center gap-2">
        <Choice
          label={t('share.scope')}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'design', label: t('share.scope.design') },
            ...(recording === undefined ? [] : [{ value: 'run' as const, label: t('share.scope.run', { at: formatDuration(recording.endUs, language) }) }]),
          ]}
        />
        {scope === 'run' && (
          <IconButton label={t('share.scope.later')} onClick={() => setRecording(recordingOf(runStore.getState()))}>
            <RefreshCw size={15} />
          </IconButton>
        )}
      </div>
      {recording === undefined && <p className="text-[12px] leading-4 text-(--text-3)">{t('share.scope.none')}</p>}
      {scope === 'run' && isStale && <p className="text-[12px] leading-4 text-(--warn)">{t('share.scope.stale')}</p>}
      {isLong ? (
        <TooLong scope={scope} length={link.length} />
      ) : (
        <>
          <textarea
            readOnly
            aria-label={t('share.link.text')}
            value={link}
            rows={4}
            onFocus={(event) => event.target.select()}
            className="w-full resize-none rounded-md border border-(--border) bg-(--surface-2) p-2 font-(family-name:--font-number) text-[12px] leading-4 break-all text-(--text-2)"
          />
          <div className="flex items-center gap-3">
            <Button variant="primary" icon={<Copy size={15} />} onClick={() => void copyText(link)}>
              {t('share.link.copy')}
            </Button>
            <span className="text-[12px] text-(--text-2) tabular-nums">
              {t('share.link.size', { size: formatCount(link.length, language), max: formatCount(LINK_CHARACTERS_MAX, language) })}
            </span>
          </div>
          {bridge.isDesktop && <p className="text-[12px] leading-4 text-(--text-3)">{t('share.link.desktop')}</p>}
        </>
      )}
      <OpenLink onClose={onClose} />
    </TabBody>
  );
}

function TooLong({ scope, length }: { readonly scope: Scope; readonly length: number }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const numbers = { size: formatCount(length, language), max: formatCount(LINK_CHARACTERS_MAX, language) };
  return (
    <div role="status" className="rounded-md border border-(--warn) p-3">
      <p className="pb-2 leading-5">{t('share.link.tooLong', numbers)}</p>
      <Button variant="outline" onClick={() => void (scope === 'run' ? saveRecording() : saveFile({ as: true }))}>
        {t(scope === 'run' ? 'share.file.run' : 'share.file.design')}
      </Button>
    </div>
  );
}

function OpenLink({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className="mt-1 flex items-end gap-2 border-t border-(--border) pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        receiveLink(text);
      }}
    >
      <label htmlFor={id} className="flex min-w-0 flex-1 flex-col gap-1 text-[12px] text-(--text-2)">
        {t('share.link.paste')}
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-8 w-full rounded-md border border-(--border) bg-(--surface) px-2 text-[13px] text-(--text)"
        />
      </label>
      <Button type="submit" variant="outline" disabled={text.trim() === ''}>
        {t('share.link.open')}
      </Button>
    </form>
  );
}
