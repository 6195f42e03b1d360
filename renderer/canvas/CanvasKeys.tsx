/** What the canvas hears before React Flow does: arrow keys, the right button, a long touch. Lies around it, and what floats over it. */
import type { KeyboardEvent, ReactNode } from 'react';
import { nudgeBy } from './nudge.ts';

export function CanvasKeys({ children }: { readonly children: ReactNode }) {
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!nudgeBy(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative h-full" onKeyDownCapture={onKeyDownCapture}>
      {children}
    </div>
  );
}
