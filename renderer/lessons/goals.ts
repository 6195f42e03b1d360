/** What goals often ask of a design. A component that is gone, or is of another kind by now, answers undefined. */
import { parseBytes, parseDuration, parseRate } from '#core/base/quantity.ts';
import type { NodeOf } from '#core/scenario/defaults.ts';
import type { EdgeDoc, NodeDoc, NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';

export function nodeIn<K extends NodeKind>({ model }: Scenario, id: NodeId, kind: K): NodeOf<K> | undefined {
  const node = Object.hasOwn(model.nodes, id) ? model.nodes[id] : undefined;
  return node?.kind === kind ? (node as NodeOf<K>) : undefined;
}

export const nodesOf = <K extends NodeKind>({ model }: Scenario, kind: K): readonly (readonly [NodeId, NodeOf<K>])[] =>
  Object.entries(model.nodes).flatMap(([id, node]: [NodeId, NodeDoc]) => (node.kind === kind ? [[id, node as NodeOf<K>] as const] : []));

/** Components a wire leads to from there. */
export const targetsOf = ({ model }: Scenario, from: NodeId): readonly NodeId[] =>
  Object.values(model.edges)
    .filter((edge) => edge.from === from)
    .map((edge) => edge.to);

export const edgeBetween = ({ model }: Scenario, from: NodeId, to: NodeId): EdgeDoc | undefined =>
  Object.values(model.edges).find((edge) => edge.from === from && edge.to === to);

/** A quantity as a number: µs, bytes, or per second. NaN of what cannot be read, or is not there. */
export const durationUs = (text: string | undefined): number => valueOf(parseDuration(text ?? ''));
export const sizeBytes = (text: string | undefined): number => valueOf(parseBytes(text ?? ''));
export const ratePerSec = (text: string | undefined): number => valueOf(parseRate(text ?? ''));

const valueOf = (parsed: ReturnType<typeof parseDuration>): number => (parsed.ok ? parsed.value : Number.NaN);
