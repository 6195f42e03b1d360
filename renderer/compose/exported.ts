/** How often a project was taken out of this window: saved as a zip or a folder, or copied. */
import { createStore } from 'zustand/vanilla';

export const exportStore = createStore<{ readonly count: number }>(() => ({ count: 0 }));
export const tellExported = (): void => exportStore.setState(({ count }) => ({ count: count + 1 }));
