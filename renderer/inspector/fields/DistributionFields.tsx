/** A distribution over times or sizes: its kind, its parameters, and for an empirical one its list of values. */
import { useId } from 'react';
import { type FieldRange, SIZE_FIELDS, TIME_FIELDS } from '#core/scenario/fields.ts';
import { issueText } from '#core/scenario/issueText.ts';
import type { DistributionDoc } from '#core/scenario/scenario.ts';
import { formatDuration } from '../../charts/format.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { isMessageKey, type MessageKey, useT } from '../../i18n/i18n.ts';
import { DraftInput } from '../../parts/DraftInput.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { convertDistribution, DISTRIBUTION_KINDS } from '../convert.ts';
import { histogramOf } from '../previews.ts';
import { Bars } from './Bars.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { RangeField } from './RangeField.tsx';
import { useFieldIssue } from './useFieldIssue.ts';

export interface DistributionFieldsProps {
  readonly path: Path;
  readonly value: DistributionDoc;
  readonly unit: 'duration' | 'bytes';
  readonly label: string;
  readonly help?: string | undefined;
}

export function DistributionFields({ path, value, unit, label, help }: DistributionFieldsProps) {
  const t = useT();
  const fields = (unit === 'bytes' ? SIZE_FIELDS : TIME_FIELDS)[value.kind] as Record<string, FieldRange>;
  return (
    <>
      <ChoiceField
        path={[...path, 'kind']}
        value={value.kind}
        label={label}
        help={help}
        options={DISTRIBUTION_KINDS.map((kind) => ({ value: kind, label: t(`distribution.${kind}`) }))}
        toEdit={(kind) => ({ kind: 'setField', path, value: convertDistribution(value, kind, unit === 'bytes' ? '0B' : '0s') })}
      />
      {Object.entries(fields).map(([field, range]) => {
        const helpKey = `distribution.${field}.help`;
        return (
          <RangeField
            key={field}
            path={[...path, field]}
            value={(value as unknown as Record<string, string | number>)[field] ?? ''}
            range={range}
            label={t(`distribution.${field}` as MessageKey)}
            help={isMessageKey(helpKey) ? t(helpKey) : undefined}
          />
        );
      })}
      {value.kind === 'empirical' && <ValueList path={path} doc={value} />}
      <Spread doc={value} unit={unit} />
    </>
  );
}

/** How often which value is drawn. */
function Spread({ doc, unit }: { readonly doc: DistributionDoc; readonly unit: 'duration' | 'bytes' }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const found = histogramOf(doc, unit);
  if (found === undefined) return null;
  const format = (value: number) => (unit === 'bytes' ? formatSize(value) : formatDuration(value, language));
  return <Bars values={found.bins} words={t('distribution.preview', { mean: format(found.mean), p95: format(found.p95) })} color="--kind-producer" />;
}

const KIB = 1024;

/** To three digits: '1.02KiB', '512B'. */
function formatSize(bytes: number): string {
  const [value, unit] = bytes < KIB ? [bytes, 'B'] : bytes < KIB ** 2 ? [bytes / KIB, 'KiB'] : [bytes / KIB ** 2, 'MiB'];
  return `${Number(value.toPrecision(3))}${unit}`;
}

/** Values separated by commas. Weights stay only while there are as many as values. */
function ValueList({ path, doc }: { readonly path: Path; readonly doc: Extract<DistributionDoc, { kind: 'empirical' }> }) {
  const t = useT();
  const id = useId();
  const language = useUi((s) => s.language);
  const issue = useFieldIssue([...path, 'values']);
  const commit = (text: string): boolean => {
    const values = text.split(/[,，、\s]+/).filter((one) => one !== '');
    const weights = doc.weights?.length === values.length ? { weights: doc.weights } : {};
    documentStore.getState().apply({ kind: 'setField', path, value: { kind: 'empirical', values, ...weights } });
    return true;
  };
  return (
    <FieldRow id={id} label={t('distribution.values')} help={t('distribution.values.help')} error={issue && issueText(issue, language)}>
      <DraftInput id={id} value={doc.values.join(', ')} onCommit={commit} isInvalid={issue !== undefined} describedBy={issue ? `${id}-error` : undefined} />
    </FieldRow>
  );
}
