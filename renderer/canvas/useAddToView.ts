/** A component added by a click: where it goes, and that it is seen. */
import { useReactFlow, useStore } from '@xyflow/react';
import type { NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { uiStore } from '../ui/uiStore.ts';
import { addNodeNear } from './commands.ts';
import { positionOf, sizeOf } from './frames.ts';
import { FIT } from './nodes/geometry.ts';

/** Components that are read at a glance. */
const SMALL = 12;

/** Adds a component after the selected one or at the middle of what is seen, and brings it into view. */
export function useAddToView(): (kind: NodeKind) => void {
  const { screenToFlowPosition, flowToScreenPosition, fitView, getZoom } = useReactFlow();
  const canvas = useStore((s) => s.domNode);
  return (kind) => {
    const box = canvas?.getBoundingClientRect();
    if (box === undefined) return;
    const isSeen = (at: Point): boolean => {
      const { x, y } = flowToScreenPosition(at);
      return x > box.left && x < box.right && y > box.top && y < box.bottom;
    };
    const before = uiStore.getState().selection.nodes;
    addNodeNear(kind, screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }), isSeen);
    const added = uiStore.getState().selection.nodes;
    if (isWholeInView(added, isSeen)) return;
    // A small design is shown whole; of a large one, what it follows and it. React Flow knows it from the next frame on.
    const isSmall = Object.keys(documentStore.getState().scenario.model.nodes).length <= SMALL;
    const nodes = isSmall ? {} : { nodes: [...before, ...added].map((id) => ({ id })) };
    requestAnimationFrame(() => void fitView({ ...FIT, ...nodes, maxZoom: getZoom(), duration: 200 }));
  };
}

function isWholeInView(ids: readonly NodeId[], isSeen: (at: Point) => boolean): boolean {
  const { scenario } = documentStore.getState();
  return ids.every((id) => {
    const { x, y } = positionOf(scenario, id);
    const { width, height } = sizeOf(scenario, id);
    return isSeen({ x, y }) && isSeen({ x: x + width, y: y + height });
  });
}
