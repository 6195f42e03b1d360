/** Each kind's colour, as a class. */
import type { NodeKind } from '#core/scenario/scenario.ts';

/** Class names are spelled out: the style sheet is built from what stands in the source. */
export const KIND_STYLES: Record<NodeKind, { readonly text: string }> = {
  producer: { text: 'text-(--kind-producer)' },
  consumer: { text: 'text-(--kind-consumer)' },
  topic: { text: 'text-(--kind-topic)' },
  queue: { text: 'text-(--kind-queue)' },
  exchange: { text: 'text-(--kind-exchange)' },
  broadcast: { text: 'text-(--kind-broadcast)' },
  channel: { text: 'text-(--kind-channel)' },
  broker: { text: 'text-(--kind-broker)' },
  external: { text: 'text-(--kind-external)' },
};
