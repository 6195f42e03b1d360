/** The look of everything that floats above the window: menus, lists, dialogs. */
export const POPUP = 'rounded-lg border border-(--border) bg-(--surface) text-(--text) shadow-(--shadow) outline-none';
