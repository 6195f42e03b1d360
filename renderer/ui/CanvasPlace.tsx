/** Where the diagram stands in the window. It is one element that moves from place to place, so that it is never drawn anew. */
import { useLayoutEffect, useRef } from 'react';

export function CanvasPlace({ canvas }: { readonly canvas: HTMLElement }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(canvas), [canvas]);
  return <div ref={place} className="h-full" />;
}
