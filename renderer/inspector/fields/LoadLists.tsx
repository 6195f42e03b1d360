/** The parts of a load that are rows to add to and take from: the steps of one, the states of another. */
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { BURST_FIELDS, BURST_STATES, STEP_FIELDS } from '#core/scenario/fields.ts';
import { issueText } from '#core/scenario/issueText.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { FieldValue, Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { RangeField } from './RangeField.tsx';
import { useFieldIssue } from './useFieldIssue.ts';

type Load<K extends LoadDoc['kind']> = Extract<LoadDoc, { kind: K }>;
const write = (path: Path, value: FieldValue) => documentStore.getState().apply({ kind: 'setField', path, value });

export function Steps({ path, steps }: { readonly path: Path; readonly steps: Load<'steps'>['steps'] }) {
  const t = useT();
  const set = (next: Load<'steps'>['steps']) => write(path, next as FieldValue);
  return (
    <>
      <PathIssue path={path} />
      {steps.map((step, i) => {
        const n = i + 1;
        return (
          // Steps are told apart by their place alone.
          <Row key={n} remove={t('load.step.remove', { n })} onRemove={() => set(steps.toSpliced(i, 1))}>
            <RangeField path={[...path, i, 'rate']} value={step.rate} range={STEP_FIELDS.rate} label={t('load.step.rate', { n })} />
            <RangeField path={[...path, i, 'for']} value={step.for} range={STEP_FIELDS.for} label={t('load.step.for', { n })} />
          </Row>
        );
      })}
      <Add onAdd={() => set([...steps, steps.at(-1) ?? { rate: '100/s', for: '10s' }])}>{t('load.step.add')}</Add>
    </>
  );
}

export function BurstStates({ path, load: { kind, rates, holds } }: { readonly path: Path; readonly load: Load<'bursts'> }) {
  const t = useT();
  const set = (nextRates: readonly string[], nextHolds: readonly string[]) => write(path, { kind, rates: nextRates, holds: nextHolds });
  return (
    <>
      <PathIssue path={[...path, 'rates']} />
      <PathIssue path={[...path, 'holds']} />
      {rates.map((rate, i) => {
        const n = i + 1;
        return (
          // States are told apart by their place alone.
          <Row
            key={n}
            remove={t('load.state.remove', { n })}
            onRemove={rates.length > BURST_STATES.min ? () => set(rates.toSpliced(i, 1), holds.toSpliced(i, 1)) : undefined}
          >
            <RangeField path={[...path, 'rates', i]} value={rate} range={BURST_FIELDS.rate} label={t('load.state.rate', { n })} />
            <RangeField
              path={[...path, 'holds', i]}
              value={holds[i] ?? ''}
              range={BURST_FIELDS.hold}
              label={t('load.state.hold', { n })}
              help={t('load.state.hold.help')}
            />
          </Row>
        );
      })}
      {rates.length < BURST_STATES.max && (
        <Add onAdd={() => set([...rates, rates.at(-1) ?? '100/s'], [...holds, holds.at(-1) ?? '5s'])}>{t('load.state.add')}</Add>
      )}
    </>
  );
}

interface RowProps {
  readonly remove: string;
  /** Undefined: as few as there may be. */
  readonly onRemove: (() => void) | undefined;
  readonly children: ReactNode;
}

const Row = ({ remove, onRemove, children }: RowProps) => (
  <div className="flex items-start gap-1">
    <div className="flex min-w-0 flex-1 flex-col gap-2">{children}</div>
    <IconButton label={remove} disabled={onRemove === undefined} onClick={onRemove}>
      <X size={14} />
    </IconButton>
  </div>
);

const Add = ({ onAdd, children }: { readonly onAdd: () => void; readonly children: ReactNode }) => (
  <Button variant="outline" icon={<Plus size={14} />} onClick={onAdd}>
    {children}
  </Button>
);

/** What is wrong with a list as such. */
function PathIssue({ path }: { readonly path: Path }) {
  const language = useUi((s) => s.language);
  const found = useFieldIssue(path);
  return found === undefined ? null : <p className="text-[11px] leading-4 text-(--bad)">{issueText(found, language)}</p>;
}
