import type { DestinationId } from '../api.ts';

/** A client's belief about a queue or an exchange, as in AMQP's declare: refused if it is another kind or has other settings [RX7]. */
export type DeclareRequest = {
  readonly kind: 'declare';
  readonly id: number;
  readonly destination: DestinationId;
  readonly as: 'queue' | 'exchange';
  /** By name, as the destination was made; those left out are not compared. */
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
};
