/** An edge as a thin line; its width, colour and dots of traffic are drawn over it by the flow layer. */
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { HANDLE_SIZE } from '../nodes/geometry.ts';
import type { FlowEdge as FlowEdgeType } from '../toFlow.ts';
import { edgePath } from './edgePath.ts';

export const FlowEdge = memo(function FlowEdge({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  selected,
  data,
  markerEnd,
  interactionWidth,
}: EdgeProps<FlowEdgeType>) {
  // React Flow gives the handle's outer edge; our lines begin on the node's side, the middle of the handle.
  const { d } = edgePath({ x: sourceX - HANDLE_SIZE / 2, y: sourceY }, { x: targetX + HANDLE_SIZE / 2, y: targetY });
  const stroke = data?.hasError ? 'stroke-(--bad)' : selected ? 'stroke-(--accent)' : 'stroke-(--border-strong)';
  return (
    <BaseEdge
      id={id}
      path={d}
      className={`${stroke} ${selected ? 'stroke-2' : ''} ${data?.carriesTheDead ? '[stroke-dasharray:6_4]' : ''}`}
      interactionWidth={interactionWidth ?? 20}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
});
