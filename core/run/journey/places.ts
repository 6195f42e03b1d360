/** Nodes and edges that have to do with a copy: where it was, and what those places depend on. */
import type { Plan } from '../../compile/plan.ts';
import type { Copy } from './copies.ts';

export function placesOf(plan: Plan, copy: Copy): string[] {
  const own = new Set(
    copy.steps.flatMap(({ node, detail }) => [node, ...(['to', 'edge'] as const).flatMap((name) => (name in detail ? [String(detail[name])] : []))]),
  );
  const { where } = copy;
  if (where.at === 'sender' || where.at === 'wire') own.add(where.edge);
  return [...own].flatMap((id) => [id, ...around(plan, id)]);
}

/** The server of a destination, and who reads it, with the edges between. */
function around({ destinations, brokers, consumers, producers }: Plan, id: string): string[] {
  const destination = destinations.findIndex((d) => d.id === id);
  if (destination < 0) {
    const edge = [...producers, ...consumers].flatMap((c) => c.targets).find((t) => t.id === id);
    return edge === undefined ? [] : [destinations[edge.destination]!.id, brokers[destinations[edge.destination]!.broker]!.id];
  }
  const readers = consumers.flatMap((c) => c.sources.filter((s) => s.destination === destination).flatMap((s) => [c.id, s.id]));
  return [brokers[destinations[destination]!.broker]!.id, ...readers];
}
