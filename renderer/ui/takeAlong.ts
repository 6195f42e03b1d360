/** Taking a text out of the app: into the clipboard, or as a file; how it went is told, and resolves to whether it is done. */
import { bridge } from '../bridge/currentBridge.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    toast(translate('compose.copied'), undefined, 'good');
    return true;
  } catch {
    toast(translate('compose.copyFailed'), undefined, 'bad');
    return false;
  }
}

export const saveText = (name: string, text: string, mediaType: string): Promise<boolean> =>
  saving('compose.saved', () => bridge.saveBytes(name, new TextEncoder().encode(text), mediaType));

/** Says where it went; nothing when the person cancelled. */
export async function saving(done: 'compose.saved' | 'compose.savedFolder', save: () => Promise<string | undefined>): Promise<boolean> {
  try {
    const name = await save();
    if (name !== undefined) toast(translate(done, { name }), undefined, 'good');
    return name !== undefined;
  } catch (fault) {
    toast(translate('compose.saveFailed', { message: fault instanceof Error ? fault.message : String(fault) }), undefined, 'bad');
    return false;
  }
}
