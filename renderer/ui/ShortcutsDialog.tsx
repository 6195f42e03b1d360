/** All keys and gestures on one sheet, fetched when it is first asked for. */
import { lazyDialog } from './lazyDialog.tsx';

export const ShortcutsDialog = lazyDialog(() => import('./ShortcutsWindow.tsx').then((part) => part.ShortcutsWindow));
