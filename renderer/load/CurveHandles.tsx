/**
 * The points of a curve that can be taken hold of, by pointer or by key, on whatever plot they lie: arrow keys move the point
 * in time and rate, with Shift in larger steps; brackets go to the point before and after, Home and End to the first and last.
 */
import { type KeyboardEvent, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { ShownHandle } from './handles.ts';
import { type CurvePoint, pixelStep, type Scale, timeStepOf, toPixel } from './scale.ts';
import { instantText, rateShown } from './words.ts';
import type { Drag } from './useDrag.ts';

export interface CurveHandlesProps {
  readonly handles: readonly ShownHandle[];
  /** Of the whole curve, shown or not. */
  readonly count: number;
  readonly scale: Scale;
  readonly drag: Drag;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
  /** A key moved the point. */
  readonly onStep: (handle: ShownHandle, to: CurvePoint) => void;
  /** Insert and Delete, where points can be added and taken away. */
  readonly onInsert?: (index: number) => void;
  readonly onDelete?: ((index: number) => void) | undefined;
}

const CURSORS = { both: 'cursor-move', rate: 'cursor-ns-resize', time: 'cursor-ew-resize' } as const;

export function CurveHandles({ handles, count, scale, drag, selected, onSelect, onStep, onInsert, onDelete }: CurveHandlesProps) {
  const t = useT();
  const group = useRef<SVGGElement>(null);
  /** By its place among those shown. */
  const focus = (place: number) => {
    const to = handles[Math.min(handles.length - 1, Math.max(0, place))];
    if (to === undefined) return;
    onSelect(to.index);
    group.current?.querySelector<SVGGElement>(`[data-point="${to.index}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, handle: ShownHandle, place: number) => {
    const next = stepped(event, handle, scale);
    const goTo = { '[': place - 1, ']': place + 1, Home: 0, End: handles.length - 1 }[event.key];
    if (next !== undefined) onStep(handle, next);
    else if (goTo !== undefined) focus(goTo);
    else if (event.key === 'Insert') onInsert?.(handle.index);
    // Where no point can go, the key still means the point and not the component behind it.
    else if (event.key === 'Delete' || event.key === 'Backspace') onDelete?.(handle.index);
    else if (event.key === 'Escape' && drag.held !== undefined) drag.cancel();
    else return;
    // Neither the diagram's own keys nor a scrolling page.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g ref={group}>
      {handles.map((handle, place) => {
        const i = handle.index;
        const { x, y } = toPixel(scale, handle);
        const value = t('curve.value', { time: instantText(handle.atUs), rate: rateShown(handle.rate) });
        return (
          <g
            // Points are told apart by their place alone.
            key={i}
            data-point={i}
            role="slider"
            tabIndex={0}
            aria-label={t('curve.point', { n: i + 1, count })}
            aria-valuemin={0}
            aria-valuemax={Math.max(scale.topRate, handle.rate)}
            aria-valuenow={handle.rate}
            aria-valuetext={value}
            aria-orientation="vertical"
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
            className={`group touch-none outline-none ${CURSORS[handle.moves]}`}
            onFocus={() => onSelect(i)}
            onKeyDown={(event) => onKeyDown(event, handle, place)}
            onPointerDown={(event) => {
              event.stopPropagation();
              onSelect(i);
              drag.start(handle, event);
            }}
            onPointerMove={drag.move}
            onPointerUp={drag.end}
            onPointerCancel={drag.cancel}
          >
            <title>{value}</title>
            <circle r={12} className="fill-transparent" />
            <circle r={8} className="fill-none stroke-(--focus) opacity-0 group-focus-visible:opacity-100" strokeWidth={2} />
            <circle
              r={i === selected ? 5 : 4}
              strokeWidth={2}
              className={`stroke-(--kind-producer) ${i === selected ? 'fill-(--kind-producer)' : 'fill-(--surface)'} group-hover:fill-(--kind-producer)`}
            />
          </g>
        );
      })}
    </g>
  );
}

/** Where an arrow key moves a point; undefined for every other key, and for a way it does not move. */
function stepped({ key, shiftKey }: KeyboardEvent, handle: ShownHandle, scale: Scale): CurvePoint | undefined {
  const times = shiftKey ? 10 : 1;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[key] ?? [0, 0];
  if ((dx === 0 && dy === 0) || (dx !== 0 && handle.moves === 'rate') || (dy !== 0 && handle.moves === 'time')) return undefined;
  return { atUs: handle.atUs + dx! * times * timeStepOf(scale), rate: handle.rate + dy! * times * pixelStep(scale.topRate / 100) };
}
