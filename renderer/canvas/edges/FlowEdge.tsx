/** An edge as a thin line, dashed where it carries dead letters or what is left over, named where it is inside a broker; its width, colour and dots of traffic are drawn over it by the flow layer. */
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useFaultMark } from '../nodes/FaultBadge.tsx';
import { HANDLE_SIZE } from '../nodes/geometry.ts';
import type { FlowEdge as FlowEdgeType } from '../toFlow.ts';
import { edgeLabel } from './edgeLabel.ts';
import { edgePath, edgePoints } from './edgePath.ts';

/** The rate stands in the middle of the line: the name goes under it. */
const LABEL_BELOW = 22;
const LABEL = { fill: 'var(--text-2)', fontSize: 11 };
const DASHES = { plain: '', binding: '', deadLetters: '[stroke-dasharray:6_4]', alternate: '[stroke-dasharray:2_4]' } as const;
const LABEL_GROUND = { fill: 'var(--surface)' };

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
  const t = useT();
  const source = { x: sourceX - HANDLE_SIZE / 2, y: sourceY };
  const target = { x: targetX + HANDLE_SIZE / 2, y: targetY };
  const { d } = edgePath(source, target);
  const mark = useFaultMark(id);
  const stroke =
    data?.hasError === true || mark === 'cut' ? 'stroke-(--bad)' : selected || data?.isDropTarget === true ? 'stroke-(--accent)' : 'stroke-(--border-strong)';
  const text = mark === undefined ? data && edgeLabel(data.doc, data.look, data.type, t) : t(`faults.mark.${mark}`);
  const [, , labelX = 0, labelY = 0] = text === undefined ? [] : edgePoints(source, target, 3);
  const label = { label: text, labelX, labelY: labelY + LABEL_BELOW, labelStyle: LABEL, labelBgStyle: LABEL_GROUND };
  return (
    <BaseEdge
      id={id}
      path={d}
      className={`${stroke} ${data?.isDropTarget === true ? 'stroke-[6px] opacity-60' : selected ? 'stroke-2' : ''} ${DASHES[data?.look ?? 'plain']}`}
      interactionWidth={interactionWidth ?? 20}
      {...(text === undefined ? {} : label)}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
});
