/** What the canvas hears before React Flow does: arrow keys, the right button (longPress.ts makes a finger held still one). Lies around it, and what floats over it. */
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { FindPart } from '../search/FindPart.tsx';
import { openMenuAt } from '../ui/openMenu.ts';
import { nudgeBy } from './nudge.ts';

export function CanvasKeys({ children }: { readonly children: ReactNode }) {
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!nudgeBy(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent) => {
    if (isText(event.target)) return;
    event.preventDefault();
    openMenuAt(event.target as Element, { x: event.clientX, y: event.clientY });
  };
  return (
    <div className="relative h-full" onKeyDownCapture={onKeyDownCapture} onContextMenu={onContextMenu}>
      {children}
      <FindPart />
    </div>
  );
}

/** A text being written keeps the browser's own menu. */
const isText = (target: EventTarget): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
