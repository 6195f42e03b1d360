/** Tells a sender's owner of a batch whose acknowledgement came: at once where it takes that, else record by record. */
import type { RecordBatch } from '../broker/api.ts';
import type { SenderContext } from './sender.ts';

export function tellAcknowledged({ onAcknowledged, onAllAcknowledged }: SenderContext, { createdUs, serials, count }: RecordBatch): void {
  if (onAllAcknowledged !== undefined) onAllAcknowledged(createdUs, serials, count);
  else for (let i = 0; i < count; i++) onAcknowledged(createdUs[i]!, serials[i]!);
}
