/** How long messages took, over time: how many of each length, and the percentiles as lines over them. */
import { useCallback, useMemo } from 'react';
import { latencyBucketEnd, latencyBucketStart, LATENCY_BUCKETS } from '#core/metrics/latencyBuckets.ts';
import type { MetricName } from '#core/metrics/names.ts';
import { drawnRows } from '../../engine/decimate.ts';
import { runStore } from '../../engine/runStore.ts';
import { useFigure } from '../../engine/useSlot.ts';
import type { Series } from '../../engine/series.ts';
import { useUi } from '../../ui/uiStore.ts';
import { formatDuration, formatRate, type Language } from '../format.ts';
import type { Subject } from './figures.ts';
import { type Heat, latencyHeat, placeOfLatency } from './heat.ts';
import { type Curve, HeatMap } from './HeatMap.tsx';
import { useWords, type Words } from './metricTexts.ts';

const LINES = [
  { metric: 'latencyP50', token: '--text', isDashed: false },
  { metric: 'latencyP99', token: '--text', isDashed: true },
] as const satisfies readonly { metric: MetricName; token: string; isDashed: boolean }[];

/** '2 ms to 3 ms'. */
export const bucketText = (bucket: number, words: Words, language: Language): string =>
  bucket === LATENCY_BUCKETS - 1
    ? words('ops.longer', { from: formatDuration(latencyBucketStart(bucket), language) })
    : words('ops.between', { from: formatDuration(latencyBucketStart(bucket), language), to: formatDuration(latencyBucketEnd(bucket), language) });

export function LatencyMap({ subject }: { readonly subject: Subject }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const theme = useUi((s) => s.resolvedTheme);
  const { id } = subject;
  const isCut = useFigure(({ schema }) => schema?.cuts?.some(({ entity, metric }) => entity === id && metric === 'latencyBucket') === true);
  const read = useCallback(() => {
    const { series } = runStore.getState();
    if (series === undefined) return undefined;
    const heat = latencyHeat(series, id);
    return { heat, curves: LINES.map((line) => curveOf(series, id, heat, line)) };
  }, [id]);
  const placeLabel = useCallback((bucket: number) => bucketText(bucket, words, language), [words, language]);
  const formatValue = useMemo(() => (value: number) => formatRate(value, language), [language]);
  const ticks = useCallback((heat: Heat) => decades(heat, language), [language]);
  const idle = useCallback((heat: Heat) => (heat.places === 0 ? words('ops.none') : `p50 ——   p99 - - -`), [words]);
  if (isCut) return <p className="p-3 text-[12px] text-(--text-2)">{words('ops.cutLatency')}</p>;
  return <HeatMap label={words('ops.heat.latency')} theme={theme} read={read} placeLabel={placeLabel} ticks={ticks} formatValue={formatValue} idle={idle} />;
}

function curveOf(series: Series, id: string, heat: Heat, { metric, token, isDashed }: (typeof LINES)[number]): Curve {
  const column = series.column(id, metric);
  const rows = drawnRows(series.rows, heat.endsUs.length / 2);
  const heights = Float64Array.from(heat.endsUs, (_, i) => {
    const us = rows[i] === undefined || column < 0 ? Number.NaN : series.at(rows[i], column);
    return Number.isNaN(us) ? Number.NaN : placeOfLatency(us, heat.first);
  });
  return { token, isDashed, heights };
}

/** 1 ms, 10 ms, 100 ms …, as far as they lie within. */
function decades({ first, places }: Heat, language: Language): { place: number; label: string }[] {
  const all = Array.from({ length: 8 }, (_, i) => 100 * 10 ** i);
  return all.map((us) => ({ place: placeOfLatency(us, first), label: formatDuration(us, language) })).filter(({ place }) => place >= 0 && place <= places);
}
