/** What the gallery is asked for: it is kept while the window is open, and set by whoever opens it for something. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { uiStore } from '../ui/uiStore.ts';

export const FAMILIES = ['kafka', 'rabbitmq', 'jms', 'channel'] as const;
export type Family = (typeof FAMILIES)[number];
export const GROUPS = ['basics', 'reliability', 'load', 'incidents'] as const;
export type Group = (typeof GROUPS)[number];

export interface TemplateFilter {
  readonly query: string;
  /** Empty: all. */
  readonly families: readonly Family[];
  readonly groups: readonly Group[];
}
export const NO_FILTER: TemplateFilter = { query: '', families: [], groups: [] };

export const templatesStore = createStore<TemplateFilter>(() => NO_FILTER);

export function useTemplates<T>(selector: (state: TemplateFilter) => T): T {
  return useStore(templatesStore, selector);
}

/** Opens the gallery at `groups`, or as it was left. */
export function showTemplates(groups?: readonly Group[]): void {
  if (groups !== undefined) templatesStore.setState({ ...NO_FILTER, groups });
  uiStore.getState().setOverlay('templates');
}
