/**
 * Which edges may be drawn: producer → destination, destination → consumer, consumer → destination to forward what it
 * processed, and queue → queue for dead letters; nothing else. Pure, so the canvas asks while a wire is dragged and `validate` asks for a whole file.
 */
import type { Issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import type { DestinationKind, Model, NodeDoc, NodeId, NodeKind } from './scenario.ts';

export type Refusal = Pick<Issue, 'code' | 'params'>;

const DESTINATIONS: readonly NodeKind[] = ['topic', 'queue', 'broadcast', 'channel'] satisfies DestinationKind[];
export const isDestination = (kind: NodeKind): kind is DestinationKind => DESTINATIONS.includes(kind);

/** An edge from queue to queue carries dead letters. */
export const isDeadLetterWire = (from: NodeKind | undefined, to: NodeKind | undefined): boolean => from === 'queue' && to === 'queue';

/** Why an edge between two kinds makes no sense, whatever else is in the model. */
export function kindsRefusal(from: NodeKind, to: NodeKind): Refusal | undefined {
  if (isDeadLetterWire(from, to)) return undefined;
  const flows = isDestination(to) ? from === 'producer' || from === 'consumer' : isDestination(from) && to === 'consumer';
  return flows ? undefined : { code: 'edge.notAllowed', params: { from, to } };
}

/** Why the model takes no new edge from → to; undefined if it does. */
export function connectionRefusal(model: Model, from: NodeId, to: NodeId): Refusal | undefined {
  const source = nodeOf(model, from);
  const target = nodeOf(model, to);
  if (source === undefined || target === undefined) return { code: 'edge.dangling', params: { node: source === undefined ? from : to } };
  if (from === to) return { code: 'edge.self', params: {} };
  const refusal = kindsRefusal(source.kind, target.kind);
  if (refusal !== undefined) return refusal;
  const edges = Object.values(model.edges);
  if (edges.some((edge) => edge.from === from && edge.to === to)) return { code: 'edge.duplicate', params: { from: source.name, to: target.name } };
  if (isDeadLetterWire(source.kind, target.kind)) {
    const other = edges.find((edge) => edge.from === from && nodeOf(model, edge.to)?.kind === 'queue');
    return deadLetterRefusal(source, target, other && nodeOf(model, other.to));
  }
  if (target.kind !== 'consumer') return undefined;
  for (const edge of edges) {
    const other = edge.to === to ? nodeOf(model, edge.from) : undefined;
    if (other !== undefined && isDestination(other.kind) && other.kind !== source.kind) return mixed(other.kind, source.kind);
  }
  return undefined;
}

/** A consumer polls a topic, is pushed to by a queue or a broadcast, or receives from a channel: one way at a time. */
export const mixed = (has: NodeKind, adds: NodeKind): Refusal => ({ code: 'consumer.mixedSources', params: { has, adds } });

/** Dead letters of one queue go to one other, on the same broker: as in RabbitMQ, they never leave it. `other` already takes them. */
export function deadLetterRefusal(from: NodeDoc, to: NodeDoc, other: NodeDoc | undefined): Refusal | undefined {
  if (other !== undefined) return { code: 'edge.secondDeadLetter', params: { from: from.name, other: other.name } };
  const isApart = from.kind === 'queue' && to.kind === 'queue' && from.broker !== to.broker;
  return isApart ? { code: 'edge.deadLetterBroker', params: { from: from.name, to: to.name } } : undefined;
}
