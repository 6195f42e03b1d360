/**
 * Which edges may be drawn: producer → destination, destination → consumer, consumer → destination to forward what it
 * processed, queue → queue or exchange for dead letters, exchange → queue or exchange by its bindings; nothing else. Pure, so the
 * canvas asks while a wire is dragged and `validate` asks for a whole file.
 */
import type { Issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import type { DestinationKind, EdgeDoc, Model, NodeDoc, NodeId, NodeKind } from './scenario.ts';

export type Refusal = Pick<Issue, 'code' | 'params'>;

const DESTINATIONS: readonly NodeKind[] = ['topic', 'queue', 'exchange', 'broadcast', 'channel'] satisfies DestinationKind[];
/** What can be sent to. */
export const isDestination = (kind: NodeKind): kind is DestinationKind => DESTINATIONS.includes(kind);
/** What can be read from: an exchange keeps nothing. */
export const isSource = (kind: NodeKind): kind is Exclude<DestinationKind, 'exchange'> => isDestination(kind) && kind !== 'exchange';

export type EdgeMeaning = 'sends' | 'reads' | 'deadLetters' | 'binds';

/** What an edge between two kinds is for; undefined: it makes no sense. */
export function meaningOf(from: NodeKind | undefined, to: NodeKind | undefined): EdgeMeaning | undefined {
  if (from === undefined || to === undefined) return undefined;
  if (from === 'producer' || from === 'consumer') return isDestination(to) ? 'sends' : undefined;
  if (to === 'consumer') return isSource(from) ? 'reads' : undefined;
  if (to !== 'queue' && to !== 'exchange') return undefined;
  return from === 'queue' ? 'deadLetters' : from === 'exchange' ? 'binds' : undefined;
}

/** An edge from a queue to a queue or an exchange carries dead letters. */
export const isDeadLetterWire = (from: NodeKind | undefined, to: NodeKind | undefined): boolean => meaningOf(from, to) === 'deadLetters';

/** Why an edge between two kinds makes no sense, whatever else is in the model. */
export const kindsRefusal = (from: NodeKind, to: NodeKind): Refusal | undefined =>
  meaningOf(from, to) === undefined ? { code: 'edge.notAllowed', params: { from, to } } : undefined;

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
  if (source.kind === 'exchange') return bindingRefusal(source, target);
  if (isDeadLetterWire(source.kind, target.kind)) return deadLetterRefusal(source, target, deadLettersTo(model, edges, from));
  if (target.kind !== 'consumer') return undefined;
  for (const edge of edges) {
    const other = edge.to === to ? nodeOf(model, edge.from) : undefined;
    if (other !== undefined && isSource(other.kind) && other.kind !== source.kind) return mixed(other.kind, source.kind);
  }
  return undefined;
}

/** Where the dead letters of a queue go already. */
function deadLettersTo(model: Model, edges: readonly EdgeDoc[], queue: NodeId): NodeDoc | undefined {
  const wire = edges.find((edge) => edge.from === queue && isDeadLetterWire('queue', nodeOf(model, edge.to)?.kind));
  return wire && nodeOf(model, wire.to);
}

/** A consumer polls a topic, is pushed to by a queue or a broadcast, or receives from a channel: one way at a time. */
export const mixed = (has: NodeKind, adds: NodeKind): Refusal => ({ code: 'consumer.mixedSources', params: { has, adds } });

const brokerOf = (node: NodeDoc): NodeId | undefined => ('broker' in node ? node.broker : undefined);

/** Dead letters of one queue go to one other place, on the same broker: as in RabbitMQ, they never leave it. `other` already takes them. */
export function deadLetterRefusal(from: NodeDoc, to: NodeDoc, other: NodeDoc | undefined): Refusal | undefined {
  if (other !== undefined) return { code: 'edge.secondDeadLetter', params: { from: from.name, other: other.name } };
  return brokerOf(from) === brokerOf(to) ? undefined : { code: 'edge.deadLetterBroker', params: { from: from.name, to: to.name } };
}

/** An exchange knows only what is on its own broker. */
export const bindingRefusal = (from: NodeDoc, to: NodeDoc): Refusal | undefined =>
  brokerOf(from) === brokerOf(to) ? undefined : { code: 'edge.bindingBroker', params: { from: from.name, to: to.name } };
