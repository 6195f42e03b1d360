/** A kind's icon in its colour, the same wherever the kind is meant. */
import { Cable, Cpu, Inbox, type LucideIcon, Radio, Rows3, Send, Server, Split } from 'lucide-react';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { KIND_STYLES } from './kindStyles.ts';

const KIND_ICONS: Record<NodeKind, LucideIcon> = {
  producer: Send,
  consumer: Cpu,
  topic: Rows3,
  queue: Inbox,
  exchange: Split,
  broadcast: Radio,
  channel: Cable,
  broker: Server,
};

export function KindIcon({ kind, size = 16 }: { readonly kind: NodeKind; readonly size?: number }) {
  const Icon = KIND_ICONS[kind];
  const { text, tint } = KIND_STYLES[kind];
  return (
    <span className={`inline-flex shrink-0 items-center justify-center rounded-md ${text} ${tint} ${size > 14 ? 'size-7' : 'size-6'}`} aria-hidden>
      <Icon size={size} strokeWidth={2} />
    </span>
  );
}
