/**
 * What the desktop's preload script puts at `window.spillway`: the page's side of electron/ipc.ts, which it may not import.
 * A test holds the two together.
 */
import type { MenuCommand } from './bridge.ts';

export type Opened =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'tooLarge'; readonly size: number };

export interface DesktopApi {
  openScenario(): Promise<Opened>;
  saveScenario(name: string, text: string, isAs: boolean): Promise<string | undefined>;
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
