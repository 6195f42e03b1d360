/**
 * What all nodes but a broker share: the shape and the icon of their kind, the name, two lines of settings, connection points,
 * and the space at the bottom that the flow layer fills with live numbers.
 */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { type FlowNode, givesEdges, takesEdges } from '../toFlow.ts';
import { FaultBadge, useFaultMark } from './FaultBadge.tsx';
import { LIVE_AREA, NODE_HEIGHT, NODE_WIDTH } from './geometry.ts';
import { IssueBadge } from './lazyBadge.tsx';
import { KindIcon } from './KindIcon.tsx';
import { NodeBody } from './NodeBody.tsx';
import { summaryOf } from './summary.ts';

const BOX = { width: NODE_WIDTH, height: NODE_HEIGHT };
const LIVE_TOP = { height: NODE_HEIGHT - LIVE_AREA.y + 2 };

export const NodeShell = memo(function NodeShell({ id, data, selected }: NodeProps<FlowNode>) {
  const t = useT();
  const { doc, brokerName, issues, isDimmed } = data;
  const mark = useFaultMark(id);
  const [first, second] = summaryOf(doc, brokerName, t);
  return (
    <div style={BOX} className={`group relative flex flex-col text-(--text) ${isDimmed ? 'opacity-30' : ''} ${mark === 'down' ? 'grayscale' : ''}`}>
      <NodeBody kind={doc.kind} isSelected={selected} />
      <div className="relative flex h-8 items-center gap-2 pt-1.5 pr-3.5 pl-3">
        <KindIcon kind={doc.kind} size={14} />
        <span className="min-w-0 flex-1 truncate text-[13px] leading-4 font-semibold" title={doc.name}>
          {doc.name}
        </span>
        <FaultBadge mark={mark} />
        <IssueBadge issues={issues} />
      </div>
      <div className="relative flex-1 pt-0.5 pr-4 pl-3.5 text-[11px] leading-[14px] text-(--text-2)">
        <p className="truncate">{first}</p>
        <p className="truncate text-(--text-3)">{second}</p>
      </div>
      {doc.kind !== 'external' && <div style={LIVE_TOP} className="relative mr-3 ml-2.5 border-t border-(--border)/60" />}
      <HandlePair doc={doc} />
    </div>
  );
});

function HandlePair({ doc }: { readonly doc: FlowNode['data']['doc'] }) {
  return (
    <>
      {takesEdges(doc.kind) && <Handle type="target" position={Position.Left} />}
      {givesEdges(doc.kind) && <Handle type="source" position={Position.Right} />}
    </>
  );
}
