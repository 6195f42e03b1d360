/** What a person can tell the app to do, named once: keys, the palette, menus and the help sheet all read the same table. */
import type { MessageKey } from '../i18n/i18n.ts';

export const COMMAND_GROUPS = ['run', 'edit', 'canvas', 'file', 'view', 'learn'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  /** 'group.name', never shown. */
  readonly id: string;
  readonly title: MessageKey;
  readonly group: CommandGroup;
  /** As react-hotkeys-hook writes them, the one to show first: 'mod+shift+z, mod+y'. 'mod' is Ctrl, and ⌘ on a Mac. */
  readonly keys?: string;
  /** The keys work in form fields too. */
  readonly isEverywhere?: boolean;
  /** The key is the character, wherever a keyboard has it: '?'. */
  readonly isCharacter?: boolean;
  /** The browser's own doing on these keys is left to it. */
  readonly keepsDefault?: boolean;
  /** The keys are heard elsewhere: by the clipboard's own events, by the canvas. Here they are only shown. */
  readonly isHeardElsewhere?: boolean;
  /** The keys mean this only while the canvas, or nothing, has the focus: a button keeps its Enter. */
  readonly where?: 'canvas';
  /** It is about the selection; what has the focus on the canvas and is not selected yet is meant first. */
  readonly isOnSelection?: boolean;
  /** It takes away what it is about: what is seen to be selected comes before what has the focus. */
  readonly isRemoving?: boolean;
  /** Left out: always. Asked when it is shown and before it is done. */
  readonly isEnabled?: () => boolean;
  run(): void;
}

export const isEnabled = ({ isEnabled: ask }: Command): boolean => ask?.() ?? true;
