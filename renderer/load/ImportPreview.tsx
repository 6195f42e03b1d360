/** What a file's load will look like over the run, before it is taken. */
import type { NodeId } from '#core/scenario/scenario.ts';
import { formatExact } from '../charts/format.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { curveOf, pathOf, peakOf, samples, totalOf } from './curve.ts';
import type { FoundLoad } from './files.ts';
import { topAbove } from './scale.ts';
import { useOwner } from './useRunOf.ts';
import { instantText, rateShown } from './words.ts';

const WIDTH = 420;
const HEIGHT = 140;

export function ImportPreview({ node, found: { load }, horizonUs }: { readonly node: NodeId; readonly found: FoundLoad; readonly horizonUs: number }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const curve = curveOf(load, useOwner(node));
  if (curve === undefined) return <p className="leading-5 text-(--bad)">{t('studio.noCurve')}</p>;
  const points = samples(curve, horizonUs, WIDTH);
  const peak = peakOf(points);
  const line = pathOf(points, { width: WIDTH, height: HEIGHT, endUs: horizonUs, topRate: topAbove(peak) });
  const figures = [
    [t('field.load'), t(`option.load.${load.kind}`)],
    // What users in a loop send is not known beforehand.
    ...(load.kind === 'users'
      ? [[t('load.users'), formatExact(load.users, language)]]
      : [
          [t('studio.total'), formatExact(Math.round(totalOf(curve, horizonUs)), language)],
          [t('studio.peak'), rateShown(peak)],
        ]),
  ];
  return (
    <>
      <figure className="rounded-md border border-(--border) bg-(--canvas) p-2">
        <svg role="img" aria-label={t('studio.preview')} viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} className="block h-36 w-full" preserveAspectRatio="none">
          <path d={`${line}L${WIDTH},${HEIGHT}L0,${HEIGHT}Z`} className="fill-(--kind-producer)/12" />
          <path d={line} className="fill-none stroke-(--kind-producer)" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </svg>
        <figcaption className="flex justify-between pt-1 text-[11px] text-(--text-3) tabular-nums">
          <span>0</span>
          <span>{instantText(horizonUs)}</span>
        </figcaption>
      </figure>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {figures.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-(--text-2)">{name}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
