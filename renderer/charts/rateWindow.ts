/** What a rate of messages leaving a component is the mean over, in µs of virtual time, wherever it is told in figures. */
import type { NodeKind } from '#core/scenario/scenario.ts';

/** Reading from a topic comes in large batches: over a second its rate would jump. */
export const rateWindowUs = (source: NodeKind): number => (source === 'topic' ? 3_000_000 : 1_000_000);
