/** Earlier versions of the design on the screen: when, how large, and what has changed since. Going back is an edit like any other. */
import './words.ts';
import { useEffect, useState } from 'react';
import { parseScenario } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { versionsOfThis } from '../document/designs.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import type { FieldValue } from '../document/edits.ts';
import { keepAsVersion } from '../document/persistence.ts';
import { changesOf } from '../document/versions.ts';
import { translate, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { toast } from '../parts/toasts.ts';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { NO_SELECTION, uiStore, useUi } from '../ui/uiStore.ts';
import { instantText, whenText } from '../ui/whenText.ts';
import { DesignPicture } from './DesignPicture.tsx';
import { sizeText } from './sizeText.ts';

interface Version {
  readonly atMs: number;
  readonly scenario: Scenario | undefined;
}

export function HistoryWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const [versions, setVersions] = useState<readonly Version[] | 'failed'>();
  useEffect(() => {
    versionsOfThis().then(
      (all) => setVersions(all.map(({ atMs, text }) => ({ atMs, scenario: parseScenario(text).scenario }))),
      () => setVersions('failed'),
    );
  }, []);
  const restore = ({ atMs, scenario }: Version) => {
    if (scenario === undefined) return;
    onClose();
    void goBack(atMs, scenario);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('history.title')} closeLabel={t('common.close')} width="medium">
      {versions === undefined ? (
        <p className="py-6 text-center text-(--text-3)">{t('library.reading')}</p>
      ) : versions === 'failed' ? (
        <p className="leading-5">{t('library.failed')}</p>
      ) : versions.length === 0 ? (
        <p className="leading-5 text-(--text-2)">{t('history.empty')}</p>
      ) : (
        <>
          <p className="pb-3 leading-5 text-(--text-2)">{t('history.about')}</p>
          <ul aria-label={t('history.title')} className="divide-y divide-(--border) rounded-md border border-(--border)">
            {versions.map((version) => (
              <Row key={version.atMs} version={version} onRestore={restore} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Row({ version, onRestore }: { readonly version: Version; readonly onRestore: (version: Version) => void }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const now = useDocument((s) => s.scenario);
  const { atMs, scenario } = version;
  const when = whenText(atMs, language);
  return (
    <li aria-label={when} className="flex items-center gap-3 p-2.5">
      <DesignPicture scenario={scenario} />
      <div className="min-w-0 flex-1 leading-5">
        <p className="font-semibold">
          {when} <span className="pl-1 text-[12px] font-normal text-(--text-3)">{instantText(atMs, language)}</span>
        </p>
        <p className="text-[12px] text-(--text-2)">{scenario === undefined ? t('library.unreadable') : sizeText(scenario)}</p>
        {scenario !== undefined && <p className="text-[12px] text-(--text-3)">{sinceText(scenario, now)}</p>}
      </div>
      <Button variant="outline" disabled={scenario === undefined} aria-label={t('history.restoreIt', { when })} onClick={() => onRestore(version)}>
        {t('history.restore')}
      </Button>
    </li>
  );
}

/** What has happened since: 'since then 2 added, 1 removed, 3 changed'. */
function sinceText(then: Scenario, now: Scenario): string {
  const parts = (['nodes', 'edges'] as const).map((of) => changesOf(then.model[of], now.model[of]));
  const sum = (what: 'added' | 'removed' | 'changed') => parts.reduce((all, one) => all + one[what], 0);
  const said = (['added', 'removed', 'changed'] as const).flatMap((what) => (sum(what) === 0 ? [] : [translate(`history.${what}`, { n: sum(what) })]));
  if (said.length > 0) return translate('history.since', { what: said.join(translate('common.listed')) });
  return translate(JSON.stringify(then) === JSON.stringify(now) ? 'history.same' : 'history.sameParts');
}

/** One edit: undo brings back what there was. That is kept as a version too. */
async function goBack(atMs: number, { model, view }: Scenario): Promise<void> {
  await keepAsVersion().catch(() => undefined);
  uiStore.getState().select(NO_SELECTION);
  const field = (path: 'model' | 'view', value: unknown) => ({ kind: 'setField', path: [path], value: value as FieldValue }) as const;
  documentStore.getState().apply({ kind: 'batch', label: 'restore', edits: [field('model', model), field('view', view)] });
  toast(translate('history.restored', { when: whenText(atMs, uiStore.getState().language) }), undefined, 'good', {
    label: translate('edit.undo'),
    onClick: () => documentStore.getState().undo(),
  });
}
