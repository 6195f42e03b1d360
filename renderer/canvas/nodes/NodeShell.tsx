/**
 * What all nodes but a broker share: a strip and an icon of their kind, the name, two lines of settings, connection points,
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
import { KIND_STYLES } from './kindStyles.ts';
import { summaryOf } from './summary.ts';

const BOX = { width: NODE_WIDTH, height: NODE_HEIGHT };
const LIVE_TOP = { height: NODE_HEIGHT - LIVE_AREA.y + 2 };

export const NodeShell = memo(function NodeShell({ id, data, selected }: NodeProps<FlowNode>) {
  const t = useT();
  const { doc, brokerName, issues, isDimmed } = data;
  const mark = useFaultMark(id);
  const [first, second] = summaryOf(doc, brokerName, t);
  // What passes through and is not kept has no corners.
  const isRound = doc.kind === 'exchange';
  const border = selected ? 'border-(--accent) ring-1 ring-(--accent)' : 'border-(--border) hover:border-(--border-strong)';
  return (
    <div
      style={BOX}
      className={`relative flex flex-col border bg-(--surface) ${isRound ? 'rounded-[36px]' : 'rounded-lg'} text-(--text) shadow-(--shadow) ${border} ${isDimmed ? 'opacity-30' : ''} ${mark === 'down' ? 'grayscale' : ''}`}
    >
      {isRound || <div className={`absolute -inset-y-px -left-px w-1 rounded-l-lg ${KIND_STYLES[doc.kind].strip}`} />}
      <div className="flex h-8 items-center gap-2 pt-1 pr-2 pl-3">
        <KindIcon kind={doc.kind} size={14} />
        <span className="min-w-0 flex-1 truncate text-[13px] leading-4 font-semibold" title={doc.name}>
          {doc.name}
        </span>
        <FaultBadge mark={mark} />
        <IssueBadge issues={issues} />
      </div>
      <div className="flex-1 px-3 pt-0.5 text-[11px] leading-[14px] text-(--text-2)">
        <p className="truncate">{first}</p>
        <p className="truncate text-(--text-3)">{second}</p>
      </div>
      <div style={LIVE_TOP} className="border-t border-(--border)/60" />
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
