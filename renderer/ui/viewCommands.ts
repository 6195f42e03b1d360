/** What is seen of the window and in which words: panels, results, theme, language. */
import { focusResults } from '../charts/focusResults.ts';
import type { Command } from './command.ts';
import { KEYS } from './keys.ts';
import type { Theme } from './preferences.ts';
import { type PanelName, RESULTS, type Results, uiStore } from './uiStore.ts';

const PANELS: readonly PanelName[] = ['palette', 'inspector', 'dashboard'];
const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

const panel = (name: PanelName): Command => ({
  id: `view.panel.${name}`,
  title: `command.panel.${name}`,
  group: 'view',
  run: () => uiStore.getState().setPanel(name, !uiStore.getState().panels[name]),
});

const results = (name: Results): Command => ({
  id: `view.results.${name}`,
  title: `command.results.${name}`,
  group: 'view',
  ...(name === 'table' ? { keys: KEYS.table } : {}),
  run: () => {
    uiStore.getState().setPanel('dashboard', true);
    uiStore.getState().setResults(name);
    focusResults();
  },
});

const theme = (name: Theme): Command => ({
  id: `view.theme.${name}`,
  title: `command.theme.${name}`,
  group: 'view',
  isEnabled: () => uiStore.getState().theme !== name,
  run: () => uiStore.getState().setTheme(name),
});

export const VIEW: readonly Command[] = [
  ...PANELS.map(panel),
  ...RESULTS.map(results),
  ...THEMES.map(theme),
  {
    id: 'view.english',
    title: 'command.english',
    group: 'view',
    isEnabled: () => uiStore.getState().language !== 'en',
    run: () => uiStore.getState().setLanguage('en'),
  },
  {
    id: 'view.chinese',
    title: 'command.chinese',
    group: 'view',
    isEnabled: () => uiStore.getState().language !== 'zh',
    run: () => uiStore.getState().setLanguage('zh'),
  },
];
