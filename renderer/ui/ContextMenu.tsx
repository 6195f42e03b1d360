/** The menu of the canvas: fetched when it is first asked for. */
import { lazyPart } from '../parts/lazyPart.tsx';
import { closeContextMenu, type OpenMenu, useContextMenu } from './openMenu.ts';

interface Props {
  readonly menu: OpenMenu;
}

const Part = lazyPart<Props>(() => import('./CanvasMenu.tsx').then((part) => part.CanvasMenu), Missing);

function Missing() {
  closeContextMenu();
  return null;
}

export function ContextMenu() {
  const menu = useContextMenu();
  return menu && <Part menu={menu} />;
}
