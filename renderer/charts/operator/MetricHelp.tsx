/** What a figure means: its definition, its unit, and what to do with it. */
import { InfoPopover } from '../../parts/InfoPopover.tsx';
import { useUi } from '../../ui/uiStore.ts';
import type { Unit } from './figures.ts';
import { metricText, type TextName, useWords } from './metricTexts.ts';

export function MetricHelp({ name, unit }: { readonly name: TextName; readonly unit: Unit }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const title = metricText(language, name, 'name');
  return (
    <InfoPopover
      label={words('ops.about', { name: title })}
      title={title}
      note={words(`ops.unit.${unit}`)}
      text={metricText(language, name, 'what')}
      advice={metricText(language, name, 'help')}
    />
  );
}
