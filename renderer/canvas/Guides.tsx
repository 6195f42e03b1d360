/** The lines one drags along, over the diagram and as thin as a pixel at any zoom. */
import { useStore, ViewportPortal } from '@xyflow/react';
import type { GuideLine } from './guides.ts';

/** Beyond what it joins, on the screen. */
const OVER = 12;

export function Guides({ lines }: { readonly lines: readonly GuideLine[] }) {
  const zoom = useStore((s) => s.transform[2]);
  const over = OVER / zoom;
  return (
    <ViewportPortal>
      {lines.map(({ axis, at, from, to }) => {
        const [length, thin] = [to - from + 2 * over, 1 / zoom];
        const place = axis === 'x' ? `translate(${at}px, ${from - over}px)` : `translate(${from - over}px, ${at}px)`;
        const size = axis === 'x' ? { width: thin, height: length } : { width: length, height: thin };
        return <div key={`${axis} ${at}`} data-guide={axis} style={{ ...size, transform: place }} className="pointer-events-none absolute z-10 bg-(--guide)" />;
      })}
    </ViewportPortal>
  );
}
