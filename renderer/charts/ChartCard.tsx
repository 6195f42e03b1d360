/** One chart with its title and legend. The legend switches lines off, and shows the newest values or those under the pointer. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { shownSpanUs } from './shownSpan.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import type { Series } from '../engine/series.ts';
import { useFigure } from '../engine/useSlot.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import type { ChartPlanProps } from '../load/ChartPlan.tsx';
import type { PlannedLoad } from '../load/planned.ts';
import { usePlan } from '../load/usePlan.ts';
import { takeName } from '../timeline/takeName.ts';
import { useUi } from '../ui/uiStore.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import type { ChartProps } from './Chart.tsx';
import { FADED } from './faded.ts';
import { type ChartData, chartData, newestValue } from './chartData.ts';
import type { ChartSpec, Line } from './chartSpecs.ts';
import { formatCount, formatDuration, formatRate, type Language } from './format.ts';
import { faultSeconds, followInstant, pick } from './instants.ts';
import { Swatch } from './Swatch.tsx';

/** Lines move at most eight times a second, the legend's words twice. */
const DRAW_EVERY_MS = 200;
const WORDS_EVERY_MS = 500;

const FORMATS: Record<ChartSpec['id'], (value: number, language: Language) => string> = {
  throughput: formatCount,
  backlog: formatCount,
  latency: formatDuration,
};

/** The plotting library is not needed to see the diagram. */
const Chart = lazyPart<ChartProps>(() => import('./Chart.tsx').then((part) => part.Chart), ChartFailed);

/** Its handles are not needed before there is a run. */
const ChartPlan = lazyPart<ChartPlanProps>(
  () => import('../load/ChartPlan.tsx').then((part) => part.ChartPlan),
  () => null,
);

function ChartFailed() {
  const t = useT();
  return <p className="p-3 text-[12px] text-(--text-3)">{t('common.loadFailed')}</p>;
}

export interface ChartCardProps {
  readonly spec: ChartSpec;
  /** A producer's plan for this chart, and whether it is shown; the line of it is switched for all charts. */
  readonly plan: PlannedLoad | undefined;
  readonly isPlanOn: boolean;
  readonly onPlan: (isOn: boolean) => void;
}

