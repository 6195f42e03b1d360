/** What stands out in the run as a list: choosing one shows the run just after it. For the keyboard and for readers of the page too. */
import { ListTree } from 'lucide-react';
import { formatClock } from '#core/base/clockText.ts';
import { useDocument } from '../document/documentStore.ts';
import { showAfter } from '../engine/cursor.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { Menu, MenuItem } from '../parts/Menu.tsx';
import { useUi } from '../ui/uiStore.ts';
import { eventText } from './eventText.ts';
import { isMarked, markKind } from './timelineMarks.ts';

/** The newest of them; all are in the list of events. */
const SHOWN = 60;

export function MarkMenu() {
  const t = useT();
  const hasRows = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('time.marks')} size="small" disabled={!hasRows}>
          <ListTree size={15} />
        </IconButton>
      }
    >
      <Choices />
    </Menu>
  );
}

/** As they are when the menu opens: a list that grew under the pointer could not be chosen from. */
function Choices() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const { recorded, take } = runStore.getState();
  const marked = recorded.events.filter(isMarked);
  const { branch } = take;
  if (marked.length === 0 && branch === undefined) return <p className="max-w-64 px-2 py-1.5 text-[12px] text-(--text-2)">{t('time.noMarks')}</p>;
  return (
    <>
      {branch !== undefined && (
        <MenuItem icon={<i className="timeline-dot" data-kind="change" />} onSelect={() => showAfter(branch.atUs)}>
          <span className="text-[12px] tabular-nums">{t('time.branchPoint', { at: formatClock(branch.atUs) })}</span>
        </MenuItem>
      )}
      {marked.slice(-SHOWN).map((event, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <MenuItem key={i} icon={<i className="timeline-dot" data-kind={markKind(event)} />} onSelect={() => showAfter(event.atUs)}>
          <span className="text-[12px] tabular-nums">{eventText(event, (id) => nodes[id]?.name ?? id, language, t)}</span>
        </MenuItem>
      ))}
    </>
  );
}
