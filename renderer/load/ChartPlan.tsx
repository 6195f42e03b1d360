/**
 * A producer's planned curve over the run's own chart, from now to the end of the run; its past is a line of the chart. The
 * points that are still to come can be dragged: the edit goes into the document, and so into the run, at once.
 */
import { useId, useMemo, useState } from 'react';
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { CurveHandles } from './CurveHandles.tsx';
import { type Curve, curveOf, pathOf, samples } from './curve.ts';
import { removePoint } from './drawn.ts';
import { loadPath, writeLoad } from './editing.ts';
import { allHandles, comingHandles, moveShown, type ShownHandle } from './handles.ts';
import { type CurvePoint, type Scale, toPixel } from './scale.ts';
import { useDrag } from './useDrag.ts';
import { useOwner } from './useRunOf.ts';

export interface ChartPlanProps {
  readonly node: NodeId;
  readonly name: string;
  readonly load: LoadDoc;
  /** Where the plot lies in its box, and what it shows. */
  readonly left: number;
  readonly top: number;
  readonly scale: Scale;
  readonly horizonUs: number;
  /** Name of a colour token. */
  readonly color: string;
  /** A point is in somebody's hand: the scale must stand still. */
  readonly onHold: (isHeld: boolean) => void;
}

export function ChartPlan({ node, name, load, left, top, scale: outer, horizonUs, color, onHold }: ChartPlanProps) {
  const t = useT();
  const clip = useId();
  const owner = useOwner(node);
  const [selected, setSelected] = useState<number>();
  const drag = useDrag({ load, scale: outer, endUs: horizonUs, write: (next, mergeKey) => writeLoad(node, next, mergeKey), onHold });
  const { scale } = drag;
  const nowUs = useFigure(({ series }) => series?.newestUs ?? 0);
  const factor = useFigure(({ spikes }) => spikes.find((spike) => spike.node === node)?.factor ?? 1);
  const untilUs = useFigure(({ spikes }) => spikes.find((spike) => spike.node === node)?.untilUs ?? 0);
  const curve = curveOf(drag.load, owner);
  const points = useMemo(() => (curve === undefined ? [] : coming(curve, scale.endUs, factor, untilUs)), [curve, scale.endUs, factor, untilUs]);
  const nowX = toPixel(scale, { atUs: nowUs, rate: 0 }).x;
  const line = pathOf(points, scale);
  const handles = apart(
    comingHandles(drag.load, horizonUs, nowUs).filter(({ atUs }) => atUs <= scale.endUs),
    scale,
    drag.held ?? selected,
  );
  return (
    <svg
      role="group"
      aria-label={t('curve.overlay', { name })}
      width={scale.width}
      height={scale.height}
      className="pointer-events-none absolute overflow-visible"
      style={{ left, top }}
    >
      <clipPath id={clip}>
        <rect x={nowX} width={Math.max(0, scale.width - nowX)} height={scale.height} />
      </clipPath>
      <g clipPath={`url(#${clip})`} style={{ color: `var(${color})` }}>
        <path d={`${line}L${scale.width},${scale.height}L0,${scale.height}Z`} className="fill-current opacity-10" />
        <path d={line} className="fill-none stroke-current" strokeWidth={1.5} strokeDasharray="5 3" strokeLinejoin="round" />
      </g>
      <g className="pointer-events-auto">
        <CurveHandles
          handles={handles}
          count={allHandles(drag.load, horizonUs).length}
          scale={scale}
          drag={drag}
          selected={selected}
          onSelect={setSelected}
          onStep={(handle, to) => writeLoad(node, moveShown(load, handle, to, horizonUs), `${loadPath(node).join('.')} ${handle.index}`)}
          onDelete={load.kind === 'drawn' ? (index) => writeLoad(node, removePoint(load, index)) : undefined}
        />
      </g>
    </svg>
  );
}

/** A chart is small: of points that lie on each other one is at hand, the rest are the editor's. The one in use stays. */
function apart(handles: readonly ShownHandle[], scale: Scale, used: number | undefined): ShownHandle[] {
  const shown: ShownHandle[] = [];
  let last = { x: -Infinity, y: -Infinity };
  for (const handle of handles) {
    const at = toPixel(scale, handle);
    if (handle.index !== used && Math.hypot(at.x - last.x, at.y - last.y) < GRIP_PX) continue;
    shown.push(handle);
    last = at;
  }
  return shown;
}

/** Nearer to each other, a finger takes the wrong one. */
const GRIP_PX = 11;

/** What is to come, with the factor that is in force now for as long as it lasts. */
function coming(curve: Curve, endUs: number, factor: number, untilUs: number): CurvePoint[] {
  const points = samples(curve, endUs, 257);
  if (factor === 1) return points;
  const raised = points.map(({ atUs, rate }) => ({ atUs, rate: atUs < untilUs ? rate * factor : rate }));
  const end = Math.min(untilUs, endUs);
  const rate = curve.profile.rate(end);
  return [...raised.filter(({ atUs }) => atUs < end), { atUs: end, rate: rate * factor }, { atUs: end, rate }, ...raised.filter(({ atUs }) => atUs >= end)];
}
