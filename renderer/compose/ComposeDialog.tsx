/** Export to docker-compose. The exporter, its YAML writer and the zip writer come with it. */
import { lazyDialog } from '../ui/lazyDialog.tsx';

export const ComposeDialog = lazyDialog(() => import('./ComposeWindow.tsx').then((part) => part.ComposeWindow));
