/** A link that came in: what it holds and where to open it, where a person has changes that are in no file; or what is wrong with it. */
import { useMemo, useState } from 'react';
import { parseDuration } from '#core/base/quantity.ts';
import { formatPath, type Issue } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { formatDuration } from '../charts/format.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { useUi } from '../ui/uiStore.ts';
import type { LinkFault, Shared } from './link.ts';
import { forget, openInNewTab, openShared, titleOf, useReceived } from './openLink.ts';

export function LinkWindow({ isOpen }: LazyDialogProps) {
  const received = useReceived();
  if (received === undefined) return null;
  return received.kind === 'broken' ? (
    <Broken isOpen={isOpen} fault={received.fault} />
  ) : (
    <Offer isOpen={isOpen} shared={received.shared} link={received.link} />
  );
}

function Offer({ isOpen, shared, link }: { readonly isOpen: boolean; readonly shared: Shared; readonly link: string }) {
  const t = useT();
  const [isBlocked, setBlocked] = useState(false);
  const actions = (
    <>
      <Button variant="outline" onClick={forget}>
        {t('share.offer.keep')}
      </Button>
      {bridge.isDesktop || (
        <Button variant="outline" onClick={() => setBlocked(!openInNewTab(link))}>
          {t('share.offer.newTab')}
        </Button>
      )}
      <Button variant="danger" onClick={() => openShared(shared)}>
        {t('share.offer.replace')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen={isOpen} onClose={forget} width="medium" title={t('share.offer.title')} closeLabel={t('common.close')} actions={actions}>
      <Card shared={shared} />
      <p className="pt-3 leading-5">{t('share.offer.body')}</p>
      {isBlocked && (
        <p role="alert" className="pt-2 leading-5 text-(--bad)">
          {t('share.offer.blocked')}
        </p>
      )}
    </Dialog>
  );
}

function Card({ shared }: { readonly shared: Shared }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { nodes, edges, horizon, seed } = shared.scenario.model;
  const { recording } = shared;
  const facts = useMemo(() => {
    const lasts = parseDuration(horizon);
    return [
      t('share.card.parts', { nodes: Object.keys(nodes).length, edges: Object.keys(edges).length }),
      t('share.card.horizon', { horizon: lasts.ok ? formatDuration(lasts.value, language) : horizon }),
      t('share.card.seed', { seed }),
    ];
  }, [t, nodes, edges, horizon, seed, language]);
  return (
    <section aria-label={t('share.card')} className="rounded-md border border-(--border) bg-(--surface-2) p-3">
      <h3 className="text-[15px] font-semibold">{titleOf(shared)}</h3>
      <p className="pt-1 leading-5 text-(--text-2)">{facts.join(' · ')}</p>
      {recording && (
        <p className="pt-1 leading-5 text-(--text-2)">
          {t('share.card.run', { at: formatDuration(recording.endUs, language), count: recording.inputs.length, hash: recording.traceHash })}
        </p>
      )}
    </section>
  );
}

function Broken({ isOpen, fault }: { readonly isOpen: boolean; readonly fault: LinkFault }) {
  const t = useT();
  const actions = (
    <Button variant="primary" onClick={forget}>
      {t('common.ok')}
    </Button>
  );
  const text = fault.kind === 'version' ? t('share.broken.version', { version: fault.version }) : t(`share.broken.${fault.kind}`);
  return (
    <Dialog isOpen={isOpen} onClose={forget} width="medium" title={t('share.broken.title')} closeLabel={t('common.close')} actions={actions}>
      <p className="leading-5">{text}</p>
      <p className="pt-2 leading-5 text-(--text-2)">{t('share.broken.kept')}</p>
      {fault.kind === 'content' && <Issues issues={fault.issues} />}
    </Dialog>
  );
}

function Issues({ issues }: { readonly issues: readonly Issue[] }) {
  const language = useUi((s) => s.language);
  return (
    <ul className="mt-3 divide-y divide-(--border) rounded-md border border-(--border)">
      {issues.map((one, i) => (
        // Issues have no id, and the list never changes while it is shown.
        <li key={`${formatPath(one.path)} ${i}`} className="px-3 py-2">
          <p className="leading-5">{issueText(one, language)}</p>
          <code className="text-[12px] break-all text-(--text-3)">{formatPath(one.path)}</code>
        </li>
      ))}
    </ul>
  );
}
