/**
 * The copies of one partition as squares with their server's number: the leader's filled, one in sync outlined, one that fell
 * behind struck through and dashed. Colour only repeats what shape says.
 */
import type { PartitionDetail } from '#core/run/details.ts';
import { useT } from '../../i18n/i18n.ts';

export function Replicas({ leader, replicas }: Pick<PartitionDetail, 'leader' | 'replicas'>) {
  const t = useT();
  const stateOf = (server: number, isInSync: boolean) => (server === leader ? 'leader' : isInSync ? 'inSync' : 'behind');
  const looks = {
    leader: 'border-(--accent) bg-(--accent) text-(--accent-text)',
    inSync: 'border-(--accent) text-(--text)',
    behind: 'border-dashed border-(--bad) text-(--bad) line-through',
  } as const;
  return (
    <span className="inline-flex gap-0.5 align-middle">
      {replicas.map(({ server, isInSync }) => {
        const state = stateOf(server, isInSync);
        const words = t(`inside.replica.${state}`, { server: server + 1 });
        return (
          <span
            key={server}
            title={words}
            className={`grid size-4 place-items-center rounded-[3px] border text-[10px] leading-none font-medium ${looks[state]}`}
          >
            <span aria-hidden="true">{server + 1}</span>
            <span className="sr-only">{words}</span>
          </span>
        );
      })}
    </span>
  );
}
