/** Import of compose files and their like. The readers, and what maps them to a design, come with it. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const ImportDialog = lazyDialog(() => import('./ImportWindow.tsx').then((part) => part.ImportWindow));
