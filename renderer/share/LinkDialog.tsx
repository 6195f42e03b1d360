/** What a link holds, or why it cannot be opened. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const LinkDialog = lazyDialog(() => import('./LinkWindow.tsx').then((part) => part.LinkWindow));
