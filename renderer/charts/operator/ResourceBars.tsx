/** How busy each resource of a component is at the instant shown: the fullest bar is the bottleneck. */
import { utilisation } from '#core/metrics/derived.ts';
import { RESOURCES, type ResourceName } from '#core/metrics/resources.ts';
import { useFigure } from '../../engine/useSlot.ts';
import { useUi } from '../../ui/uiStore.ts';
import { formatCount, formatShare } from '../format.ts';
import type { Subject } from './figures.ts';
import { useWords } from './metricTexts.ts';

const resourcesOf = ({ series, id }: Subject): readonly ResourceName[] => RESOURCES.filter((_, i) => series.column(id, 'resourceBusyUs', i) >= 0);

export function ResourceBars({ subject }: { readonly subject: Subject }) {
  const words = useWords();
  return (
    <div className="flex h-full flex-col justify-center gap-3 overflow-y-auto px-4 py-3">
      <p className="text-[11px] text-(--text-3)">{words('ops.resources')}</p>
      <ul className="flex flex-col gap-2.5">
        {resourcesOf(subject).map((resource) => (
          <Bar key={resource} subject={subject} resource={resource} />
        ))}
      </ul>
    </div>
  );
}

function Bar({ subject: { series, id }, resource }: { readonly subject: Subject; readonly resource: ResourceName }) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const index = RESOURCES.indexOf(resource);
  const servers = useFigure(() => series.latest(series.column(id, 'resourceServers', index)));
  const share = useFigure(() => utilisation(series.rate(series.column(id, 'resourceBusyUs', index)), 1_000_000, servers));
  const color = share >= 0.95 ? 'bg-(--bad)' : share >= 0.8 ? 'bg-(--warn)' : 'bg-(--flow)';
  return (
    <li className="grid grid-cols-[minmax(90px,140px)_1fr_44px] items-center gap-3 text-[12px]">
      <span className="truncate text-(--text-2)">
        {words(`ops.resource.${resource}`)} <span className="text-(--text-3)">×{formatCount(servers, language)}</span>
      </span>
      <span className="h-3 overflow-hidden rounded-sm bg-(--surface-2)">
        <span className={`block h-full ${color}`} style={{ width: `${Number.isNaN(share) ? 0 : share * 100}%` }} />
      </span>
      <span className="text-right font-medium tabular-nums">{formatShare(share, language)}</span>
    </li>
  );
}
