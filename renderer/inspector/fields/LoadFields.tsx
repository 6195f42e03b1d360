/** A producer's load: its kind, how the rate goes over a run, the values of that kind, and the way to the editor of its curve. */
import { FileDown, FileUp, Spline } from 'lucide-react';
import { useId } from 'react';
import { LOAD_FIELDS, type FieldRange } from '#core/scenario/fields.ts';
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import type { Path } from '../../document/edits.ts';
import { isMessageKey, type MessageKey, useT } from '../../i18n/i18n.ts';
import { curveOf, pathOf, peakOf, samples } from '../../load/curve.ts';
import { loadPath } from '../../load/editing.ts';
import { KindPicker } from '../../load/KindPicker.tsx';
import { openLoad } from '../../load/LoadDialog.tsx';
import { useHorizonUs, useOwner } from '../../load/useRunOf.ts';
import { rateShown } from '../../load/words.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { BurstStates, Steps } from './LoadLists.tsx';
import { DistributionFields } from './DistributionFields.tsx';
import { RangeField } from './RangeField.tsx';

const WIDTH = 256;
const HEIGHT = 48;

export function LoadFields({ id, load }: { readonly id: NodeId; readonly load: LoadDoc }) {
  const t = useT();
  const kindId = useId();
  return (
    <>
      <LoadPreview id={id} load={load} />
      <FieldRow id={kindId} label={t('field.load')} isWide>
        <KindPicker id={kindId} node={id} load={load} />
      </FieldRow>
      <div className="flex items-center gap-1">
        <Button variant="outline" className="flex-1" icon={<Spline size={14} />} onClick={() => openLoad(id)}>
          {t('load.edit')}
        </Button>
        <IconButton variant="outline" label={t('load.import')} onClick={() => openLoad(id, 'import')}>
          <FileUp size={15} />
        </IconButton>
        <IconButton variant="outline" label={t('load.export')} onClick={() => openLoad(id, 'export')}>
          <FileDown size={15} />
        </IconButton>
      </div>
      <LoadParams path={loadPath(id)} load={load} />
    </>
  );
}

/** The values of a load's kind, each checked in place. */
export function LoadParams({ path, load }: { readonly path: Path; readonly load: LoadDoc }) {
  const t = useT();
  return (
    <>
      {Object.entries(LOAD_FIELDS[load.kind] as Record<string, FieldRange>).map(([field, range]) => {
        const help = `load.${field}.help`;
        return (
          <RangeField
            key={field}
            path={[...path, field]}
            value={(load as unknown as Record<string, string | number>)[field] ?? ''}
            range={range}
            label={t(`load.${field}` as MessageKey)}
            help={isMessageKey(help) ? t(help) : undefined}
          />
        );
      })}
      {load.kind === 'steps' && <Steps path={[...path, 'steps']} steps={load.steps} />}
      {load.kind === 'bursts' && <BurstStates path={path} load={load} />}
      {load.kind === 'users' && (
        <DistributionFields path={[...path, 'thinkTime']} value={load.thinkTime} unit="duration" label={t('load.thinkTime')} help={t('load.thinkTime.help')} />
      )}
      <Amount load={load} />
    </>
  );
}

/** Of a load that is a list too long to show: how long it is. */
function Amount({ load }: { readonly load: LoadDoc }) {
  const t = useT();
  if (load.kind !== 'drawn' && load.kind !== 'replayRates' && load.kind !== 'replayMessages') return null;
  const count = load.kind === 'replayMessages' ? load.rows.length : load.points.length;
  return <p className="text-[12px] leading-4 text-(--text-2)">{t(`load.amount.${load.kind}`, { count })}</p>;
}

function LoadPreview({ id, load }: { readonly id: NodeId; readonly load: LoadDoc }) {
  const t = useT();
  const horizonUs = useHorizonUs();
  const curve = curveOf(load, useOwner(id));
  const points = curve === undefined ? [] : samples(curve, horizonUs, 129);
  const peak = peakOf(points);
  const line = pathOf(points, { width: WIDTH, height: HEIGHT - 2, endUs: horizonUs, topRate: peak > 0 ? peak : 1 });
  const label = curve === undefined ? t('load.preview.none') : t(load.kind === 'users' ? 'load.preview.users' : 'load.preview', { peak: rateShown(peak) });
  return (
    <figure className="rounded-md border border-(--border) bg-(--canvas) p-2">
      <svg role="img" aria-label={label} viewBox={`0 -1 ${WIDTH} ${HEIGHT}`} className="block h-12 w-full" preserveAspectRatio="none">
        {line !== '' && <path d={`${line}L${WIDTH},${HEIGHT - 2}L0,${HEIGHT - 2}Z`} className="fill-(--kind-producer)/12" />}
        <path d={line} className="fill-none stroke-(--kind-producer)" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="pt-1 text-[11px] leading-4 text-(--text-3) tabular-nums">{label}</figcaption>
    </figure>
  );
}
