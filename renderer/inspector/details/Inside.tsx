/** What is inside the selected node while it runs: the engine is asked for it as long as this is on screen. */
import { ListTree } from 'lucide-react';
import { useEffect } from 'react';
import { unreachable } from '#core/base/assert.ts';
import type { NodeDetail } from '#core/run/details.ts';
import type { NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { exactState, runControl, useExact } from '../../engine/runControl.ts';
import { useRun } from '../../engine/runStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { lookInto } from '../../journey/journeyStore.ts';
import { Button } from '../../parts/Button.tsx';
import { Section } from '../../parts/Section.tsx';
import { uiStore, useUi } from '../../ui/uiStore.ts';
import { BrokerInside } from './BrokerInside.tsx';
import { BroadcastInside } from './BroadcastInside.tsx';
import { ChannelInside } from './ChannelInside.tsx';
import { ConsumerInside } from './ConsumerInside.tsx';
import { ExchangeInside } from './ExchangeInside.tsx';
import { Hint } from './Hint.tsx';
import { QueueInside } from './QueueInside.tsx';
import { TopicInside } from './TopicInside.tsx';

/** A producer holds nothing but what it waits to send, which its figures say; an external service is not simulated. */
export const hasInside = (kind: NodeKind): boolean => kind !== 'producer' && kind !== 'external';

export function Inside({ id }: { readonly id: NodeId }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const now = useRun((s) => s.inside);
  const then = useExact((s) => s.inside);
  const exact = useExact((s) => s.phase);
  useEffect(() => {
    const look = (node: NodeId) => {
      runControl.inspect(node);
      exactState.inspect(node);
    };
    look(id);
    return () => look('');
  }, [id]);
  // In the past the engine that repeats the run is asked.
  const inside = exact === 'off' ? now : then;
  const detail = inside?.node === id ? inside.detail : null;
  const hint = exact === 'off' || exact === 'same' ? 'inside.none' : exact === 'repeating' ? 'time.insideComing' : 'time.insideNone';
  return (
    <Section title={t('inside.title')}>
      {detail === null ? <Hint>{t(hint)}</Hint> : <Of detail={detail} language={language} />}
      {detail !== null && KEEPS.has(detail.kind) && (
        <Button variant="outline" icon={<ListTree size={14} />} onClick={() => showMessages(id)}>
          {t('inside.browse')}
        </Button>
      )}
    </Section>
  );
}

/** What keeps messages that can be listed. */
const KEEPS: ReadonlySet<NodeDetail['kind']> = new Set(['topic', 'queue', 'broadcast', 'channel']);

function showMessages(id: NodeId): void {
  lookInto(id);
  const { setPanel, setResults } = uiStore.getState();
  setPanel('dashboard', true);
  setResults('messages');
}

function Of({ detail, language }: { readonly detail: NodeDetail; readonly language: 'en' | 'zh' }) {
  switch (detail.kind) {
    case 'topic':
      return <TopicInside detail={detail} language={language} />;
    case 'queue':
      return <QueueInside detail={detail} language={language} />;
    case 'consumer':
      return <ConsumerInside detail={detail} language={language} />;
    case 'broker':
      return <BrokerInside detail={detail} language={language} />;
    case 'exchange':
      return <ExchangeInside detail={detail} language={language} />;
    case 'broadcast':
      return <BroadcastInside detail={detail} language={language} />;
    case 'channel':
      return <ChannelInside detail={detail} language={language} />;
    default:
      return unreachable(detail);
  }
}
