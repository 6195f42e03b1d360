/** Questions and bad news that need an answer, asked from anywhere and shown by `Dialogs`. One of each at a time. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Issue } from '#core/scenario/issues.ts';

export interface DiscardQuestion {
  readonly title: string;
  readonly answer: (mayDiscard: boolean) => void;
}
export interface RejectedFile {
  readonly name: string;
  readonly issues: readonly Issue[];
  /** What stands in it, where that was read. */
  readonly text?: string;
}
/** Somebody else has changed the file a save would write to. */
export interface OverwriteQuestion {
  readonly name: string;
  readonly answer: (mayOverwrite: boolean) => void;
}
interface DialogState {
  readonly question: DiscardQuestion | undefined;
  readonly overwrite: OverwriteQuestion | undefined;
  readonly rejected: RejectedFile | undefined;
}

const dialogStore = createStore<DialogState>(() => ({ question: undefined, overwrite: undefined, rejected: undefined }));

export function useDialogs<T>(selector: (state: DialogState) => T): T {
  return useStore(dialogStore, selector);
}

/** Resolves to whether changes that are in no file may be lost. A question still open is answered with no. */
export function askDiscard(title: string): Promise<boolean> {
  dialogStore.getState().question?.answer(false);
  return new Promise((resolve) => {
    const answer = (mayDiscard: boolean) => {
      dialogStore.setState({ question: undefined });
      resolve(mayDiscard);
    };
    dialogStore.setState({ question: { title, answer } });
  });
}

/** Resolves to whether the file may be written over. */
export function askOverwrite(name: string): Promise<boolean> {
  dialogStore.getState().overwrite?.answer(false);
  return new Promise((resolve) => {
    const answer = (mayOverwrite: boolean) => {
      dialogStore.setState({ overwrite: undefined });
      resolve(mayOverwrite);
    };
    dialogStore.setState({ overwrite: { name, answer } });
  });
}

export const showRejected = (rejected: RejectedFile | undefined): void => dialogStore.setState({ rejected });
