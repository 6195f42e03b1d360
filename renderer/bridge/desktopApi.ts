/**
 * What the desktop's preload script puts at `window.spillway`: the page's side of electron/ipc.ts, which it may not import.
 * A test holds the two together.
 */
import type { MenuCommand } from './bridge.ts';

export interface DesktopPlace {
  readonly token: string;
  readonly modifiedMs: number;
  readonly folder: string;
}

export type Opened =
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly place: DesktopPlace }
  | { readonly kind: 'cancelled' | 'missing' }
  | { readonly kind: 'tooLarge'; readonly size: number };

export type Written = { readonly kind: 'saved'; readonly name: string; readonly place: DesktopPlace } | { readonly kind: 'cancelled' | 'changed' };

export interface DesktopApi {
  openScenario(): Promise<Opened>;
  reopenScenario(token: string): Promise<Opened>;
  saveScenario(name: string, text: string, token: string | undefined, unlessChangedSinceMs: number | undefined): Promise<Written>;
  saveBytes(name: string, data: Uint8Array): Promise<string | undefined>;
  saveFolder(files: readonly (readonly [path: string, text: string])[]): Promise<string | undefined>;
  setLanguage(language: 'en' | 'zh'): Promise<void>;
  /** The port comes as a message of the window to itself: { spillwayEngine: ticket }. One without a port says that the engine has died. */
  connectEngine(ticket: number): Promise<void>;
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

declare global {
  interface Window {
    readonly spillway?: DesktopApi;
  }
}
