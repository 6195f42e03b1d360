/** A producer's load: its shape, the fields of that shape, and how the rate goes over a run. */
import { Plus, X } from 'lucide-react';
import { formatRate, parseDuration } from '#core/base/quantity.ts';
import { LOAD_FIELDS, STEP_FIELDS, type FieldRange } from '#core/scenario/fields.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { documentStore, useDocument } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { type MessageKey, useT } from '../../i18n/i18n.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { convertLoad, LOAD_KINDS } from '../convert.ts';
import { curvePath, loadCurve } from '../loadCurve.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { RangeField } from './RangeField.tsx';

const WIDTH = 256;
const HEIGHT = 48;

export function LoadFields({ path, load }: { readonly path: Path; readonly load: LoadDoc }) {
  const t = useT();
  return (
    <>
      <LoadPreview load={load} />
      <ChoiceField
        path={[...path, 'kind']}
        value={load.kind}
        label={t('field.load')}
        options={LOAD_KINDS.map((value) => ({ value, label: t(`option.load.${value}`) }))}
        toEdit={(kind) => ({ kind: 'setField', path, value: convertLoad(load, kind) })}
      />
      {Object.entries(LOAD_FIELDS[load.kind] as Record<string, FieldRange>).map(([field, range]) => (
        <RangeField
          key={field}
          path={[...path, field]}
          value={(load as unknown as Record<string, string>)[field] ?? ''}
          range={range}
          label={t(`load.${field}` as MessageKey)}
        />
      ))}
      {load.kind === 'steps' && <Steps path={[...path, 'steps']} steps={load.steps} />}
    </>
  );
}

function LoadPreview({ load }: { readonly load: LoadDoc }) {
  const t = useT();
  const horizon = parseDuration(useDocument((s) => s.scenario.model.horizon));
  const curve = loadCurve(load, horizon.ok ? horizon.value : 60_000_000, 129);
  const line = curvePath(curve, WIDTH, HEIGHT - 2);
  const label = t('load.preview', { peak: formatRate(Math.round(curve.peak)) });
  return (
    <figure className="rounded-md border border-(--border) bg-(--canvas) p-2">
      <svg role="img" aria-label={label} viewBox={`0 -1 ${WIDTH} ${HEIGHT}`} className="block h-12 w-full" preserveAspectRatio="none">
        <path d={`${line}L${WIDTH},${HEIGHT - 2}L0,${HEIGHT - 2}Z`} className="fill-(--kind-producer)/12" />
        <path d={line} className="fill-none stroke-(--kind-producer)" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="pt-1 text-[11px] leading-4 text-(--text-3) tabular-nums">{label}</figcaption>
    </figure>
  );
}

type Step = Extract<LoadDoc, { kind: 'steps' }>['steps'][number];

function Steps({ path, steps }: { readonly path: Path; readonly steps: readonly Step[] }) {
  const t = useT();
  const write = (next: readonly Step[]) => documentStore.getState().apply({ kind: 'setField', path, value: next.map((step) => ({ ...step })) });
  return (
    <>
      {steps.map((step, i) => {
        const n = i + 1;
        return (
          // Steps are told apart by their place alone.
          <div key={n} className="flex items-start gap-1">
            <div className="flex min-w-0 flex-1 flex-col gap-2">
              <RangeField path={[...path, i, 'rate']} value={step.rate} range={STEP_FIELDS.rate} label={t('load.step.rate', { n })} />
              <RangeField path={[...path, i, 'for']} value={step.for} range={STEP_FIELDS.for} label={t('load.step.for', { n })} />
            </div>
            <IconButton label={t('load.step.remove', { n })} onClick={() => write(steps.filter((_, at) => at !== i))}>
              <X size={14} />
            </IconButton>
          </div>
        );
      })}
      <Button variant="outline" icon={<Plus size={14} />} onClick={() => write([...steps, steps.at(-1) ?? { rate: '100/s', for: '10s' }])}>
        {t('load.step.add')}
      </Button>
    </>
  );
}
