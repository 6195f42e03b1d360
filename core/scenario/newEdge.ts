/** A new edge as one is likely to want it: out of an exchange with a binding that lets something through. */
import { newEdge } from './defaults.ts';
import type { BindingDoc, EdgeDoc, NodeDoc, NodeId } from './scenario.ts';

export function newEdgeBetween(from: NodeId, to: NodeId, source: NodeDoc | undefined, target: NodeDoc | undefined): EdgeDoc {
  const first = source?.kind === 'exchange' && target !== undefined ? firstBinding(source.type, target.name) : undefined;
  return { ...newEdge(from, to), ...(first === undefined ? {} : { bindings: [first] }) };
}

function firstBinding(type: 'direct' | 'fanout' | 'topic' | 'headers', name: string): BindingDoc | undefined {
  if (type === 'direct') return { key: name };
  return type === 'topic' ? { key: '#' } : undefined;
}
