/**
 * What a chart needs to have a planned curve drawn over it: how high its scale must go, where its plot lies, and the curve's own
 * numbers. While a point is in somebody's hand the scale stands still, or it would run away from the hand.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PlotLayout } from '../charts/Chart.tsx';
import { runStore } from '../engine/runStore.ts';
import { curveOf, peakOf, samples } from './curve.ts';
import type { PlannedLoad } from './planned.ts';
import type { Scale } from './scale.ts';

export interface ShownPlan {
  readonly left: number;
  readonly top: number;
  readonly scale: Scale;
}

/** `redraw`: the plan changed, and the chart's scale may have to. */
export function usePlan(plan: PlannedLoad | undefined, horizonUs: number, redraw: () => void) {
  const [layout, setLayout] = useState<PlotLayout>();
  const isHeld = useRef(false);
  const peak = useMemo(() => {
    const curve = plan && curveOf(plan.load, plan.owner);
    return curve === undefined ? 0 : peakOf(samples(curve, horizonUs, 513));
  }, [plan, horizonUs]);
  const peakNow = useRef(peak);
  useEffect(() => {
    peakNow.current = peak;
    redraw();
  }, [peak, plan, redraw]);

  const topOf = useCallback((highest: number, top: number): number => {
    if (isHeld.current && top > 0) return top;
    const factor = runStore.getState().spikes.reduce((most, spike) => Math.max(most, spike.factor), 1);
    const wanted = Math.max(highest, peakNow.current > 0 ? peakNow.current * factor : 0);
    return wanted > 0 ? wanted * (peakNow.current > 0 ? 1.15 : 1.08) : 1;
  }, []);
  const onLayout = useCallback((next: PlotLayout) => setLayout((now) => (now !== undefined && isSame(now, next) ? now : next)), []);
  const onHold = useCallback(
    (held: boolean) => {
      isHeld.current = held;
      if (!held) redraw();
    },
    [redraw],
  );

  const shown: ShownPlan | undefined = useMemo(
    () =>
      plan && layout && layout.width > 0 && layout.seconds > 0
        ? {
            left: layout.left,
            top: layout.top,
            scale: { width: layout.width, height: layout.height, endUs: layout.seconds * 1_000_000, topRate: layout.topValue },
          }
        : undefined,
    [plan, layout],
  );
  return { topOf, onLayout, onHold, shown };
}

const isSame = (a: PlotLayout, b: PlotLayout): boolean => (Object.keys(a) as (keyof PlotLayout)[]).every((key) => a[key] === b[key]);
