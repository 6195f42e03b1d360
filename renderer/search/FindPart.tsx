/** The bar that finds, fetched when it is first opened. */
import { lazyPart } from '../parts/lazyPart.tsx';
import { closeFind, useFind } from './findStore.ts';

const Part = lazyPart<object>(() => import('./FindBar.tsx').then((part) => part.FindBar), Missing);

function Missing() {
  closeFind();
  return null;
}

export function FindPart() {
  return useFind().isOpen ? <Part /> : null;
}
