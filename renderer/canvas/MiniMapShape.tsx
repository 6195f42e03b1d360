/** A component in the small map: the outline of its kind, coarse enough to be told apart at that size; other things are boxes. */
import type { MiniMapNodeProps } from '@xyflow/react';
import { memo } from 'react';
import { kindShape } from '#core/report/kindShapes.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';

const DEPTH = 40;
const KINDS: readonly string[] = ['producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel'] satisfies NodeKind[];
const isShaped = (name: string): name is NodeKind => KINDS.includes(name);

/** `className` is the kind: the only thing of a node that the map hands on besides its box. */
export const MiniMapShape = memo(function MiniMapShape({ x, y, width, height, className, color, borderRadius }: MiniMapNodeProps) {
  if (!isShaped(className)) return <rect x={x} y={y} width={width} height={height} rx={borderRadius} fill={color} />;
  return <path d={kindShape(className, { width, height, depth: DEPTH }).outline} transform={`translate(${x} ${y})`} fill={color} />;
});
