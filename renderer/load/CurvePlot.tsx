/**
 * The large picture of a load: rate over the time of a run, with its points to take hold of. Drawing across it free-hand
 * draws the curve anew there, a double click adds a point. What a run has behind it is shaded: that cannot be changed.
 */
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { CurveHandles } from './CurveHandles.tsx';
import { type Curve, type CurveOwner, curveOf, pathOf, peakOf, samples } from './curve.ts';
import { allHandles, handlesOf, type ShownHandle } from './handles.ts';
import { type CurvePoint, rateTicks, type Scale, timeTicks, topAbove, toPoint } from './scale.ts';
import { Stroke } from './stroke.ts';
import { useDrag } from './useDrag.ts';

const PLOT_HEIGHT = 300;
const MARGIN = { left: 58, right: 16, top: 12, bottom: 26 } as const;
/** A pointer that moves less has clicked. */
const CLICK_PX = 4;
/** Beyond this many runs a picture would show nothing of the one that is run. */
const RUNS_SHOWN = 4;

export interface CurvePlotProps {
  readonly load: LoadDoc;
  readonly owner: CurveOwner;
  readonly horizonUs: number;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
  readonly write: (load: LoadDoc, mergeKey: string) => void;
  readonly onStep: (handle: ShownHandle, to: CurvePoint) => void;
  readonly onStroke: (stroke: Stroke, scale: Scale) => void;
  readonly onAdd: (at: CurvePoint) => void;
  readonly onInsert: (index: number, scale: Scale) => void;
  readonly onDelete?: ((index: number) => void) | undefined;
}

export function CurvePlot({ load, owner, horizonUs, selected, onSelect, write, onStep, onStroke, onAdd, onInsert, onDelete }: CurvePlotProps) {
  const t = useT();
  const [width, box] = useWidth();
  const inner = useMemo(() => scaleOf(load, owner, horizonUs, Math.max(1, width - MARGIN.left - MARGIN.right)), [load, owner, horizonUs, width]);
  const drag = useDrag({ load, scale: inner, endUs: horizonUs, write });
  const { scale } = drag;
  const draw = useStroke((stroke) => onStroke(stroke, scale));
  const handles = allHandles(drag.load, horizonUs);
  return (
    <div ref={box} className="rounded-md border border-(--border) bg-(--canvas)">
      {width > 0 && (
        <svg role="group" aria-label={t('curve.plot')} width={width} height={PLOT_HEIGHT} className="block select-none">
          <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
            <Axes scale={scale} horizonUs={horizonUs} />
            <Past scale={scale} horizonUs={horizonUs} />
            <CurvePicture curve={curveOf(drag.load, owner)} scale={scale} />
            {load.kind !== 'users' && (
              <rect
                className="cursor-crosshair touch-none fill-transparent"
                width={scale.width}
                height={scale.height}
                onPointerDown={draw.start}
                onPointerMove={draw.move}
                onPointerUp={draw.end}
                onPointerCancel={draw.cancel}
                onDoubleClick={(event) => onAdd(toPoint(scale, draw.pixelOf(event)))}
              />
            )}
            {draw.path !== '' && <path d={draw.path} className="pointer-events-none fill-none stroke-(--flow-hot)" strokeWidth={2} strokeLinejoin="round" />}
            <CurveHandles
              handles={handles.filter(({ atUs }) => atUs <= scale.endUs)}
              count={handles.length}
              scale={scale}
              drag={drag}
              selected={selected}
              onSelect={onSelect}
              onStep={onStep}
              onInsert={(index) => onInsert(index, scale)}
              onDelete={onDelete}
            />
          </g>
        </svg>
      )}
    </div>
  );
}

/** All of the run and of the curve's own points, with room above its peak. */
function scaleOf(load: LoadDoc, owner: CurveOwner, horizonUs: number, width: number): Scale {
  const lastUs = handlesOf(load, horizonUs).at(-1)?.atUs ?? 0;
  const endUs = lastUs <= horizonUs ? horizonUs : Math.min(lastUs * 1.04, horizonUs * RUNS_SHOWN);
  const curve = curveOf(load, owner);
  const peak = curve === undefined ? 0 : peakOf(samples(curve, endUs, 513));
  return { width, height: PLOT_HEIGHT - MARGIN.top - MARGIN.bottom, endUs, topRate: topAbove(peak) };
}

