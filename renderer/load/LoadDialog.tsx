/** The load editor. It is fetched when it is first opened; which producer's load is open is known to the whole window. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '#core/scenario/scenario.ts';
import { translate } from '../i18n/i18n.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import { toast } from '../parts/toasts.ts';

export type StudioTab = 'curve' | 'import' | 'export';
export interface OpenedLoad {
  readonly node: NodeId;
  readonly tab: StudioTab;
}
export interface LoadDialogProps extends OpenedLoad {
  readonly onClose: () => void;
}

const opened = createStore<{ readonly load: OpenedLoad | undefined }>(() => ({ load: undefined }));
const close = () => opened.setState({ load: undefined });

export const openLoad = (node: NodeId, tab: StudioTab = 'curve'): void => opened.setState({ load: { node, tab } });

const Window = lazyPart<LoadDialogProps>(() => import('./LoadWindow.tsx').then((part) => part.LoadWindow), LoadFailed);

function LoadFailed({ onClose }: LoadDialogProps) {
  useEffect(() => {
    toast(translate('common.loadFailed'), undefined, 'bad');
    onClose();
  }, [onClose]);
  return null;
}

export function LoadDialog() {
  const load = useStore(opened, (s) => s.load);
  return load && <Window key={load.node} {...load} onClose={close} />;
}
