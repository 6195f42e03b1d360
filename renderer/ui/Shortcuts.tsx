/** Keys of the whole window. Form fields keep theirs, and a dialog stops all but its own. */
import { useEffect } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { copySelected, deleteSelected, pasteText } from '../canvas/commands.ts';
import { isOnCanvas, takeFocused } from '../canvas/focus.ts';
import { isForeign } from '../import/foreign.ts';
import { openImport } from '../import/importStore.ts';
import { type Command, isEnabled } from './command.ts';
import { COMMANDS } from './commands.ts';
import { meansFocused } from './meant.ts';
import { uiStore } from './uiStore.ts';

export function Shortcuts() {
  useClipboard();
  return COMMANDS.map((command) =>
    command.keys === undefined || command.isHeardElsewhere === true ? null : <Keys key={command.id} command={command} keys={command.keys} />,
  );
}

function Keys({ command, keys }: { readonly command: Command; readonly keys: string }) {
  const obey = () => {
    if (command.isOnSelection === true && meansFocused(uiStore.getState().selection, command.isRemoving === true)) takeFocused();
    if (isEnabled(command)) command.run();
  };
  useHotkeys(keys, obey, {
    preventDefault: command.keepsDefault !== true,
    ignoreEventWhen: command.where === 'canvas' ? () => isElsewhere() || !isOnCanvas() : isElsewhere,
    enableOnFormTags: command.isEverywhere === true,
    ...(command.isCharacter === true ? { useKey: true, ignoreModifiers: true } : {}),
  });
  return null;
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
      if (isOurs() && meansFocused(uiStore.getState().selection, event.type === 'cut')) takeFocused();
      const text = isOurs() ? copySelected() : undefined;
      if (text === undefined) return false;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      return true;
    };
    const onCopy = (event: ClipboardEvent) => void take(event);
    const onCut = (event: ClipboardEvent) => void (take(event) && deleteSelected());
    // A paste event does not tell that Shift was held.
    let isShiftHeld = false;
    const onKeyDown = ({ shiftKey }: KeyboardEvent) => {
      isShiftHeld = shiftKey;
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = isOurs() ? event.clipboardData?.getData('text/plain') : undefined;
      if (text && isForeign(text)) openImport({ pasted: text });
      else if (text) pasteText(text, { keepsIncoming: isShiftHeld });
    };
    document.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
