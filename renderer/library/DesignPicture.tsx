/** A design in small: its parts in the colours of their kinds, and its wires. Nothing to read, only to recognise. */
import { byId } from '#core/scenario/lookup.ts';
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import { positionOf, sizeOf } from '../canvas/frames.ts';

const MARGIN = 24;

export function DesignPicture({ scenario }: { readonly scenario: Scenario | undefined }) {
  const nodes = scenario === undefined ? [] : byId(scenario.model.nodes);
  const frame = 'h-16 w-28 shrink-0 rounded border border-(--border) bg-(--canvas)';
  if (scenario === undefined || nodes.length === 0) return <span aria-hidden className={frame} />;
  const box = (id: NodeId) => ({ ...positionOf(scenario, id), ...sizeOf(scenario, id) });
  const all = nodes.map(([id]) => box(id));
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...all.map((b) => b.x + b.width)) + MARGIN - left;
  const height = Math.max(...all.map((b) => b.y + b.height)) + MARGIN - top;
  // Lines as thick on the screen, however large the design.
  const unit = Math.max(width / 112, height / 64);
  return (
    <svg aria-hidden className={frame} viewBox={`${left} ${top} ${width} ${height}`}>
      {nodes.map(([id, { kind }]) => {
        if (kind !== 'broker') return null;
        return <rect key={id} {...box(id)} rx={6 * unit} fill="none" stroke="var(--kind-broker)" strokeWidth={unit} strokeDasharray={`${3 * unit}`} />;
      })}
      {byId(scenario.model.edges).map(([id, { from, to }]) => {
        const [a, b] = [box(from), box(to)];
        return <line key={id} x1={a.x + a.width} y1={a.y + a.height / 2} x2={b.x} y2={b.y + b.height / 2} stroke="var(--text-3)" strokeWidth={unit} />;
      })}
      {nodes.map(([id, { kind }]) => (kind === 'broker' ? null : <rect key={id} {...box(id)} rx={2 * unit} fill={`var(--kind-${kind})`} />))}
    </svg>
  );
}
