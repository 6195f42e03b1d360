/** After a wire was let go over nothing: what may be put there. */
import { useReactFlow } from '@xyflow/react';
import type { NodeId } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { useT } from '../i18n/i18n.ts';
import { MenuItem } from '../parts/Menu.tsx';
import { PointMenu } from '../parts/PointMenu.tsx';
import { addConnected } from './commands.ts';
import { kindsFor } from './connectNew.ts';
import type { WireEnd } from './connectionRules.ts';
import { KindIcon } from './nodes/KindIcon.tsx';

export interface LooseWire {
  readonly fixed: NodeId;
  readonly end: WireEnd;
  /** Where it was let go, in window pixels. */
  readonly at: Point;
}

export function NewNodeMenu({ wire, onClose }: { readonly wire: LooseWire; readonly onClose: () => void }) {
  const t = useT();
  const { screenToFlowPosition } = useReactFlow();
  const kinds = kindsFor(documentStore.getState().scenario.model, wire.fixed, wire.end);
  return (
    <PointMenu at={wire.at} label={t('canvas.addHere')} onClose={onClose}>
      {kinds.map((kind) => (
        <MenuItem key={kind} icon={<KindIcon kind={kind} size={14} />} onSelect={() => addConnected(wire.fixed, wire.end, kind, screenToFlowPosition(wire.at))}>
          {t(`kind.${kind}`)}
        </MenuItem>
      ))}
    </PointMenu>
  );
}
