/** Whether the bar that finds is open. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface FindState {
  readonly isOpen: boolean;
  /** Counts how often it was asked for: asked again, the field has the focus again. */
  readonly asked: number;
}
const findStore = createStore<FindState>(() => ({ isOpen: false, asked: 0 }));

export const openFind = (): void => findStore.setState(({ asked }) => ({ isOpen: true, asked: asked + 1 }));
export const closeFind = (): void => findStore.setState({ isOpen: false });
export const useFind = (): FindState => useStore(findStore);
