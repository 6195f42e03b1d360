/** A design drawn small: frames, wires, and components in the shapes and colours of their kinds. Names only where there is room. */
import { memo } from 'react';
import { type Picture, pictureOf, type PictureNode, type Sketch } from '#core/report/designPicture.ts';
import { kindShape } from '#core/report/kindShapes.ts';

const HEIGHT = 112;
/** Shapes are told apart at a tenth of their size when they are exaggerated. */
const DEPTH = 34;
/** A picture of few components does not blow them up. */
const MIN_WIDTH = 760;

export const DesignPicture = memo(function DesignPicture({ sketch, isNamed = false }: { readonly sketch: Sketch; readonly isNamed?: boolean }) {
  const picture = pictureOf(sketch, HEIGHT);
  if (picture === undefined) return null;
  return (
    <svg viewBox={viewBoxOf(picture)} className="design-picture size-full" aria-hidden="true" focusable="false">
      {picture.frames.map(({ id, box }) => (
        <rect key={id} {...box} rx={28} className="fill-(--kind-broker)/6 stroke-(--kind-broker)" strokeDasharray="5 4" />
      ))}
      {picture.wires.map(({ id, path }) => (
        <path key={id} d={path} className="fill-none stroke-(--text-3)" />
      ))}
      {picture.nodes.map((node) => (
        <Component key={node.id} node={node} isNamed={isNamed} />
      ))}
    </svg>
  );
});

function viewBoxOf({ bounds }: Picture): string {
  const extra = Math.max(0, MIN_WIDTH - bounds.width);
  return `${bounds.x - extra / 2} ${bounds.y} ${bounds.width + extra} ${bounds.height}`;
}

function Component({ node: { kind, name, box }, isNamed }: { readonly node: PictureNode; readonly isNamed: boolean }) {
  const { outline, solid, lines } = kindShape(kind, { width: box.width, height: box.height, depth: isNamed ? DEPTH * 0.7 : DEPTH });
  const color = `var(--kind-${kind})`;
  return (
    <g transform={`translate(${box.x} ${box.y})`} style={{ color }}>
      <path d={outline} className="fill-(--surface)" />
      <path d={outline} fill="currentColor" fillOpacity={0.16} stroke="currentColor" />
      {solid !== '' && <path d={solid} fill="currentColor" />}
      {lines !== '' && <path d={lines} fill="none" stroke="currentColor" />}
      {isNamed && (
        <text x={box.width / 2} y={box.height / 2} dominantBaseline="central" textAnchor="middle" className="fill-(--text) text-[30px] font-medium">
          {cut(name)}
        </text>
      )}
    </g>
  );
}

/** As much of a name as fits a component at the size of its letters here. */
function cut(name: string): string {
  const most = /[\u2e80-\u9fff]/.test(name) ? 5 : 11;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
