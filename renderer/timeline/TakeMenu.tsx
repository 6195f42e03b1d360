/** Which run this is, when there are several: the first, and those that branched off. Chooses another, and which one the charts compare with. */
import { ChevronDown, GitBranch, Undo2 } from 'lucide-react';
import { formatClock } from '#core/base/clockText.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Menu, MenuChoice, MenuSeparator } from '../parts/Menu.tsx';
import { takeName } from './takeName.ts';

const HINT = 'max-w-64 px-2 py-1.5 text-[12px] leading-4 text-(--text-2)';

export function TakeMenu() {
  const t = useT();
  const take = useRun((s) => s.take);
  const others = useRun((s) => s.otherTakes);
  const compared = useRun((s) => s.compared);
  if (others.length === 0) return null;
  const all = [take, ...others].toSorted((a, b) => a.id - b.id);
  return (
    <div className="flex items-center gap-1">
      <Menu
        trigger={
          <Button
            variant="outline"
            className="h-[30px]"
            icon={<GitBranch size={15} aria-hidden="true" />}
            aria-label={t('time.takes', { name: takeName(take, t) })}
          >
            <span className="max-w-44 truncate">{takeName(take, t)}</span>
            <ChevronDown size={14} className="text-(--text-3)" />
          </Button>
        }
      >
        <p className={HINT}>{t('time.takes.which')}</p>
        <MenuChoice
          value={String(take.id)}
          onChange={(id) => runControl.returnTo(Number(id))}
          options={all.map((one) => ({ value: String(one.id), label: takeName(one, t) }))}
        />
        <MenuSeparator />
        <p className={HINT}>{t('time.takes.compare')}</p>
        <MenuChoice
          staysOpen
          value={String(compared ?? '')}
          onChange={(id) => runControl.compare(id === '' ? undefined : Number(id))}
          options={[{ value: '', label: t('time.takes.none') }, ...others.map((one) => ({ value: String(one.id), label: takeName(one, t) }))]}
        />
      </Menu>
      <ReturnIcon />
    </div>
  );
}

/** The run this one left, and what going back to it is called. */
function useReturn() {
  const t = useT();
  const parent = useRun((s) => s.otherTakes.find(({ id }) => id === s.take.branch?.of));
  return (
    parent && {
      label: parent.branch === undefined ? t('time.return') : t('time.returnTo', { at: formatClock(parent.branch.atUs) }),
      go: () => runControl.returnTo(parent.id),
    }
  );
}

function ReturnIcon() {
  const back = useReturn();
  return (
    back && (
      <IconButton label={back.label} onClick={back.go}>
        <Undo2 size={16} />
      </IconButton>
    )
  );
}

/** Back to where this run left another, in words. */
export function ReturnButton() {
  const back = useReturn();
  return (
    back && (
      <Button variant="outline" onClick={back.go}>
        {back.label}
      </Button>
    )
  );
}
