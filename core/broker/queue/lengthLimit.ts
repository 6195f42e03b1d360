/**
 * How much may be ready in a queue, in messages and in bytes of their bodies, and what becomes of what exceeds it [RD3, RD4,
 * RD7]. The product's own limit holds besides. Worked out once per setting: it is asked at every message.
 */
import { LIMITS } from '../../base/limits.ts';

export interface LengthSettings {
  /** Ready messages; 0 = up to the product's limit. */
  maxLength: number;
  /** Bytes of ready messages' bodies; 0 or left out: any. */
  maxBytes?: number;
  /**
   * Beyond it the new one is refused, the oldest is pushed out, or the new one is refused and dies as a dead letter
   * (reject-publish-dlx).
   */
  overflow: 'reject' | 'dropHead' | 'rejectDeadLetter';
}

export class LengthLimit {
  #length = 0;
  #bytes = 0;
  /** Beyond the limit the oldest goes, and not the new one. */
  pushesOut = false;
  /** Bytes are limited. */
  hasBytes = false;
  /** Ready messages at which a new one is refused. */
  refuseAt: number = LIMITS.queueRecords;

  retune({ maxLength, maxBytes = 0, overflow }: LengthSettings): void {
    this.#length = maxLength === 0 ? LIMITS.queueRecords : Math.min(maxLength, LIMITS.queueRecords);
    this.#bytes = maxBytes === 0 ? Number.POSITIVE_INFINITY : maxBytes;
    this.hasBytes = maxBytes > 0;
    this.pushesOut = overflow === 'dropHead';
    this.refuseAt = this.pushesOut ? LIMITS.queueRecords : this.#length;
  }

  /** Whether this many bytes are too many for one message more. */
  refusesBytes(bytes: number): boolean {
    return !this.pushesOut && bytes > this.#bytes;
  }

  isOver(length: number, bytes: number): boolean {
    return length > this.#length || bytes > this.#bytes;
  }
}
