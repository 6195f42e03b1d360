/** What goes wrong in practice. The scenarios come with it. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const SituationsDialog = lazyDialog(() => import('./SituationsWindow.tsx').then((part) => part.SituationsWindow));
