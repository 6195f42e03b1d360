/** A link that was opened: told by the address, at the start and whenever it changes. What reads it is fetched then. */
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';

export const isLink = (): boolean => location.hash.startsWith('#s=');

/** Resolves when the link the app was started with, if any, was opened or explained. */
export async function followLinks(): Promise<void> {
  addEventListener('hashchange', () => void look());
  await look();
}

async function look(): Promise<void> {
  if (!isLink()) return;
  const { hash } = location;
  // The address no longer says so: a reload keeps what was changed since.
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    (await import('./openLink.ts')).receiveLink(hash);
  } catch {
    toast(translate('common.loadFailed'), undefined, 'bad');
  }
}
