/** Finds the edges that lie on a loop: both ends in one strongly connected component (Tarjan 1972), in one pass over the graph. */
import type { EdgeDoc, EdgeId, NodeId } from './scenario.ts';

export function edgesOnLoops(edges: readonly [EdgeId, EdgeDoc][]): [EdgeId, EdgeDoc][] {
  const next = new Map<NodeId, NodeId[]>();
  for (const [, { from, to }] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const component = components(next);
  return edges.filter(([, { from, to }]) => component.get(from) === component.get(to));
}

/** Component number per node. Walks with a stack of its own, so a long chain cannot overflow the engine's. */
function components(next: ReadonlyMap<NodeId, readonly NodeId[]>): Map<NodeId, number> {
  const order = new Map<NodeId, number>();
  const lowest = new Map<NodeId, number>();
  const component = new Map<NodeId, number>();
  const open: NodeId[] = [];
  for (const root of next.keys()) {
    if (order.has(root)) continue;
    const walk: { readonly node: NodeId; at: number }[] = [];
    const enter = (node: NodeId): void => {
      order.set(node, order.size);
      lowest.set(node, order.get(node)!);
      open.push(node);
      walk.push({ node, at: 0 });
    };
    enter(root);
    for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
      const { node } = step;
      const to = next.get(node)?.[step.at++];
      if (to !== undefined) {
        if (!order.has(to)) enter(to);
        else if (!component.has(to)) lowest.set(node, Math.min(lowest.get(node)!, order.get(to)!));
        continue;
      }
      walk.pop();
      const parent = walk.at(-1)?.node;
      if (parent !== undefined) lowest.set(parent, Math.min(lowest.get(parent)!, lowest.get(node)!));
      if (lowest.get(node) !== order.get(node)) continue;
      const number = component.size;
      for (let member = open.pop()!; ; member = open.pop()!) {
        component.set(member, number);
        if (member === node) break;
      }
    }
  }
  return component;
}