export function ChartCard({ spec, plan, isPlanOn, onPlan }: ChartCardProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const theme = useUi((s) => s.resolvedTheme);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [values, setValues] = useState<readonly number[]>([]);
  const drawn = useRef<ChartData>([new Float64Array(0)]);
  const cursor = useRef<number>(undefined);
  const { id, lines } = spec;
  const compared = useRun((s) => s.otherTakes.find((take) => take.id === s.compared));
  const planLine = lines.find((line) => line.isPlan);
  const hidden = useMemo(() => (planLine === undefined || isPlanOn ? off : new Set([...off, planLine.key])), [off, planLine, isPlanOn]);
  const horizonUs = useRun((s) => s.horizonUs);
  // A run that goes on with earlier settings will not follow what the document says now.
  const isPlanOfRun = useRun((s) => s.stale === undefined);
  // A plan is for the whole run: then all of it is shown, in each chart.
  const showsAll = plan !== undefined && isPlanOn;
  const isWhole = useRef(showsAll);
  const redrawn = useRef<() => void>(undefined);
  const redraw = useCallback(() => redrawn.current?.(), []);
  const planned = usePlan(planLine && isPlanOn ? plan : undefined, horizonUs, redraw);
  useEffect(() => {
    isWhole.current = showsAll;
    redraw();
  }, [redraw, showsAll]);

  const tell = useCallback(() => {
    const data = drawn.current;
    const at = cursor.current;
    const { series, horizonUs } = runStore.getState();
    // What is drawn is thinned out: the newest figure is read from the run itself.
    const values = lines.map((line, i) => (at === undefined ? newestValue(series, line, horizonUs) : (data[i + 1]?.[at] ?? Number.NaN)));
    // The same words are not set again.
    setValues((before) => (values.every((value, i) => Object.is(value, before[i])) ? before : values));
  }, [lines]);
  const onCursor = useCallback(
    (index: number | undefined) => {
      if (cursor.current === index) return;
      cursor.current = index;
      tell();
    },
    [tell],
  );
  const feed = useCallback(
    (draw: (data: ChartData, seconds: number) => void) => {
      let drawnUs = Number.NaN;
      let drawnOf: Series | undefined;
      // Always of these lines: a plot drawn with another's data has lines without any.
      const drawNow = () => {
        const { series, horizonUs } = runStore.getState();
        drawn.current = chartData(series, lines, horizonUs, compared?.series);
        draw(drawn.current, secondsShown(isWhole.current));
      };
      redrawn.current = drawNow;
      const stops = [
        frameLoop.on(() => {
          const { series } = runStore.getState();
          const newestUs = series?.newestUs ?? 0;
          if (newestUs === drawnUs && series === drawnOf) return;
          drawnUs = newestUs;
          drawnOf = series;
          drawNow();
        }, DRAW_EVERY_MS),
        frameLoop.on(tell, WORDS_EVERY_MS),
      ];
      return () => stops.forEach((stop) => stop());
    },
    [lines, tell, compared],
  );
  const formatValue = useMemo(() => (value: number) => FORMATS[id](value, language), [id, language]);
  const title = t(`chart.${spec.id}`);
  const label = useChartLabel(title, lines, values, formatValue);
  const toggle = (key: string) => {
    if (key === planLine?.key) return onPlan(!isPlanOn);
    const next = new Set(off);
    if (!next.delete(key)) next.add(key);
    return setOff(next);
  };

  return (
    <section className="chart-card flex min-w-0 flex-col" aria-label={title}>
      <header className="flex shrink-0 items-baseline gap-x-3 px-3 pt-2">
        <h3 className="text-[12px] font-semibold">{title}</h3>
        <p className="min-w-0 truncate text-[11px] text-(--text-3)">{t(spec.isTailOnly ? 'chart.latency.tail' : `chart.${spec.id}.about`)}</p>
      </header>
      {lines.length === 0 ? (
        <p className="p-3 text-[12px] text-(--text-3)">{t('dash.none')}</p>
      ) : (
        <>
          <ul className="chart-legend flex shrink-0 gap-x-1 px-2">
            {compared !== undefined && (
              <FadedItem name={takeName(compared, t)} isOn={!hidden.has(FADED)} onToggle={() => toggle(FADED)} color={lines[0]?.color ?? '--text-2'} />
            )}
            {lines.map((line, i) => (
              <LegendItem
                key={line.key}
                line={line}
                label={lineName(line, lines, t)}
                value={spec.id === 'throughput' ? formatRate(values[i] ?? Number.NaN, language) : formatValue(values[i] ?? Number.NaN)}
                isOn={!hidden.has(line.key)}
                onToggle={() => toggle(line.key)}
              />
            ))}
            {spec.more > 0 && <li className="px-1 text-[11px] leading-5 whitespace-nowrap text-(--text-3)">{t('dash.more', { count: spec.more })}</li>}
          </ul>
          <div className="relative min-h-0 flex-1">
            <Chart
              lines={lines}
              isCompared={compared !== undefined}
              hidden={hidden}
              theme={theme}
              label={label}
              formatValue={formatValue}
              onCursor={onCursor}
              feed={feed}
              marks={faultSeconds}
              onPick={pick}
              follow={followInstant}
              topOf={planned.topOf}
              onLayout={planned.onLayout}
            />
            {plan && planLine && planned.shown && isPlanOfRun && (
              <ChartPlan key={plan.node} {...plan} {...planned.shown} horizonUs={horizonUs} color={planLine.color} onHold={planned.onHold} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** How much of the run is shown: all of it, or what there is and a little more. */
function secondsShown(isWhole: boolean): number {
  const run = runStore.getState();
  return (isWhole ? Math.max(run.horizonUs, 1) : shownSpanUs(run)) / 1_000_000;
}

function useChartLabel(title: string, lines: readonly Line[], values: readonly number[], format: (value: number) => string): string {
  const t = useT();
  const at = useFigure((run) => formatDuration(Math.floor((run.series?.latestUs ?? 0) / 1_000_000) * 1_000_000, 'en'));
  const named = lines.map((line, i) => `${lineName(line, lines, t)} ${format(values[i] ?? Number.NaN)}`);
  return [title, t('dash.latest', { at, values: named.join(t('common.listed')) })].join(t('common.listed'));
}

/** A lone consumer's lines are named by their quantile. */
const lineName = (line: Line, lines: readonly Line[], t: Translate): string => {
  if (line.isPlan) return t('curve.plan');
  return line.quantile !== undefined && lines.length > 1 && lines.every((other) => other.node === line.node) ? t(`chart.${line.quantile}`) : line.name;
};

/** All lines of the run compared with. */
function FadedItem({ name, color, isOn, onToggle }: { readonly name: string; readonly color: string; readonly isOn: boolean; readonly onToggle: () => void }) {
  return (
    <LegendButton label={name} isOn={isOn} onToggle={onToggle} className="text-(--text-2)">
      <span className="opacity-40">
        <Swatch color={color} isDashed={false} />
      </span>
      {name}
    </LegendButton>
  );
}

interface LegendItemProps {
  readonly line: Line;
  readonly label: string;
  readonly value: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

function LegendItem({ line, label, value, isOn, onToggle }: LegendItemProps) {
  return (
    <LegendButton label={label} isOn={isOn} onToggle={onToggle}>
      <Swatch color={line.color} isDashed={line.isDashed} />
      <span className="max-w-24 truncate text-(--text-2)">{label}</span>
      <span className="min-w-9 text-left font-medium tabular-nums">{value}</span>
    </LegendButton>
  );
}

interface LegendButtonProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Switches what it names off and on. */
function LegendButton({ label, isOn, onToggle, className = '', children }: LegendButtonProps) {
  const t = useT();
  return (
    <li className="shrink-0">
      <button
        type="button"
        aria-pressed={isOn}
        title={t(isOn ? 'dash.hideSeries' : 'dash.showSeries', { name: label })}
        onClick={onToggle}
        className={`flex h-5 cursor-pointer items-center gap-1.5 rounded px-1 text-[11px] hover:bg-(--surface-2) ${className} ${isOn ? '' : 'opacity-45'}`}
      >
        {children}
      </button>
    </li>
  );
}