/** The plot's own width follows its place. */
function useWidth(): readonly [number, (element: HTMLDivElement | null) => void] {
  const [width, setWidth] = useState(0);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [width, setElement];
}

function useStroke(onStroke: (stroke: Stroke) => void) {
  const stroke = useRef<{ readonly line: Stroke; readonly x: number; isLong: boolean }>(undefined);
  const [path, setPath] = useState('');
  const pixelOf = ({ currentTarget, clientX, clientY }: { readonly currentTarget: Element; readonly clientX: number; readonly clientY: number }) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return { x: Math.min(width, Math.max(0, clientX - left)), y: Math.min(height, clientY - top) };
  };
  const cancel = () => {
    stroke.current = undefined;
    setPath('');
  };
  return {
    path,
    pixelOf,
    cancel,
    start(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = pixelOf(event);
      stroke.current = { line: new Stroke(), x: at.x, isLong: false };
      stroke.current.line.add(at);
    },
    move(event: PointerEvent) {
      const now = stroke.current;
      if (now === undefined) return;
      const at = pixelOf(event);
      now.line.add(at);
      now.isLong ||= Math.abs(at.x - now.x) >= CLICK_PX;
      if (now.isLong)
        setPath(
          now.line
            .pixels()
            .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x},${y.toFixed(1)}`)
            .join(''),
        );
    },
    end() {
      if (stroke.current?.isLong === true) onStroke(stroke.current.line);
      cancel();
    },
  };
}

function Axes({ scale, horizonUs }: { readonly scale: Scale; readonly horizonUs: number }) {
  const t = useT();
  const { width, height, endUs, topRate } = scale;
  const xOf = (atUs: number) => (atUs / endUs) * width;
  const endX = xOf(horizonUs);
  return (
    <g className="fill-(--text-3) text-[11px] tabular-nums" aria-hidden>
      {rateTicks(topRate).map(({ value, text }) => {
        const y = height - (value / topRate) * height;
        return (
          <g key={value}>
            <line x2={width} y1={y} y2={y} className="stroke-(--grid)" />
            <text x={-8} y={y + 4} textAnchor="end">
              {text}
            </text>
          </g>
        );
      })}
      {timeTicks(scale).map(({ value, text }) => (
        <g key={value}>
          <line x1={xOf(value)} x2={xOf(value)} y2={height} className="stroke-(--grid)" />
          <text x={xOf(value)} y={height + 17} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {endX < width && (
        <>
          <rect x={endX} width={width - endX} height={height} className="fill-(--text-3)/10" />
          <line x1={endX} x2={endX} y2={height} className="stroke-(--border-strong)" strokeDasharray="4 3" />
        </>
      )}
      <text x={Math.min(endX, width) - 6} y={12} textAnchor="end" className="fill-(--text-2)">
        {t('curve.end')}
      </text>
    </g>
  );
}

/** Shaded up to where the run is now. */
function Past({ scale, horizonUs }: { readonly scale: Scale; readonly horizonUs: number }) {
  const t = useT();
  // In steps of a pixel: between them nothing is drawn anew.
  const x = useFigure(({ status }) => Math.round((Math.min(status?.nowUs ?? 0, horizonUs) / scale.endUs) * scale.width));
  if (x <= 0) return null;
  return (
    <g aria-hidden>
      <rect width={x} height={scale.height} className="fill-(--accent)/8" />
      <line x1={x} x2={x} y2={scale.height} className="stroke-(--accent)" />
      {x < scale.width - 60 && (
        <text x={x + 5} y={12} className="fill-(--accent) text-[11px]">
          {t('curve.now')}
        </text>
      )}
    </g>
  );
}

function CurvePicture({ curve, scale }: { readonly curve: Curve | undefined; readonly scale: Scale }) {
  const line = useMemo(() => (curve === undefined ? '' : pathOf(samples(curve, scale.endUs, Math.max(2, Math.round(scale.width / 2))), scale)), [curve, scale]);
  if (line === '') return null;
  return (
    <g className="pointer-events-none">
      <path d={`${line}L${scale.width},${scale.height}L0,${scale.height}Z`} className="fill-(--kind-producer)/12" />
      <path d={line} className="fill-none stroke-(--kind-producer)" strokeWidth={2} strokeLinejoin="round" />
    </g>
  );
}
