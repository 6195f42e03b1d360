/**
 * A finger held still opens what the right button opens. Some browsers tell it as a `contextmenu` of their own; where none came,
 * one is made, so that whoever listens need not know of fingers.
 */
import type { Point } from '../document/edits.ts';

const HOLD_MS = 500;
/** A finger is never quite still. */
const STILL_PX = 10;

/** Watches an element; returns what ends it. */
export function watchLongPress(element: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: Point | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
    start = undefined;
  };
  const onDown = (event: PointerEvent) => {
    cancel();
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    start = { x: event.clientX, y: event.clientY };
    const { target, clientX, clientY } = event;
    timer = setTimeout(() => {
      cancel();
      target?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, clientX, clientY }));
    }, HOLD_MS);
  };
  const onMove = (event: PointerEvent) => {
    if (start !== undefined && Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX) cancel();
  };
  const events = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', cancel],
    ['pointercancel', cancel],
    ['contextmenu', cancel],
  ] as const;
  for (const [type, listener] of events) element.addEventListener(type, listener as EventListener, true);
  return () => {
    cancel();
    for (const [type, listener] of events) element.removeEventListener(type, listener as EventListener, true);
  };
}
