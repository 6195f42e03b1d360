/**
 * ActiveMQ's redelivery policy. The client redelivers by itself: what it rolled back goes to the front of what it holds, and it
 * stands still for the delay; the broker hears of a message only when it has failed too often. `RedeliveryPolicy`
 */
export interface RedeliveryPolicy {
  /** Deliveries after the first before a message is given up; −1: never. */
  readonly maximum: number;
  /** Before the first redelivery, and each further one unless the multiplier is above 1, µs. */
  readonly delayUs: number;
  /** Each delay is the one before times this; 1: all are equal. */
  readonly multiplier: number;
  /** No delay grows beyond it, µs; null: no limit. */
  readonly maximumDelayUs: number | null;
}

/** The delay after a failure, given the one before it; 0 when it is the first. */
export function nextDelayUs({ delayUs, multiplier, maximumDelayUs }: RedeliveryPolicy, previousUs: number): number {
  if (previousUs === 0 || multiplier <= 1) return delayUs;
  const grown = Math.round(previousUs * multiplier);
  return maximumDelayUs !== null && grown > maximumDelayUs ? Math.max(maximumDelayUs, delayUs) : grown;
}

export const isExhausted = ({ maximum }: RedeliveryPolicy, redeliveries: number): boolean => maximum >= 0 && redeliveries > maximum;
