/** A menu at a point of the canvas, made of the table of commands, with what can break and, over nothing, what can be put there. */
import '../search/words.ts';
import { HeartCrack, Plus } from 'lucide-react';
import { Fragment } from 'react';
import { isDestination } from '#core/scenario/canConnect.ts';
import { addNode } from '../canvas/commands.ts';
import { focusCanvas } from '../canvas/focus.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { addNote } from '../canvas/notes/noteCommands.ts';
import { viewport } from '../canvas/viewport.ts';
import { documentStore } from '../document/documentStore.ts';
import { useRun } from '../engine/runStore.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { MenuItem, MenuSeparator, Submenu } from '../parts/Menu.tsx';
import { PointMenu } from '../parts/PointMenu.tsx';
import { FaultChoices } from '../timeline/FaultMenu.tsx';
import { ADDABLE, COMMANDS } from './commands.ts';
import { firstKeys } from './keys.ts';
import { menuOf } from './menuItems.ts';
import { closeContextMenu, type MenuPlace, type OpenMenu } from './openMenu.ts';
import { uiStore } from './uiStore.ts';

export function CanvasMenu({ menu: { place, at } }: { readonly menu: OpenMenu }) {
  const t = useT();
  const close = () => {
    closeContextMenu();
    focusCanvas();
  };
  const groups = menuOf(COMMANDS, place);
  return (
    <PointMenu at={at} label={titleOf(place, t)} onClose={close}>
      {place === 'canvas' && <AddHere at={at} />}
      {groups.map((group, i) => (
        <Fragment key={group[0]?.id}>
          {(i > 0 || place === 'canvas') && <MenuSeparator />}
          {group.map((command) => (
            <MenuItem key={command.id} shortcut={command.keys === undefined ? undefined : firstKeys(command.keys)} onSelect={() => later(command.run)}>
              {t(command.title)}
            </MenuItem>
          ))}
        </Fragment>
      ))}
      {(place === 'node' || place === 'edge') && <OfRun />}
    </PointMenu>
  );
}

/** The menu gives the focus back when it closes; what a command does with it comes after. */
const later = (run: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(run)));

function titleOf(place: MenuPlace, t: Translate): string {
  const { nodes, edges, notes = [] } = uiStore.getState().selection;
  const { model } = documentStore.getState().scenario;
  const node = model.nodes[nodes[0] ?? ''];
  const edge = model.edges[edges[0] ?? ''];
  if (place === 'node' && node !== undefined) return node.name;
  if (place === 'edge' && edge !== undefined) return `${model.nodes[edge.from]?.name} → ${model.nodes[edge.to]?.name}`;
  return place === 'selection' ? t('menu.selection', { count: nodes.length + edges.length + notes.length }) : t(place === 'note' ? 'menu.note' : 'menu.canvas');
}

function AddHere({ at }: { readonly at: OpenMenu['at'] }) {
  const t = useT();
  const here = () => viewport()?.toCanvas(at) ?? { x: 0, y: 0 };
  return (
    <Submenu icon={<Plus size={14} />} label={t('menu.addHere')}>
      {ADDABLE.map((kind) => (
        <MenuItem key={kind} icon={<KindIcon kind={kind} size={14} />} onSelect={() => addNode(kind, here())}>
          {t(`kind.${kind}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => later(() => addNote('note', here()))}>{t('note.add')}</MenuItem>
    </Submenu>
  );
}

/** What a run can do to it, and what it holds. */
function OfRun() {
  const t = useT();
  const canBreak = useRun((s) => s.phase === 'ready' || s.phase === 'running' || s.phase === 'paused');
  const node = documentStore.getState().scenario.model.nodes[uiStore.getState().selection.nodes[0] ?? ''];
  const showMessages = () => {
    uiStore.getState().setPanel('dashboard', true);
    uiStore.getState().setResults('messages');
  };
  if (!canBreak) return null;
  return (
    <>
      <MenuSeparator />
      {node !== undefined && isDestination(node.kind) && node.kind !== 'exchange' && <MenuItem onSelect={showMessages}>{t('menu.messages')}</MenuItem>}
      <Submenu icon={<HeartCrack size={14} />} label={t('faults.menu')}>
        <FaultChoices />
      </Submenu>
    </>
  );
}
