/**
 * A point of a curve in somebody's hand. What is seen follows the pointer at once, in the scale the drag began in; the
 * document, and with it a run, follows ten times a second and where it is let go. Escape puts the point back.
 */
import { type PointerEvent, useRef, useState } from 'react';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { newGesture } from './editing.ts';
import { moveShown, type ShownHandle } from './handles.ts';
import { type Pixel, type Scale, toPixel, toPoint } from './scale.ts';

const WRITE_EVERY_MS = 100;

interface Held {
  readonly handle: ShownHandle;
  readonly gesture: string;
  readonly scale: Scale;
  readonly before: LoadDoc;
  /** As the drag has made it so far. */
  readonly shown: LoadDoc;
  /** From the pointer to the middle of the point. */
  readonly offset: Pixel;
}

export interface DragOptions {
  readonly load: LoadDoc;
  readonly scale: Scale;
  /** How long a run is. */
  readonly endUs: number;
  readonly write: (load: LoadDoc, mergeKey: string) => void;
  /** Told when a point is taken up and let go. */
  readonly onHold?: (isHeld: boolean) => void;
}

export interface Drag {
  /** As it is shown: what is being dragged, else the document's. */
  readonly load: LoadDoc;
  readonly scale: Scale;
  readonly held: number | undefined;
  start(handle: ShownHandle, event: PointerEvent): void;
  move(event: PointerEvent): void;
  end(event: PointerEvent): void;
  cancel(): void;
}

export function useDrag({ load, scale, endUs, write, onHold }: DragOptions): Drag {
  const [held, setHeld] = useState<Held>();
  const writtenMs = useRef(0);

  const moved = ({ handle, scale: at, before, offset }: Held, event: PointerEvent): LoadDoc =>
    moveShown(before, handle, toPoint(at, { x: event.clientX + offset.x, y: event.clientY + offset.y }), endUs);
  const letGo = (last: LoadDoc, { gesture }: Held) => {
    write(last, gesture);
    setHeld(undefined);
    onHold?.(false);
  };

  return {
    load: held?.shown ?? load,
    scale: held?.scale ?? scale,
    held: held?.handle.index,
    start(handle, event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { x, y } = toPixel(scale, handle);
      setHeld({ handle, gesture: newGesture(), scale, before: load, shown: load, offset: { x: x - event.clientX, y: y - event.clientY } });
      onHold?.(true);
    },
    move(event) {
      if (held === undefined) return;
      const shown = moved(held, event);
      setHeld({ ...held, shown });
      if (event.timeStamp - writtenMs.current < WRITE_EVERY_MS) return;
      writtenMs.current = event.timeStamp;
      write(shown, held.gesture);
    },
    end: (event) => held && letGo(moved(held, event), held),
    cancel: () => held && letGo(held.before, held),
  };
}
