/** What the canvas hears before React Flow does: arrow keys, the right button, a long touch. Lies around it, and what floats over it. */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { FindPart } from '../search/FindPart.tsx';
import { openMenuAt } from '../ui/openMenu.ts';
import { nudgeBy } from './nudge.ts';

export function CanvasKeys({ children }: { readonly children: ReactNode }) {
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!nudgeBy(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const touch = useLongTouch();
  const onContextMenu = (event: MouseEvent) => {
    if (isText(event.target)) return;
    event.preventDefault();
    openMenuAt(event.target as Element, { x: event.clientX, y: event.clientY });
  };
  return (
    <div className="relative h-full" onKeyDownCapture={onKeyDownCapture} onContextMenu={onContextMenu} {...touch}>
      {children}
      <FindPart />
    </div>
  );
}

/** A text being written keeps the browser's own menu. */
const isText = (target: EventTarget): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

const LONG_MS = 500;
/** A finger that lies still trembles this much. */
const STILL = 8;

/** A finger held still is a right click, where the browser makes none of it itself. */
function useLongTouch() {
  const held = useRef<{ readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const letGo = () => {
    if (held.current !== undefined) clearTimeout(held.current.timer);
    held.current = undefined;
  };
  return {
    onPointerDownCapture: (event: PointerEvent) => {
      letGo();
      if (event.pointerType !== 'touch' || !event.isPrimary || isText(event.target)) return;
      const { clientX: x, clientY: y, target } = event;
      held.current = { x, y, timer: setTimeout(() => openMenuAt(target as Element, { x, y }), LONG_MS) };
    },
    onPointerMoveCapture: ({ clientX, clientY }: PointerEvent) => {
      if (held.current !== undefined && Math.hypot(clientX - held.current.x, clientY - held.current.y) > STILL) letGo();
    },
    onPointerUpCapture: letGo,
    onPointerCancelCapture: letGo,
  };
}
