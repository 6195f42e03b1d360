/** How latencies are spread, of the last second or of all so far, with the percentiles marked. */
import { LATENCY_BUCKETS, latencyBucketStart, quantileOfBuckets } from '#core/metrics/latencyBuckets.ts';
import { useFigure } from '../../engine/useSlot.ts';
import { runStore } from '../../engine/runStore.ts';
import { useUi } from '../../ui/uiStore.ts';
import { formatCount, formatDuration } from '../format.ts';
import type { Subject } from './figures.ts';
import { histogramAt, placeOfLatency } from './heat.ts';
import { bucketText } from './LatencyMap.tsx';
import { useWords } from './metricTexts.ts';

const MARKS = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p99.9', 0.999],
] as const;
const SECOND_US = 1_000_000;

export function LatencyHistogram({ subject, of }: { readonly subject: Subject; readonly of: 'window' | 'whole' }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  // The counts as a text: what is equal renders nothing.
  const text = useFigure(({ series }) => (series === undefined ? '' : histogramAt(series, subject.id, of === 'window' ? SECOND_US : undefined).join(' ')));
  const counts = text === '' ? [] : text.split(' ').map(Number);
  const total = counts.reduce((a, b) => a + b, 0);
  const max = Math.max(1, ...counts);
  const used = counts.flatMap((count, i) => (count > 0 ? [i] : []));
  const first = Math.max(0, (used[0] ?? 0) - 1);
  const last = Math.min(LATENCY_BUCKETS - 1, (used.at(-1) ?? 0) + 1);
  const shown = counts.slice(first, last + 1);
  const marks = total === 0 ? [] : MARKS.map(([name, q]) => ({ name, us: quantileOfBuckets(counts, q) }));
  const spread = marks.map(({ name, us }) => `${name} ${formatDuration(us, language)}`).join(', ');
  const isCut = runStore.getState().schema?.cuts?.some(({ entity, metric }) => entity === subject.id && metric === 'latencyBucket') === true;
  if (isCut) return <p className="p-3 text-[12px] text-(--text-2)">{words('ops.cutLatency')}</p>;
  return (
    <div className="flex h-full min-h-0 flex-col px-3 pb-1">
      {total === 0 ? (
        <p className="p-3 text-[12px] text-(--text-2)">{words('ops.none')}</p>
      ) : (
        <>
          <div
            role="img"
            aria-label={words('ops.histogram', { values: spread })}
            className="relative mt-4 flex min-h-0 flex-1 items-end gap-px border-b border-(--border-strong)"
          >
            {shown.map((count, i) => (
              <span
                key={first + i}
                title={`${bucketText(first + i, words, language)}: ${formatCount(count, language)}`}
                className="flex h-full min-w-0 flex-1 items-end hover:bg-(--surface-2)"
              >
                <span className="w-full bg-(--flow)" style={{ height: `${count === 0 ? 0 : Math.max(1, (count / max) * 100)}%` }} />
              </span>
            ))}
            {marks.map(({ name, us }) => (
              <span
                key={name}
                className="pointer-events-none absolute top-0 bottom-0 border-l border-dashed border-(--text)"
                style={{ left: `${(placeOfLatency(us, first) / shown.length) * 100}%` }}
              />
            ))}
          </div>
          <div className="flex h-4 shrink-0 justify-between text-[11px] text-(--text-3) tabular-nums">
            <span>{formatDuration(latencyBucketStart(first), language)}</span>
            <span>{formatDuration(latencyBucketStart(last + 1 >= LATENCY_BUCKETS ? last : last + 1), language)}</span>
          </div>
          <dl className="flex shrink-0 flex-wrap gap-x-4 text-[12px] tabular-nums">
            <div className="text-(--text-3)">{words('ops.count', { count: formatCount(total, language) })}</div>
            {marks.map(({ name, us }) => (
              <div key={name} className="flex gap-1.5">
                <dt className="text-(--text-3)">{name}</dt>
                <dd className="font-medium">{formatDuration(us, language)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
