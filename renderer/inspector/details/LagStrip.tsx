/** How far behind each partition is, at one glance: a bar each, readable at two hundred. Height says it, and colour says it again. */
import { useT } from '../../i18n/i18n.ts';
import { formatCount, type Language } from '../../charts/format.ts';
import { heightsOf } from './heights.ts';

export interface LagStripProps {
  /** By partition. */
  readonly lags: readonly number[];
  readonly language: Language;
}

export function LagStrip({ lags, language }: LagStripProps) {
  const t = useT();
  const most = Math.max(0, ...lags);
  const hottest = lags.indexOf(most);
  const text = most === 0 ? t('inside.topic.noLag') : t('inside.topic.lags', { most: formatCount(most, language), partition: hottest });
  return (
    <figure className="flex flex-col gap-1">
      {/* One bar alone would say nothing. */}
      {lags.length > 1 && (
        <div
          role="img"
          aria-label={text}
          className={`flex h-10 items-end rounded border border-(--border) bg-(--surface-2) p-0.5 ${lags.length > 60 ? '' : 'gap-px'}`}
        >
          {heightsOf(lags).map((height, i) => (
            // A partition is its number.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={i} title={`${i}: ${formatCount(lags[i] ?? 0, language)}`} className="flex h-full min-w-0 flex-1 items-end">
              <span
                className="w-full rounded-[1px]"
                style={{
                  height: `${Math.max(4, height * 100)}%`,
                  background: `color-mix(in oklab, var(--kind-topic) ${Math.round(height * 100)}%, var(--border-strong))`,
                }}
              />
            </span>
          ))}
        </div>
      )}
      <figcaption className="text-[11px] text-(--text-2) tabular-nums">{text}</figcaption>
    </figure>
  );
}
