/** A message server: a frame around the destinations it serves, resized by its corner. */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { useT } from '../../i18n/i18n.ts';
import type { FlowNode } from '../toFlow.ts';
import { BROKER_HEADER, BROKER_LIVE_WIDTH, BROKER_MIN_HEIGHT, BROKER_MIN_WIDTH } from './geometry.ts';
import { FaultBadge, useFaultMark } from './FaultBadge.tsx';
import { IssueBadge } from './lazyBadge.tsx';
import { KindIcon } from './KindIcon.tsx';
import { ServerDots } from './ServerDots.tsx';
import { summaryOf } from './summary.ts';

const HEADER = { height: BROKER_HEADER, paddingRight: BROKER_LIVE_WIDTH + 12 };

export const BrokerNode = memo(function BrokerNode({ id, data, selected, width = 0, height = 0 }: NodeProps<FlowNode>) {
  const t = useT();
  const { doc, issues, isDimmed, isDropTarget } = data;
  const mark = useFaultMark(id);
  const border = isDropTarget
    ? 'border-(--accent) bg-(--accent)/8'
    : selected
      ? 'border-(--accent) bg-(--kind-broker)/6'
      : 'border-(--border-strong) bg-(--kind-broker)/6 hover:border-(--kind-broker)';
  return (
    <>
      <NodeResizer isVisible={selected} minWidth={BROKER_MIN_WIDTH} minHeight={BROKER_MIN_HEIGHT} />
      <div
        style={{ width, height }}
        className={`rounded-xl border border-dashed ${border} ${isDimmed ? 'opacity-40' : ''} ${mark === 'down' ? 'grayscale' : ''}`}
      >
        <div style={HEADER} className="flex items-center gap-2 pl-2">
          <KindIcon kind="broker" size={14} />
          <div className="min-w-0 flex-1">
            <p className="truncate text-[13px] leading-4 font-semibold text-(--text)" title={doc.name}>
              {doc.name}
            </p>
            <div className="flex items-center gap-1.5">
              {doc.kind === 'broker' && <ServerDots id={id} servers={doc.nodes} />}
              <p className="truncate text-[11px] leading-[14px] text-(--text-3)">{summaryOf(doc, undefined, t).join(' · ')}</p>
            </div>
          </div>
          <FaultBadge mark={mark} />
          <IssueBadge issues={issues} />
        </div>
      </div>
    </>
  );
});
