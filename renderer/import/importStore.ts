/** What the import dialog begins with: files that were dropped or opened, a text that was pasted, or what a design was read from. */
import { createStore } from 'zustand/vanilla';
import type { SourceFile } from '#core/compose/import/imported.ts';
import { uiStore } from '../ui/uiStore.ts';
import type { Dropped } from './offered.ts';

interface Begins {
  readonly files: readonly SourceFile[];
  readonly pasted: string;
  /** Not read yet. */
  readonly dropped: Dropped | undefined;
}
const NOTHING: Begins = { files: [], pasted: '', dropped: undefined };

export const importStore = createStore<Begins>(() => NOTHING);

export function openImport(begins: Partial<Begins> = {}): void {
  importStore.setState({ ...NOTHING, ...begins });
  uiStore.getState().setOverlay('import');
}
