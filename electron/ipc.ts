/**
 * What the page may ask of the main process: these calls and no others. The page hands over names and contents, never a
 * path: where a file goes is decided in a dialog. Types only, but for the wrapper that looks at who is asking.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

export type Language = 'en' | 'zh';
export type MenuCommand = 'new' | 'open' | 'save' | 'saveAs' | 'import' | 'exportCompose' | 'undo' | 'redo' | 'runPause' | 'reset';

/** A path as the page knows it: a token that stands for it here, and its folder to be shown. */
export interface Place {
  readonly token: string;
  readonly modifiedMs: number;
  readonly folder: string;
}

/** A refusal is worded by the page, in its language. */
export type Opened =
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly place: Place }
  | { readonly kind: 'cancelled' | 'missing' }
  | { readonly kind: 'tooLarge'; readonly size: number };

/** `changed`: somebody else has written the file since, so it was left as it is. */
export type Written = { readonly kind: 'saved'; readonly name: string; readonly place: Place } | { readonly kind: 'cancelled' | 'changed' };

/** Channel → its call. Saving bytes or a folder resolves to the name used, undefined when the person cancelled. */
export interface Calls {
  openScenario(): Promise<Opened>;
  /** A file a person has picked before, by its token. */
  reopenScenario(token: string): Promise<Opened>;
  /** To the token's file unless it has another time of change than the one given; without a token, or a file, the person is asked. */
  saveScenario(name: string, text: string, token: string | undefined, unlessChangedSinceMs: number | undefined): Promise<Written>;
  saveBytes(name: string, data: Uint8Array): Promise<string | undefined>;
  saveFolder(files: readonly (readonly [path: string, text: string])[]): Promise<string | undefined>;
  /** Of the menu and the dialogs. */
  setLanguage(language: Language): Promise<void>;
  /** Starts an engine; its port is posted to the page with this ticket, and the ticket alone when it dies. The engine before it ends. */
  connectEngine(ticket: number): Promise<void>;
}
export type Channel = keyof Calls;

/** Main → page. */
export const MENU_CHANNEL = 'menu';
export const ENGINE_CHANNEL = 'engine';

/** What the page finds as `window.spillway`. */
export interface DesktopApi extends Calls {
  /** Returns its unsubscribe. */
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

export type Handlers = { readonly [C in Channel]: (...args: Parameters<Calls[C]>) => ReturnType<Calls[C]> };

/** Serves every call, to trusted senders only. What comes in is as it was sent: each handler checks its own arguments. */
export function serveCalls(ipcMain: Pick<IpcMain, 'handle'>, isTrusted: (event: IpcMainInvokeEvent) => boolean, handlers: Handlers): void {
  for (const [channel, handler] of Object.entries(handlers)) {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      if (!isTrusted(event)) throw new Error(`${channel}: not asked by the app’s own page`);
      return (handler as (...args: unknown[]) => unknown)(...args);
    });
  }
}
