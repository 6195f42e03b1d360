/** The palette and its kin: fetched when they are first opened. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const CommandPalette = lazyDialog(() => import('./PaletteWindow.tsx').then((part) => part.PaletteWindow));
export const ConnectDialog = lazyDialog(() => import('./ConnectWindow.tsx').then((part) => part.ConnectWindow));
