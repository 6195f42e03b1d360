/** A design drawn small: frames, wires, and components in the shapes and colours of their kinds. Names only where there is room. */
import { memo } from 'react';
import { type Picture, pictureOf, type PictureNode, type Sketch } from '#core/report/designPicture.ts';
import { kindShape } from '#core/report/kindShapes.ts';

const HEIGHT = 112;
/** Shapes are told apart at a tenth of their size when they are exaggerated. */
const DEPTH = 34;
/** A picture of few components does not blow them up. */
const MIN_WIDTH = 760;
/** Size of a name's letters as a part of the picture's width, and where they no longer fit a component. */
const LETTERS = 1 / 30;
const MOST_LETTERS = 46;

export const DesignPicture = memo(function DesignPicture({ sketch, isNamed = false }: { readonly sketch: Sketch; readonly isNamed?: boolean }) {
  const picture = pictureOf(sketch, HEIGHT);
  if (picture === undefined) return null;
  const letters = Math.max(MIN_WIDTH, picture.bounds.width) * LETTERS;
  return (
    <svg viewBox={viewBoxOf(picture)} className="design-picture size-full" aria-hidden="true" focusable="false">
      {picture.frames.map(({ id, box }) => (
        <rect key={id} {...box} rx={28} className="fill-(--kind-broker)/6 stroke-(--kind-broker)" strokeDasharray="5 4" />
      ))}
      {picture.wires.map(({ id, path }) => (
        <path key={id} d={path} className="fill-none stroke-(--text-3)" />
      ))}
      {picture.nodes.map((node) => (
        <Component key={node.id} node={node} letters={isNamed && letters <= MOST_LETTERS ? letters : undefined} />
      ))}
    </svg>
  );
});

function viewBoxOf({ bounds }: Picture): string {
  const extra = Math.max(0, MIN_WIDTH - bounds.width);
  return `${bounds.x - extra / 2} ${bounds.y} ${bounds.width + extra} ${bounds.height}`;
}

interface ComponentProps {
  readonly node: PictureNode;
  /** Size of its name's letters; undefined: no name. */
  readonly letters: number | undefined;
}

function Component({ node: { kind, name, box }, letters }: ComponentProps) {
  const { outline, solid, lines } = kindShape(kind, { width: box.width, height: box.height, depth: letters === undefined ? DEPTH : DEPTH * 0.7 });
  const color = `var(--kind-${kind})`;
  return (
    <g transform={`translate(${box.x} ${box.y})`} style={{ color }}>
      <path d={outline} className="fill-(--surface)" />
      <path d={outline} fill="currentColor" fillOpacity={0.16} stroke="currentColor" />
      {solid !== '' && <path d={solid} fill="currentColor" />}
      {lines !== '' && <path d={lines} fill="none" stroke="currentColor" />}
      {letters !== undefined && (
        <text x={box.width / 2} y={box.height / 2} dominantBaseline="central" textAnchor="middle" fontSize={letters} className="fill-(--text) font-medium">
          {cut(name, (box.width * 0.74) / letters)}
        </text>
      )}
    </g>
  );
}

/** As much of a name as fits into the width of `ems` wide letters; narrow ones take a little more than half. */
function cut(name: string, ems: number): string {
  let used = 0;
  let kept = '';
  for (const c of name) {
    used += c > '\u2e7f' ? 1 : 0.58;
    if (used > ems) return `${kept.slice(0, -1)}…`;
    kept += c;
  }
  return kept;
}
