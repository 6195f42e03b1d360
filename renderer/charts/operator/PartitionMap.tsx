/** The partitions of a topic over time: how far each is behind, or how much comes into it. */
import { useCallback, useMemo } from 'react';
import { useFigure } from '../../engine/useSlot.ts';
import { runStore } from '../../engine/runStore.ts';
import { useUi } from '../../ui/uiStore.ts';
import { formatCount, formatRate } from '../format.ts';
import type { Subject } from './figures.ts';
import { type Heat, partitionHeat } from './heat.ts';
import { HeatMap } from './HeatMap.tsx';
import { useWords } from './metricTexts.ts';

const WORST = 3;

export function PartitionMap({ subject, by }: { readonly subject: Subject; readonly by: 'lag' | 'rate' }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const theme = useUi((s) => s.resolvedTheme);
  const { id } = subject;
  const cut = useFigure(({ schema }) => {
    const found = schema?.cuts?.find(({ entity, metric }) => entity === id && metric === 'partitionLag');
    return found && words('ops.cut', { shown: found.shown, of: found.of });
  });

  const read = useCallback(() => {
    const { series } = runStore.getState();
    return series && { heat: partitionHeat(series, id, by), curves: [] };
  }, [id, by]);
  const formatValue = useMemo(() => (value: number) => (by === 'lag' ? formatCount(value, language) : formatRate(value, language)), [by, language]);
  const placeLabel = useCallback((partition: number) => words('ops.partition', { partition }), [words]);
  /** Who is furthest behind in the last column. */
  const idle = useCallback(
    (heat: Heat) => {
      const last = heat.endsUs.length - 1;
      const worst = Array.from({ length: heat.places }, (_, place) => ({ place, value: heat.values[last * heat.places + place]! }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value)
        .slice(0, WORST);
      return worst.length === 0 ? '' : words('ops.worst', { list: worst.map(({ place, value }) => `${placeLabel(place)} ${formatValue(value)}`).join(', ') });
    },
    [words, placeLabel, formatValue],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      {cut !== undefined && <p className="shrink-0 px-3 pb-1 text-[11px] text-(--text-3)">{cut}</p>}
      <div className="min-h-0 flex-1">
        <HeatMap label={words('ops.heat.partitions')} theme={theme} read={read} placeLabel={placeLabel} ticks={ticks} formatValue={formatValue} idle={idle} />
      </div>
    </div>
  );
}

/** About six labels, in the middle of their partitions. */
function ticks({ places }: Heat): { place: number; label: string }[] {
  const step = [1, 2, 5, 10, 20, 25, 50].find((one) => places / one <= 6) ?? 50;
  return Array.from({ length: Math.ceil(places / step) }, (_, i) => ({ place: i * step + 0.5, label: String(i * step) }));
}
