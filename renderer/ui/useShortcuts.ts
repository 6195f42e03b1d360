/** Keys of the whole window. Form fields keep theirs, and a dialog stops all but its own. */
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { copySelected, deleteSelected, duplicateSelected, pasteText, selectAll } from '../canvas/commands.ts';
import { FIT } from '../canvas/nodes/geometry.ts';
import { documentStore } from '../document/documentStore.ts';
import { openFile, saveFile } from '../document/files.ts';
import { backToLive, moveBySeconds } from '../engine/cursor.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { secondOn } from '../timeline/steps.ts';
import { KEYS } from './keys.ts';
import { NO_SELECTION, uiStore } from './uiStore.ts';

export function useShortcuts(): void {
  const { fitView } = useReactFlow();
  const options = { preventDefault: true, ignoreEventWhen: isElsewhere } as const;
  const anywhere = { ...options, enableOnFormTags: true } as const;

  useHotkeys(KEYS.save, () => void saveFile({ as: false }), anywhere);
  useHotkeys(KEYS.saveAs, () => void saveFile({ as: true }), anywhere);
  useHotkeys(KEYS.open, () => void openFile(), anywhere);
  useHotkeys(KEYS.runPause, () => runControl.toggle(), anywhere);
  useHotkeys(KEYS.restart, () => void runControl.restart(true), options);
  useHotkeys(KEYS.stepEvent, () => runControl.step(1), options);
  useHotkeys(KEYS.stepMessage, () => runControl.stepMessage(), options);
  useHotkeys(KEYS.stepSecond, secondOn, options);
  useHotkeys(KEYS.secondBack, () => moveBySeconds(-1), options);
  useHotkeys(KEYS.branch, () => runControl.branch(), options);
  useHotkeys(KEYS.undo, () => documentStore.getState().undo(), options);
  useHotkeys(KEYS.redo, () => documentStore.getState().redo(), options);
  useHotkeys(KEYS.selectAll, selectAll, options);
  useHotkeys(KEYS.selectNone, leave, { ...options, preventDefault: false });
  useHotkeys(KEYS.duplicate, duplicateSelected, options);
  useHotkeys(KEYS.delete, deleteSelected, options);
  useHotkeys(KEYS.fit, () => void fitView(FIT), options);
  useHotkeys(KEYS.help, () => uiStore.getState().setOverlay('shortcuts'), { ...options, useKey: true, ignoreModifiers: true });
  useClipboard();
}

/** Out of the past first, then out of the selection. */
function leave(): void {
  if (runStore.getState().cursorUs !== undefined) backToLive();
  else uiStore.getState().select(NO_SELECTION);
}

/** Behind a dialog, or in an open menu: the keys are theirs. A list that was opened once stays in the page, unseen. */
function isElsewhere(): boolean {
  return [...document.querySelectorAll('[data-modal], [role="menu"], [role="listbox"]')].some((one) => one.checkVisibility());
}

/** The browser's own copy and paste events: they need no permission, and a selected text or field keeps them. */
function useClipboard(): void {
  useEffect(() => {
    const isOurs = () => {
      const at = document.activeElement;
      const isField = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
      return !isField && !isElsewhere() && (getSelection()?.toString() ?? '') === '';
    };
    const take = (event: ClipboardEvent): boolean => {
      const text = isOurs() ? copySelected() : undefined;
      if (text === undefined) return false;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      return true;
    };
    const onCopy = (event: ClipboardEvent) => void take(event);
    const onCut = (event: ClipboardEvent) => void (take(event) && deleteSelected());
    const onPaste = (event: ClipboardEvent) => {
      const text = isOurs() ? event.clipboardData?.getData('text/plain') : undefined;
      if (text) pasteText(text);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
