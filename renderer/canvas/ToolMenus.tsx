/** Menus that tools and commands open over the diagram: what may be put into a wire, and which broker something is on. */
import { ArrowRight, CircleOff } from 'lucide-react';
import { Fragment } from 'react';
import type { EdgeId, NodeId } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { useT } from '../i18n/i18n.ts';
import { MenuItem } from '../parts/Menu.tsx';
import { PointMenu } from '../parts/PointMenu.tsx';
import { closeToolMenu, useTools } from './canvasTools.ts';
import { insertChain, moveToBroker } from './arrangeCommands.ts';
import { KindIcon } from './nodes/KindIcon.tsx';
import { chainsFor } from './wires/insert.ts';

export function ToolMenus() {
  const { menu } = useTools();
  if (menu === undefined) return null;
  return menu.kind === 'insert' ? <InsertMenu edge={menu.edge} at={menu.at} /> : <BrokerMenu nodes={menu.nodes} at={menu.at} />;
}

function InsertMenu({ edge, at }: { readonly edge: EdgeId; readonly at: Point }) {
  const t = useT();
  const chains = chainsFor(documentStore.getState().scenario, edge);
  return (
    <PointMenu at={at} label={t('wire.insert')} onClose={closeToolMenu}>
      {chains.length === 0 && <p className="max-w-60 px-2 py-1.5 text-[12px] text-(--text-2)">{t('wire.nothing')}</p>}
      {chains.map((chain) => (
        <MenuItem key={chain.join(' ')} onSelect={() => insertChain(edge, chain)}>
          <span className="flex items-center gap-1.5">
            {chain.map((kind, i) => (
              <Fragment key={kind}>
                {i > 0 && <ArrowRight size={12} className="text-(--text-3)" aria-hidden="true" />}
                <KindIcon kind={kind} size={14} />
                {t(`kind.${kind}`)}
              </Fragment>
            ))}
          </span>
        </MenuItem>
      ))}
    </PointMenu>
  );
}

function BrokerMenu({ nodes, at }: { readonly nodes: readonly NodeId[]; readonly at: Point }) {
  const t = useT();
  const brokers = Object.entries(documentStore.getState().scenario.model.nodes).filter(([, node]) => node.kind === 'broker');
  return (
    <PointMenu at={at} label={t('arrange.toBroker')} onClose={closeToolMenu}>
      {brokers.map(([id, node]) => (
        <MenuItem key={id} icon={<KindIcon kind="broker" size={14} />} onSelect={() => moveToBroker(nodes, id)}>
          {node.name}
        </MenuItem>
      ))}
      <MenuItem icon={<CircleOff size={14} />} onSelect={() => moveToBroker(nodes, undefined)}>
        {t('option.broker.none')}
      </MenuItem>
    </PointMenu>
  );
}
