/** The shape of a component under what is written on it. Drawn once; nothing here moves while a run goes on. */
import { memo } from 'react';
import { type KindShape, kindShape } from '#core/report/kindShapes.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './geometry.ts';
import { KIND_STYLES } from './kindStyles.ts';

const DEPTH = 12;
const shapes = new Map<NodeKind, KindShape>();

function shapeOf(kind: NodeKind): KindShape {
  const known = shapes.get(kind) ?? kindShape(kind, { width: NODE_WIDTH, height: NODE_HEIGHT, depth: DEPTH });
  shapes.set(kind, known);
  return known;
}

export const NodeBody = memo(function NodeBody({ kind, isSelected }: { readonly kind: NodeKind; readonly isSelected: boolean }) {
  const { outline, solid, lines } = shapeOf(kind);
  const border = isSelected ? 'stroke-(--accent)' : 'stroke-current/55 group-hover:stroke-current';
  return (
    <svg
      width={NODE_WIDTH}
      height={NODE_HEIGHT}
      aria-hidden="true"
      focusable="false"
      className={`pointer-events-none absolute inset-0 overflow-visible ${KIND_STYLES[kind].text}`}
    >
      <path d={outline} transform="translate(0 2)" className="fill-black/8 dark:fill-black/35" />
      <path d={outline} className={`fill-(--surface) ${border}`} strokeWidth={isSelected ? 2 : 1} />
      {solid !== '' && <path d={solid} fill="currentColor" />}
      {lines !== '' && <path d={lines} fill="none" stroke="currentColor" strokeWidth={1.25} />}
    </svg>
  );
});
