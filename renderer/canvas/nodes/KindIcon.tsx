/** A kind's icon in its colour and in the shape it has on the canvas, the same wherever the kind is meant. */
import { Box, Cable, Cpu, Inbox, type LucideIcon, Radio, Rows3, Send, Server, Split } from 'lucide-react';
import { kindShape } from '#core/report/kindShapes.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { KIND_STYLES } from './kindStyles.ts';

export const KIND_ICONS: Record<NodeKind, LucideIcon> = {
  producer: Send,
  consumer: Cpu,
  topic: Rows3,
  queue: Inbox,
  exchange: Split,
  broadcast: Radio,
  channel: Cable,
  broker: Server,
  external: Box,
};

const SMALL = { width: 30, height: 22, depth: 6 };
const NORMAL = { width: 36, height: 26, depth: 7 };

export function KindIcon({ kind, size = 16 }: { readonly kind: NodeKind; readonly size?: number }) {
  const Icon = KIND_ICONS[kind];
  const box = size > 14 ? NORMAL : SMALL;
  const { outline, solid, lines } = kindShape(kind, box);
  return (
    <span
      className={`relative inline-flex shrink-0 items-center justify-center ${KIND_STYLES[kind].text}`}
      style={{ width: box.width, height: box.height }}
      aria-hidden
    >
      <svg viewBox={`0 0 ${box.width} ${box.height}`} className="absolute inset-0 overflow-visible" focusable="false">
        <path
          d={outline}
          fill="currentColor"
          fillOpacity={0.12}
          stroke="currentColor"
          strokeOpacity={0.7}
          strokeDasharray={kind === 'broker' ? '3 2' : undefined}
        />
        {solid !== '' && <path d={solid} fill="currentColor" />}
        {lines !== '' && <path d={lines} fill="none" stroke="currentColor" />}
      </svg>
      <Icon size={size - 2} strokeWidth={2} className="relative" />
    </span>
  );
}
