/** How large the exported Kafka cluster is, and where its metadata is kept. */
import { LIMITS } from '../base/limits.ts';
import { byId } from '../scenario/lookup.ts';
import type { Model } from '../scenario/scenario.ts';
import { type ComposeNote, note } from './notes.ts';
import type { ComposeOptions } from './options.ts';

export interface KafkaCluster {
  /** Brokers. */
  readonly servers: number;
  /** As many as the largest of the design's clusters that hold topics has. */
  readonly drawn: number;
  /** Servers that keep the metadata; a majority of three survives the loss of one. 0: ZooKeeper does. */
  readonly voters: number;
  /** The voters are servers of their own. */
  readonly isSeparate: boolean;
}

/** Brokers that keep the metadata themselves; with more, Kafka's documentation advises servers of their own. */
const COMBINED_MAX = 3;

export function kafkaCluster({ nodes }: Model, { kafka, target }: ComposeOptions): KafkaCluster {
  const entries = byId(nodes);
  const hosts = new Set(entries.flatMap(([, node]) => (node.kind === 'topic' && node.broker !== undefined ? [node.broker] : [])));
  const drawn = Math.max(1, ...entries.flatMap(([id, node]) => (node.kind === 'broker' && hosts.has(id) ? [Math.floor(node.nodes)] : [])));
  if (target === 'legacy') return { servers: 1, drawn, voters: 0, isSeparate: false };
  const wanted = Math.floor(kafka?.servers ?? drawn);
  const servers = Math.min(LIMITS.serversPerBroker, Math.max(1, Number.isFinite(wanted) ? wanted : 1));
  const asked = kafka?.controllers ?? 'auto';
  return { servers, drawn, voters: servers < 3 ? 1 : 3, isSeparate: asked === 'separate' || (asked === 'auto' && servers > COMBINED_MAX) };
}

export const clusterNotes = ({ servers, drawn, voters, isSeparate }: KafkaCluster): ComposeNote[] => [
  ...(servers === drawn || voters === 0 ? [] : [note.servers('Kafka', servers, drawn)]),
  ...(isSeparate ? [note.controllers(voters)] : []),
];
