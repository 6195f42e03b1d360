/**
 * This window: language, theme, selection, which panels are open. Preferences are remembered; the selection is not.
 * Nothing here is saved with a document or undone.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EdgeId, NodeId, NoteId } from '#core/scenario/scenario.ts';
import { type Language, type Preferences, readPreferences, type Theme, wasLearning, writeLearning, writePreferences } from './preferences.ts';

export interface Selection {
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
  /** Notes and frames; left out: none. */
  readonly notes?: readonly NoteId[];
}
export const NO_SELECTION: Selection = { nodes: [], edges: [] };

export type PanelName = keyof Preferences['panels'];
/** What lies over the window; one at a time. */
export type Overlay = 'shortcuts' | 'compose' | 'import' | 'templates' | 'share' | 'video' | 'link' | 'commands' | 'connect' | 'designs' | 'recent' | 'history';
/** Which of a run's results are shown. */
export const RESULTS = ['charts', 'table', 'metrics', 'ledger', 'events', 'messages', 'report'] as const;
export type Results = (typeof RESULTS)[number];

export interface UiState extends Preferences {
  readonly resolvedTheme: 'light' | 'dark';
  readonly selection: Selection;
  readonly overlay: Overlay | undefined;
  readonly results: Results;
  /** The lessons are beside the canvas, for as long as this tab lives. */
  readonly isLearning: boolean;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  /** Replaces the selection; an equal one keeps its identity. */
  select(selection: Selection): void;
  setPanel(panel: PanelName, isOpen: boolean): void;
  setOverlay(overlay: Overlay | undefined): void;
  setResults(results: Results): void;
  setTourSeen(): void;
  setLearning(isLearning: boolean): void;
}

const darkQuery = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');
const resolve = (theme: Theme): 'light' | 'dark' => (theme === 'system' ? (darkQuery?.matches ? 'dark' : 'light') : theme);
const sameIds = (a: readonly string[] = [], b: readonly string[] = []) => a.length === b.length && a.every((id, i) => id === b[i]);

const initial = readPreferences();

export const uiStore = createStore<UiState>((set, get) => ({
  ...initial,
  resolvedTheme: resolve(initial.theme),
  selection: NO_SELECTION,
  overlay: undefined,
  results: 'charts',
  isLearning: wasLearning(),
  setLanguage: (language) => set({ language }),
  setTheme: (theme) => set({ theme, resolvedTheme: resolve(theme) }),
  select: (selection) => {
    const now = get().selection;
    if (!sameIds(now.nodes, selection.nodes) || !sameIds(now.edges, selection.edges) || !sameIds(now.notes, selection.notes)) set({ selection });
  },
  setPanel: (panel, isOpen) => set((state) => ({ panels: { ...state.panels, [panel]: isOpen } })),
  setOverlay: (overlay) => set({ overlay }),
  setResults: (results) => set({ results }),
  setTourSeen: () => set({ isTourSeen: true }),
  setLearning: (isLearning) => set({ isLearning }),
}));

/** Reads a part of this window's state. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, selector);
}

/** The document element carries what styles, fonts and screen readers go by. Saying the same again would style the whole page anew. */
function reflect(state: UiState, before?: UiState): void {
  if (typeof document === 'undefined' || (state.resolvedTheme === before?.resolvedTheme && state.language === before.language)) return;
  document.documentElement.dataset.theme = state.resolvedTheme;
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
}

reflect(uiStore.getState());
uiStore.subscribe((state, before) => {
  reflect(state, before);
  if (state.isLearning !== before.isLearning) writeLearning(state.isLearning);
  if (state.language !== before.language || state.theme !== before.theme || state.panels !== before.panels || state.isTourSeen !== before.isTourSeen)
    writePreferences(state);
});
darkQuery?.addEventListener('change', () => uiStore.getState().setTheme(uiStore.getState().theme));
