/** Every shortcut once: how it is pressed and what it is called. The list on '?' and the handlers both read it. */
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
  copy: 'mod+c',
  cut: 'mod+x',
  paste: 'mod+v',
  rename: 'f2',
  properties: 'enter',
  connect: 'c',
  move: 'left, right, up, down',
  moveFar: 'shift+left, shift+right, shift+up, shift+down',
  menu: 'shift+f10, contextmenu',
  nextIssue: 'f8',
  lastIssue: 'shift+f8',
  commands: 'mod+k',
  find: 'mod+f',
  table: 'shift+t',
  fit: '1, shift+1',
  fitSelection: 'shift+2',
  zoomIn: 'equal, shift+equal, add',
  zoomOut: 'minus, subtract',
  zoomFull: 'shift+0',
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
  contextmenu: 'Menu',
  tab: 'Tab',
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  equal: '+',
  add: '+',
  minus: '−',
  subtract: '−',
};

/** What of several keys to show where there is room for one. */
export const firstKeys = (keys: string): string => shortcutText(keys.split(', ')[0] ?? keys);

/** All that mean the same, each text once: the plus of the number pad is a plus. */
export const keyTexts = (keys: string): readonly string[] => [
  ...new Set(
    keys
      .split(', ')
      .filter((one) => one !== 'shift+equal')
      .map(shortcutText),
  ),
];

/** 'mod+shift+z' as people write it: 'Ctrl+Shift+Z'. */
export function shortcutText(keys: string): string {
  return keys
    .split('+')
    .map((key) => NAMES[key] ?? key.toUpperCase())
    .join(isMac ? '' : '+');
}
