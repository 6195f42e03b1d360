/** Every shortcut once: how it is pressed and what it is called. The list on '?' and the handlers both read it. */
import type { MessageKey } from '../i18n/i18n.ts';

/** 'mod' is Ctrl, and ⌘ on a Mac. */
export const KEYS = {
  save: 'mod+s',
  saveAs: 'mod+shift+s',
  open: 'mod+o',
  templates: 't',
  undo: 'mod+z',
  redo: 'mod+shift+z, mod+y',
  selectAll: 'mod+a',
  selectNone: 'escape',
  duplicate: 'mod+d',
  delete: 'delete, backspace',
  fit: '1, shift+1',
  runPause: 'mod+enter',
  restart: 'shift+enter',
  stepEvent: 'e',
  stepMessage: 'm',
  stepSecond: 's',
  secondBack: 'shift+s',
  branch: 'b',
  /** The character, wherever a keyboard has it. */
  help: '?',
} as const;

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  delete: 'Delete',
  backspace: 'Backspace',
};

/** 'mod+shift+z' as people write it: 'Ctrl+Shift+Z'. */
export function shortcutText(keys: string): string {
  return keys
    .split('+')
    .map((key) => NAMES[key] ?? key.toUpperCase())
    .join(isMac ? '' : '+');
}

export interface ShortcutLine {
  readonly name: MessageKey;
  readonly keys?: string;
  /** A gesture in words instead of keys. */
  readonly how?: MessageKey;
}

export const SHORTCUT_GROUPS: readonly { readonly title: MessageKey; readonly lines: readonly ShortcutLine[] }[] = [
  {
    title: 'shortcuts.run',
    lines: [
      { name: 'shortcuts.runPause', keys: KEYS.runPause },
      { name: 'shortcuts.restart', keys: KEYS.restart },
      { name: 'time.step.event', keys: KEYS.stepEvent },
      { name: 'time.step.message', keys: KEYS.stepMessage },
      { name: 'time.step.second', keys: KEYS.stepSecond },
      { name: 'time.step.back', keys: KEYS.secondBack },
      { name: 'shortcuts.timeline', how: 'shortcuts.timeline.how' },
      { name: 'time.live', keys: KEYS.selectNone },
      { name: 'time.branch', keys: KEYS.branch },
    ],
  },
  {
    title: 'shortcuts.edit',
    lines: [
      { name: 'edit.undo', keys: KEYS.undo },
      { name: 'edit.redo', keys: KEYS.redo },
      { name: 'shortcuts.copy', keys: 'mod+c' },
      { name: 'shortcuts.cut', keys: 'mod+x' },
      { name: 'shortcuts.paste', keys: 'mod+v' },
      { name: 'shortcuts.duplicate', keys: KEYS.duplicate },
      { name: 'shortcuts.delete', keys: KEYS.delete },
    ],
  },
  {
    title: 'shortcuts.canvas',
    lines: [
      { name: 'shortcuts.fit', keys: '1' },
      { name: 'shortcuts.selectAll', keys: KEYS.selectAll },
      { name: 'shortcuts.selectNone', keys: KEYS.selectNone },
      { name: 'shortcuts.box', how: 'shortcuts.box.how' },
      { name: 'shortcuts.nudge', how: 'shortcuts.nudge.how' },
      { name: 'shortcuts.pan', how: 'shortcuts.pan.how' },
      { name: 'shortcuts.zoom', how: 'shortcuts.zoom.how' },
    ],
  },
  {
    title: 'shortcuts.file',
    lines: [
      { name: 'templates.open.list', keys: KEYS.templates },
      { name: 'file.open', keys: KEYS.open },
      { name: 'file.save', keys: KEYS.save },
      { name: 'file.saveAs', keys: KEYS.saveAs },
      { name: 'shortcuts.help', keys: KEYS.help },
    ],
  },
];
