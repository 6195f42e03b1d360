/** Breaks what is selected at the press of a button: servers, connections, clients; and repairs it. */
import { HeartCrack, Wrench } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useDocument } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../parts/Menu.tsx';
import { useUi } from '../ui/uiStore.ts';
import { faultChoices } from './faultChoices.ts';

const SECOND_US = 1_000_000;
const LASTS = ['2', '10', '30', ''] as const;
type Lasts = (typeof LASTS)[number];
const HINT = 'max-w-64 px-2 py-1.5 text-[12px] leading-4 text-(--text-2)';

export function FaultMenu() {
  const t = useT();
  const canBreak = useRun((s) => s.phase === 'ready' || s.phase === 'running' || s.phase === 'paused');
  const broken = useRun((s) => s.faults.length);
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="outline"
          disabled={!canBreak}
          icon={<HeartCrack size={15} aria-hidden="true" />}
          className={`tabular-nums ${broken > 0 ? 'border-(--bad) text-(--bad)' : ''}`}
        >
          {broken > 0 ? t('faults.active', { count: broken }) : t('faults.menu')}
        </Button>
      }
    >
      <FaultChoices />
    </Menu>
  );
}

/** Looked up only while the menu is open. */
export function FaultChoices() {
  const t = useT();
  const [lasts, setLasts] = useState<Lasts>('10');
  const model = useDocument((s) => s.scenario.model);
  const { nodes, edges } = useUi((s) => s.selection);
  const faults = useRun((s) => s.faults);
  const [target = '', second] = [...nodes, ...edges];
  const edge = model.edges[target];
  const nameOf = (id: string) => model.nodes[id]?.name ?? id;
  const name = edge === undefined ? nameOf(target) : `${nameOf(edge.from)} → ${nameOf(edge.to)}`;
  const choices = second === undefined ? faultChoices(model, target, lasts === '' ? null : Number(lasts) * SECOND_US) : [];
  return (
    <>
      <p className={HINT}>{choices.length === 0 ? t('faults.select') : t('faults.of', { name })}</p>
      {choices.map(({ label, params, isFirst = false, fault }, i) => (
        // Choices of one target are told apart by their place alone.
        <Fragment key={`${i} ${label}`}>
          {isFirst && <MenuSeparator />}
          <MenuItem onSelect={() => runControl.fault(fault)}>{t(label, params)}</MenuItem>
        </Fragment>
      ))}
      {choices.length > 0 && (
        <>
          <MenuSeparator />
          <p className={HINT}>{t('faults.lasts')}</p>
          <MenuChoice
            staysOpen
            value={lasts}
            onChange={setLasts}
            options={LASTS.map((value) => ({ value, label: value === '' ? t('faults.untilRepaired') : t('faults.seconds', { n: value }) }))}
          />
        </>
      )}
      {faults.length > 0 && (
        <>
          <MenuSeparator />
          {faults.some((fault) => fault.target === target) && (
            <MenuItem icon={<Wrench size={14} />} onSelect={() => runControl.repair(target)}>
              {t('faults.repair', { name })}
            </MenuItem>
          )}
          <MenuItem icon={<Wrench size={14} />} onSelect={() => runControl.repair('')}>
            {t('faults.repairAll')}
          </MenuItem>
        </>
      )}
    </>
  );
}
