/** Export to docker-compose. The exporter, its YAML writer and the zip writer are fetched when the dialog is first opened. */
import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';

export interface ComposeDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A part that cannot be fetched (the server has a newer build) is said, and does not take the window down. */
const ComposeWindow = lazy<ComponentType<ComposeDialogProps>>(() =>
  import('./ComposeWindow.tsx').then(
    (part) => ({ default: part.ComposeWindow }),
    () => ({ default: LoadFailed }),
  ),
);

export function ComposeDialog(props: ComposeDialogProps) {
  return (
    <Suspense fallback={null}>
      <ComposeWindow {...props} />
    </Suspense>
  );
}

function LoadFailed({ isOpen, onClose }: ComposeDialogProps) {
  useEffect(() => {
    if (!isOpen) return;
    toast(translate('compose.loadFailed'), undefined, 'bad');
    onClose();
  }, [isOpen, onClose]);
  return null;
}
