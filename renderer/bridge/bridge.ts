/** What the app asks of its host: files and menus. One interface, one implementation for the browser, one for the desktop. */
import type { PortLike } from '../engine/portEngine.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Menu entries the desktop host sends; the browser has its own buttons for the same. */
export type MenuCommand = 'new' | 'open' | 'save' | 'saveAs' | 'exportCompose' | 'undo' | 'redo' | 'runPause' | 'reset';

/** An engine in a process of its own, as a port that can be closed. */
export interface EnginePort extends PortLike {
  close(): void;
}

export interface Bridge {
  readonly isDesktop: boolean;
  /** Asks for a scenario file; undefined when the person cancels. Rejects with a message for a file that cannot be read or is too large. */
  openScenario(): Promise<TextFile | undefined>;
  /** Saves to the file it came from where the host can, else asks; resolves to the name used, undefined when cancelled. */
  saveScenario(file: TextFile, options: { readonly as: boolean }): Promise<string | undefined>;
  /** Offers bytes as a file (a zip, a picture). */
  saveBytes(name: string, data: Uint8Array, mediaType: string): Promise<string | undefined>;
  /** Writes a small tree of files into a folder the person picks; undefined where the host cannot. */
  saveFolder?: (files: ReadonlyMap<string, string>) => Promise<string | undefined>;
  /** Tells the host the language of its menu and dialogs, where it has any. */
  setLanguage?: (language: 'en' | 'zh') => void;
  /** Starts the host's own engine process; where there is none the engine is a worker. */
  enginePort?: () => EnginePort;
  /** Returns its unsubscribe. */
  onMenu(listener: (command: MenuCommand) => void): () => void;
}
