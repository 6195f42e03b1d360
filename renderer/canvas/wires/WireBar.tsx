/** Beside the middle of a wire one points at, or that alone is selected: put something into it, or take it out. */
import { useStore } from '@xyflow/react';
import { Plus, X } from 'lucide-react';
import { type MouseEvent, useLayoutEffect, useRef } from 'react';
import type { EdgeId } from '#core/scenario/scenario.ts';
import { documentStore, useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../../parts/Button.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { hoverWire, leaveWire, openToolMenu, useTools } from '../canvasTools.ts';
import { edgePoints } from '../edges/edgePath.ts';
import { positionOf } from '../frames.ts';
import { sourcePoint, targetPoint } from '../nodes/geometry.ts';

export function WireBar() {
  const { hovered } = useTools();
  const { nodes, edges, notes = [] } = useUi((s) => s.selection);
  const only = nodes.length + notes.length === 0 && edges.length === 1 ? edges[0] : undefined;
  const id = hovered ?? only;
  const edge = useDocument((s) => (id !== undefined && Object.hasOwn(s.scenario.model.edges, id) ? s.scenario.model.edges[id] : undefined));
  return id === undefined || edge === undefined ? null : <Bar id={id} />;
}

/** The figure of the wire stands in its middle, its name below: the bar goes above both. */
const ABOVE = 22;

function Bar({ id }: { readonly id: EdgeId }) {
  const t = useT();
  const element = useRef<HTMLDivElement>(null);
  const transform = useStore((s) => s.transform);
  const scenario = useDocument((s) => s.scenario);
  const edge = scenario.model.edges[id];
  useLayoutEffect(() => {
    if (element.current === null || edge === undefined) return;
    const [, , midX = 0, midY = 0] = edgePoints(sourcePoint(positionOf(scenario, edge.from)), targetPoint(positionOf(scenario, edge.to)), 3);
    const [x, y, zoom] = transform;
    element.current.style.transform = `translate(${Math.round(midX * zoom + x)}px, ${Math.round(midY * zoom + y - ABOVE)}px) translate(-50%, -100%)`;
  });
  if (edge === undefined) return null;
  const onInsert = (event: MouseEvent) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    openToolMenu({ kind: 'insert', edge: id, at: { x: left, y: bottom + 4 } });
  };
  const names = { from: scenario.model.nodes[edge.from]?.name ?? edge.from, to: scenario.model.nodes[edge.to]?.name ?? edge.to };
  return (
    <div ref={element} className="absolute top-0 left-0 z-6 w-max" onPointerEnter={() => hoverWire(id)} onPointerLeave={leaveWire}>
      <div role="toolbar" aria-label={t('wire.bar', names)} className="canvas-bar">
        <IconButton size="small" label={t('wire.insert')} onClick={onInsert}>
          <Plus size={14} />
        </IconButton>
        <IconButton size="small" label={t('wire.remove')} onClick={() => documentStore.getState().apply({ kind: 'removeItems', nodes: [], edges: [id] })}>
          <X size={14} />
        </IconButton>
      </div>
    </div>
  );
}
