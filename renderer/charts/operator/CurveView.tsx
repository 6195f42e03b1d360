/** One figure over the whole run. */
import { useCallback, useMemo } from 'react';
import { frameLoop } from '../../engine/frameLoop.ts';
import { runStore } from '../../engine/runStore.ts';
import type { Series } from '../../engine/series.ts';
import { useUi } from '../../ui/uiStore.ts';
import { Chart } from '../Chart.tsx';
import { type ChartData, chartData } from '../chartData.ts';
import type { Line } from '../chartSpecs.ts';
import { faultSeconds, followInstant, pick } from '../instants.ts';
import { shownSpanUs } from '../shownSpan.ts';
import type { Figure, Subject } from './figures.ts';
import { formatFigure, metricText, useWords } from './metricTexts.ts';

const DRAW_EVERY_MS = 125;
const NOTHING: ReadonlySet<string> = new Set();
const ignore = (): void => {};
/** A little above the highest value. */
const topOf = (highest: number): number => (highest > 0 ? highest * 1.08 : 1);

export function CurveView({ subject, figure }: { readonly subject: Subject; readonly figure: Figure }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const theme = useUi((s) => s.resolvedTheme);
  const name = metricText(language, figure.name, 'name');
  const { id, kind } = subject;
  const lines = useMemo<readonly Line[]>(
    () => (figure.line === undefined ? [] : [{ key: figure.name, node: id, name, ...figure.line, color: `--kind-${kind}`, isDashed: false }]),
    [figure, id, kind, name],
  );
  const feed = useCallback(
    (draw: (data: ChartData, seconds: number) => void) => {
      let drawnUs = Number.NaN;
      let drawnOf: Series | undefined;
      return frameLoop.on(() => {
        const run = runStore.getState();
        const { series, horizonUs } = run;
        const newestUs = series?.newestUs ?? 0;
        if (newestUs === drawnUs && series === drawnOf) return;
        drawnUs = newestUs;
        drawnOf = series;
        draw(chartData(series, lines, horizonUs), shownSpanUs(run) / 1_000_000);
      }, DRAW_EVERY_MS);
    },
    [lines],
  );
  const formatValue = useMemo(
    () => (value: number) => formatFigure(value, figure.unit === 'perSecond' ? 'messages' : figure.unit, language, words('ops.never')),
    [figure, language, words],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <p className="flex h-7 shrink-0 items-center gap-2 px-3 text-[12px] font-semibold">
        {name}
        <span className="text-[11px] font-normal text-(--text-3)">{words(`ops.unit.${figure.unit}`)}</span>
      </p>
      <div className="min-h-0 flex-1">
        <Chart
          lines={lines}
          isCompared={false}
          hidden={NOTHING}
          theme={theme}
          label={name}
          formatValue={formatValue}
          onCursor={ignore}
          feed={feed}
          marks={faultSeconds}
          onPick={pick}
          follow={followInstant}
          topOf={topOf}
          onLayout={ignore}
        />
      </div>
    </div>
  );
}
