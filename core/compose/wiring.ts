/**
 * What a program inside an exported project has to know besides the design: where its servers are, and under which names they hold
 * what was drawn. It is `loadgen/wiring.json`; the load generator reads it beside `loadgen/design.json`.
 */
import type { NodeId } from '../scenario/scenario.ts';

export const WIRED_SYSTEMS = ['kafka', 'rabbitmq', 'artemis'] as const;
export type WiredSystem = (typeof WIRED_SYSTEMS)[number];

export interface Wiring {
  readonly servers: Readonly<Record<string, WiredServer>>;
  /** Topics, queues, exchanges and broadcasts that the project creates. */
  readonly destinations: Readonly<Record<NodeId, WiredDestination>>;
}

export interface WiredServer {
  readonly system: WiredSystem;
  /** From inside the project. Kafka: `host:port,…`. RabbitMQ: `amqp://user:password@host:port`, several with commas. Artemis: one such, for AMQP 1.0. */
  readonly address: string;
}

export interface WiredDestination {
  /** Key into `servers`. */
  readonly server: string;
  /** Broadcast: a fanout exchange of RabbitMQ, a multicast address of Artemis. */
  readonly kind: 'topic' | 'queue' | 'exchange' | 'broadcast';
  readonly name: string;
}
