/** A person's designs and files, and the history of one design: fetched when first opened. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const LibraryDialog = lazyDialog(() => import('./LibraryWindow.tsx').then((part) => part.LibraryWindow));
export const HistoryDialog = lazyDialog(() => import('./HistoryWindow.tsx').then((part) => part.HistoryWindow));
