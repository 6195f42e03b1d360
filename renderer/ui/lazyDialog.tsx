/** A dialog that is fetched when it is first opened; one that cannot be fetched says so and closes. */
import { type ComponentType, type ReactNode, useEffect } from 'react';
import { translate } from '../i18n/i18n.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import { toast } from '../parts/toasts.ts';

export interface LazyDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export const lazyDialog = (load: () => Promise<ComponentType<LazyDialogProps>>): ((props: LazyDialogProps) => ReactNode) => lazyPart(load, LoadFailed);

function LoadFailed({ isOpen, onClose }: LazyDialogProps) {
  useEffect(() => {
    if (!isOpen) return;
    toast(translate('common.loadFailed'), undefined, 'bad');
    onClose();
  }, [isOpen, onClose]);
  return null;
}
