/** Export to docker-compose. The exporter, its YAML writer and the zip writer are fetched when the dialog is first opened. */
import { useEffect } from 'react';
import { translate } from '../i18n/i18n.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import { toast } from '../parts/toasts.ts';

export interface ComposeDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export const ComposeDialog = lazyPart<ComposeDialogProps>(() => import('./ComposeWindow.tsx').then((part) => part.ComposeWindow), LoadFailed);

function LoadFailed({ isOpen, onClose }: ComposeDialogProps) {
  useEffect(() => {
    if (!isOpen) return;
    toast(translate('common.loadFailed'), undefined, 'bad');
    onClose();
  }, [isOpen, onClose]);
  return null;
}
