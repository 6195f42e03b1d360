/** Each kind's colour, as classes. */
import type { NodeKind } from '#core/scenario/scenario.ts';

/** Class names are spelled out: the style sheet is built from what stands in the source. */
export const KIND_STYLES: Record<NodeKind, { readonly text: string; readonly tint: string; readonly strip: string }> = {
  producer: { text: 'text-(--kind-producer)', tint: 'bg-(--kind-producer)/12', strip: 'bg-(--kind-producer)' },
  consumer: { text: 'text-(--kind-consumer)', tint: 'bg-(--kind-consumer)/12', strip: 'bg-(--kind-consumer)' },
  topic: { text: 'text-(--kind-topic)', tint: 'bg-(--kind-topic)/12', strip: 'bg-(--kind-topic)' },
  queue: { text: 'text-(--kind-queue)', tint: 'bg-(--kind-queue)/12', strip: 'bg-(--kind-queue)' },
  exchange: { text: 'text-(--kind-exchange)', tint: 'bg-(--kind-exchange)/12', strip: 'bg-(--kind-exchange)' },
  broadcast: { text: 'text-(--kind-broadcast)', tint: 'bg-(--kind-broadcast)/12', strip: 'bg-(--kind-broadcast)' },
  channel: { text: 'text-(--kind-channel)', tint: 'bg-(--kind-channel)/12', strip: 'bg-(--kind-channel)' },
  broker: { text: 'text-(--kind-broker)', tint: 'bg-(--kind-broker)/12', strip: 'bg-(--kind-broker)' },
};
