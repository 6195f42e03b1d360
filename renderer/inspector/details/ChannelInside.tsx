/** A channel: what is in it, who waits on either side, and whether it is over. */
import type { ChannelDetail } from '#core/run/details.ts';
import { formatExact, type Language } from '../../charts/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { Facts } from './Facts.tsx';
import { Hint } from './Hint.tsx';

export function ChannelInside({ detail, language }: { readonly detail: ChannelDetail; readonly language: Language }) {
  const t = useT();
  const { length, capacity, memoryBytes, blockedSenders, waitingReceivers, isClosed, hasCrashed } = detail;
  const isUnbounded = !Number.isFinite(capacity);
  return (
    <>
      <Facts
        facts={[
          [t('inside.channel.length'), formatExact(length, language)],
          [t('inside.channel.capacity'), isUnbounded ? t('inside.channel.unbounded') : formatExact(capacity, language)],
          [t('inside.channel.senders'), formatExact(blockedSenders, language)],
          [t('inside.channel.receivers'), formatExact(waitingReceivers, language)],
          ...(isUnbounded ? [[t('inside.channel.memory'), `${formatExact(memoryBytes / 1_024, language)} KiB`] as const] : []),
        ]}
      />
      {isClosed && <p className="text-[12px] font-medium">{t('inside.channel.closed')}</p>}
      {hasCrashed && <p className="text-[12px] font-medium text-(--bad)">{t('inside.channel.crashed')}</p>}
      {capacity === 0 && <Hint>{t('inside.channel.rendezvous')}</Hint>}
    </>
  );
}
