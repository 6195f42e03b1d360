/** The servers of a cluster as dots in its frame: filled while up, hollow and crossed out while down. Before a run all are up. */
import { useSlot } from '../../engine/useSlot.ts';
import { useT } from '../../i18n/i18n.ts';

export function ServerDots({ id, servers }: { readonly id: string; readonly servers: number }) {
  const t = useT();
  const now = useSlot(id, 'serversUp');
  if (servers < 2) return null;
  const up = Number.isNaN(now) ? servers : Math.min(now, servers);
  const words = t('node.servers', { up, count: servers });
  return (
    <span role="img" aria-label={words} title={words} className="flex shrink-0 items-center gap-0.5">
      {Array.from({ length: servers }, (_, i) => (
        // A dot is its place; which of the servers is down, the inspector says.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={i} className={`size-1.5 ${i < up ? 'rounded-full bg-(--ok)' : 'rotate-45 border border-(--bad)'}`} />
      ))}
    </span>
  );
}
