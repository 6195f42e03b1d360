/** Single figures of the running world in React, at most ten times a second. Whole tables of them are drawn on canvas instead. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { MetricName } from '#core/metrics/names.ts';
import { frameLoop } from './frameLoop.ts';
import { type RunState, runStore } from './runStore.ts';

const TEN_HZ_MS = 100;
const onTick = (changed: () => void) => frameLoop.on(changed, TEN_HZ_MS);

/** A figure read from the run at each tick; give a primitive, so that an unchanged one renders nothing. */
export function useFigure<T extends number | string | boolean | undefined>(read: (state: RunState) => T): T {
  return useSyncExternalStore(onTick, () => read(runStore.getState()));
}

/** The newest value of a metric of a node or edge, or with `rate` its rise per second; NaN while there is none. */
export function useSlot(entity: string, metric: MetricName, options: { readonly rate?: boolean } = {}): number {
  return useFigure(({ series }) => {
    const column = series?.column(entity, metric) ?? -1;
    if (series === undefined) return Number.NaN;
    return options.rate === true ? series.rate(column) : series.latest(column);
  });
}

/** A part of the run's state that is replaced often (ledger, events), sampled every `everyMs`. `select` must be a constant. */
export function useSampled<T>(select: (state: RunState) => T, everyMs: number): T {
  const [value, setValue] = useState(() => select(runStore.getState()));
  useEffect(() => frameLoop.on(() => setValue(() => select(runStore.getState())), everyMs), [select, everyMs]);
  return value;
}
