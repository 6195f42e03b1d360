/** What is wrong with a node while it runs, in a word on its corner. */
import { markOf } from '../../engine/activeFaults.ts';
import { useRun } from '../../engine/runStore.ts';
import { useT } from '../../i18n/i18n.ts';

/** The word that belongs to a node now; undefined while all is well with it. */
export const useFaultMark = (id: string) => useRun((s) => (s.faults.length === 0 ? undefined : markOf(s.faults, id)));

export function FaultBadge({ mark }: { readonly mark: ReturnType<typeof markOf> }) {
  const t = useT();
  if (mark === undefined) return null;
  const isBad = mark === 'down' || mark === 'partlyDown' || mark === 'cut';
  const tone = isBad ? 'border-(--bad) text-(--bad)' : 'border-(--warn) text-(--warn)';
  return (
    <span role="status" className={`shrink-0 rounded border bg-(--surface) px-1 text-[11px] leading-4 font-semibold ${tone}`}>
      {t(`faults.mark.${mark}`)}
    </span>
  );
}
