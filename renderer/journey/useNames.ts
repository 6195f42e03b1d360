/** What nodes and edges are called: an edge by its two ends. */
import { useDocument } from '../document/documentStore.ts';

export type NameOf = (id: string) => string;

export function useNames(): NameOf {
  const model = useDocument((s) => s.scenario.model);
  return (id) => {
    const edge = model.edges[id];
    if (edge === undefined) return model.nodes[id]?.name ?? id;
    return `${model.nodes[edge.from]?.name ?? edge.from} → ${model.nodes[edge.to]?.name ?? edge.to}`;
  };
}
