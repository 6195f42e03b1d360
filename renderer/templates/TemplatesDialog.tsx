/** The gallery of templates. It and the templates come when it is first opened. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const TemplatesDialog = lazyDialog(() => import('./TemplatesWindow.tsx').then((part) => part.TemplatesWindow));
