/** Taking a design or its run along: as a link, a picture, a page that plays, a film or a file. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const ShareDialog = lazyDialog(() => import('./ShareWindow.tsx').then((part) => part.ShareWindow));
