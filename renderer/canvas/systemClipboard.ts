/**
 * Copy and paste asked for by a menu, not by a key: the browser gives no clipboard event then, and may refuse to be read. What
 * was copied last in this window is there all the same.
 */
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { copySelected, deleteSelected, pasteText } from './commands.ts';

let last: string | undefined;

export async function copyToClipboard(): Promise<boolean> {
  const text = copySelected();
  if (text === undefined) return false;
  last = text;
  // Refused, it can still be pasted in this window.
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  return true;
}

export async function cutToClipboard(): Promise<void> {
  if (await copyToClipboard()) deleteSelected();
}

export async function pasteFromClipboard(): Promise<void> {
  const text = (await navigator.clipboard?.readText?.().catch(() => undefined)) ?? last;
  if (text === undefined || text.trim() === '') return toast(translate('canvas.pasteByKey'), undefined, 'bad');
  return pasteText(text);
}
