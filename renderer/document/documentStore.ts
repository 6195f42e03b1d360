/**
 * The document: what is saved and undone. It changes only through `apply` (an edit, one undo step), `undo`, `redo` and
 * `replace`; selection and measurements live in the ui store. An unchanged part keeps its identity across edits.
 */
import { apply as applyPatches, create, type Patches } from 'mutative';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '#core/scenario/scenario.ts';
import { applyEdit, type Edit, type EditLabel, editLabel, editMergeKey } from './edits.ts';
import { emptyHistory, type History, record, stepBack, stepForward, versionOf } from './history.ts';
import { newScenario } from './newScenario.ts';

export interface DocumentState {
  readonly scenario: Scenario;
  /** Name of the file it came from or was saved to. */
  readonly fileName: string | undefined;
  readonly version: number;
  readonly savedVersion: number;
  /** Changed since it was last written to a file. */
  readonly dirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What undo and redo would take back and bring again. */
  readonly undoLabel: EditLabel | undefined;
  readonly redoLabel: EditLabel | undefined;
  /** Counts `replace`: a new document, not an edit of the old one. */
  readonly documentNumber: number;
  apply(edit: Edit): void;
  undo(): void;
  redo(): void;
  /** Another document, with an empty history. `isSaved: false` when it has changes that are in no file. */
  replace(scenario: Scenario, fileName?: string, options?: { readonly isSaved: boolean }): void;
  /** Version `version` was written to a file; it may have been edited since. */
  markSaved(fileName: string, version: number): void;
}

/** No version: versions count from 0. */
const NEVER = -1;

/** `nowMs` is the clock that decides which edits merge; any monotonic one does. */
export function createDocumentStore(scenario: Scenario, nowMs: () => number): StoreApi<DocumentState> {
  let history = emptyHistory(0);
  let nextVersion = 1;

  return createStore<DocumentState>((set, get) => {
    const moveTo = (next: Scenario, nextHistory: History) => {
      history = nextHistory;
      set((state) => ({ scenario: next, ...standing(history, state.savedVersion) }));
    };
    const replay = (patches: Patches, nextHistory: History) => moveTo(applyPatches(get().scenario, patches), nextHistory);
    return {
      scenario,
      fileName: undefined,
      savedVersion: 0,
      documentNumber: 0,
      ...standing(history, 0),
      apply(edit) {
        const [next, redo, undo] = create(get().scenario, (draft) => applyEdit(draft, edit), { enablePatches: true });
        if (redo.length === 0) return;
        const step = { label: editLabel(edit), redo, undo, mergeKey: editMergeKey(edit), atMs: nowMs(), version: nextVersion++ };
        moveTo(next, record(history, step));
      },
      undo() {
        const back = stepBack(history);
        if (back) replay(back.step.undo, back.history);
      },
      redo() {
        const forward = stepForward(history);
        if (forward) replay(forward.step.redo, forward.history);
      },
      replace(next, fileName, { isSaved } = { isSaved: true }) {
        const version = nextVersion++;
        const savedVersion = isSaved ? version : NEVER;
        history = emptyHistory(version);
        set((state) => ({ scenario: next, fileName, savedVersion, documentNumber: state.documentNumber + 1, ...standing(history, savedVersion) }));
      },
      markSaved(fileName, version) {
        set({ fileName, savedVersion: version, ...standing(history, version) });
      },
    };
  });
}

type Standing = Pick<DocumentState, 'version' | 'dirty' | 'canUndo' | 'canRedo' | 'undoLabel' | 'redoLabel'>;

function standing(history: History, savedVersion: number): Standing {
  const version = versionOf(history);
  return {
    version,
    dirty: version !== savedVersion,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undoLabel: history.past.at(-1)?.label,
    redoLabel: history.future[0]?.label,
  };
}

export const documentStore = createDocumentStore(newScenario(), () => performance.now());

/** Reads a part of the document; renders again only when that part changes identity. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(documentStore, selector);
}
