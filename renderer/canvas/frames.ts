/** Where nodes lie in relation to brokers' frames. Positions of the document are absolute; React Flow's are the parent's. */
import type { NodeDoc, NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Point, Size } from '../document/edits.ts';
import { BROKER_HEIGHT, BROKER_WIDTH, NODE_HEIGHT, NODE_WIDTH } from './nodes/geometry.ts';

export const positionOf = (scenario: Scenario, id: NodeId): Point => scenario.view.positions[id] ?? { x: 0, y: 0 };

export function sizeOf(scenario: Scenario, id: NodeId): Size {
  if (scenario.model.nodes[id]?.kind !== 'broker') return { width: NODE_WIDTH, height: NODE_HEIGHT };
  return scenario.view.sizes?.[id] ?? { width: BROKER_WIDTH, height: BROKER_HEIGHT };
}

/** Only these are served by a message server; a channel lives inside a process. */
export const canHaveBroker = (node: NodeDoc): boolean =>
  node.kind === 'topic' || node.kind === 'queue' || node.kind === 'exchange' || node.kind === 'broadcast';

export const brokerOf = (node: NodeDoc | undefined): NodeId | undefined => (node && 'broker' in node ? node.broker : undefined);

/** Destinations on a broker: they move with its frame. */
export const membersOf = (scenario: Scenario, broker: NodeId): NodeId[] =>
  Object.entries(scenario.model.nodes).flatMap(([id, node]) => (brokerOf(node) === broker ? [id] : []));

/** The broker whose frame covers the middle of a node placed at `at`; the smallest, where frames overlap. */
export function frameUnder(scenario: Scenario, at: Point): NodeId | undefined {
  const x = at.x + NODE_WIDTH / 2;
  const y = at.y + NODE_HEIGHT / 2;
  let best: { id: NodeId; area: number } | undefined;
  for (const [id, node] of Object.entries(scenario.model.nodes)) {
    if (node.kind !== 'broker') continue;
    const corner = positionOf(scenario, id);
    const { width, height } = sizeOf(scenario, id);
    const isInside = x >= corner.x && x <= corner.x + width && y >= corner.y && y <= corner.y + height;
    if (isInside && (best === undefined || width * height < best.area)) best = { id, area: width * height };
  }
  return best?.id;
}
