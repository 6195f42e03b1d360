/** What the app asks of its host: files and menus. One interface, one implementation for the browser, one for the desktop. */
import type { PortLike } from '../engine/portEngine.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Where a file lies, as its host knows it. Kept with a design and among the recent files, across visits. */
export interface FilePlace {
  readonly name: string;
  /** When it was last changed, as far as this app knows: another time found later was somebody else. */
  readonly modifiedMs: number;
  /** The browser's. */
  readonly handle?: FileSystemFileHandle;
  /** The desktop's name for a path, which the page does not learn. */
  readonly token?: string;
  /** Its folder, for a person to tell two files of one name apart, where the host says so. */
  readonly folder?: string;
}

/** Without a place where the host only hands out contents: a save asks where to. */
export interface OpenedFile extends TextFile {
  readonly place?: FilePlace;
}

export type Reopened = { readonly kind: 'file'; readonly file: OpenedFile } | { readonly kind: 'missing' | 'denied' };

export type Saved =
  | { readonly kind: 'saved'; readonly name: string; readonly place?: FilePlace }
  /** The person closed the question; or did not let the page write; or the file was changed since by somebody else, and was not written. */
  | { readonly kind: 'cancelled' | 'denied' | 'changed' };

export interface SaveTo {
  /** Where it came from; left out, the person is asked. So they are when it is not there any more. */
  readonly place?: FilePlace | undefined;
  /** Write even if somebody else has changed the file since. */
  readonly mayOverwrite?: boolean;
}

/** Menu entries the desktop host sends; the browser has its own buttons for the same. */
export type MenuCommand = 'new' | 'open' | 'save' | 'saveAs' | 'import' | 'exportCompose' | 'undo' | 'redo' | 'runPause' | 'reset';

/** An engine in a process of its own, as a port that can be closed. */
export interface EnginePort extends PortLike {
  close(): void;
}

export interface Bridge {
  readonly isDesktop: boolean;
  /** It can find a file again later: there is a list of recent ones. */
  readonly remembersFiles: boolean;
  /** Asks for a scenario file; undefined when the person cancels. Rejects with a message for a file that cannot be read or is too large. */
  openScenario(): Promise<OpenedFile | undefined>;
  /** Reads a file again. May ask the person for permission, so it is called on a click. */
  reopen(place: FilePlace): Promise<Reopened>;
  /** Where a dropped file lies. Call it while the drop is being handled: the browser forgets afterwards. */
  placeOfDropped?: (item: DataTransferItem) => Promise<FilePlace | undefined>;
  saveScenario(file: TextFile, to: SaveTo): Promise<Saved>;
  isSamePlace(a: FilePlace, b: FilePlace): Promise<boolean>;
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
