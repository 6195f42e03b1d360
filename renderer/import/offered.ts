/** Files of an input or of a drop, folders walked through, before any is read. */
import type { Offered } from './sources.ts';

const toOffered = (file: File, path: string): Offered => ({ path, size: file.size, text: () => file.text() });

/** Of an input: a file's path begins with the name of the folder that was chosen, which says nothing. */
export const ofInput = (files: FileList | null): readonly Offered[] =>
  [...(files ?? [])].map((file) => toOffered(file, file.webkitRelativePath.split('/').slice(1).join('/') || file.name));

export interface Dropped {
  readonly offered: readonly Offered[];
  readonly isFolder: boolean;
}

/** Further files of a large folder are not looked for. */
const MOST = 5_000;

/** Call it while the drop is being handled: the browser forgets afterwards. */
export function ofDrop({ items, files }: DataTransfer): Promise<Dropped> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const isFolder = entries.some(({ isDirectory }) => isDirectory);
  if (!isFolder) return Promise.resolve({ offered: ofInput(files), isFolder });
  return walk(entries).then((offered) => ({ offered, isFolder }));
}

async function walk(entries: readonly FileSystemEntry[]): Promise<Offered[]> {
  // The only folder there is is the project's: paths begin below it.
  const [only] = entries;
  const root = entries.length === 1 && only?.isDirectory === true ? only.fullPath.length + 1 : 1;
  const found: Offered[] = [];
  const left = [...entries];
  for (let entry = left.pop(); entry !== undefined && found.length < MOST; entry = left.pop()) {
    if (isFile(entry)) {
      const { fullPath } = entry;
      found.push(toOffered(await fileOf(entry), fullPath.slice(root)));
    } else if (isFolderEntry(entry)) {
      left.push(...(await childrenOf(entry)));
    }
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolderEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // Given in parts, the last of them empty.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
