/** What the pointer does on the canvas, and keys that are no commands: lines of the help sheet. */
import type { MessageKey } from '../i18n/i18n.ts';
import { KEYS } from './keys.ts';

export interface Gesture {
  readonly name: MessageKey;
  readonly how: MessageKey;
}

export const GESTURES: readonly Gesture[] = [
  { name: 'shortcuts.box', how: 'shortcuts.box.how' },
  { name: 'shortcuts.pan', how: 'shortcuts.pan.how' },
  { name: 'shortcuts.zoom', how: 'shortcuts.zoom.how' },
  { name: 'shortcuts.menuHere', how: 'shortcuts.menuHere.how' },
  { name: 'shortcuts.timeline', how: 'shortcuts.timeline.how' },
];

/** Keys that repeat while they are held: the canvas hears them itself. */
export const CANVAS_KEYS = [
  { name: 'shortcuts.walk', keys: 'tab' },
  { name: 'shortcuts.nudge', keys: KEYS.move },
  { name: 'command.moveFar', keys: KEYS.moveFar, how: 'shortcuts.far.how' },
] as const satisfies readonly { readonly name: MessageKey; readonly keys: string; readonly how?: MessageKey }[];
