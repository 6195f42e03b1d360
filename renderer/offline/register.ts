/**
 * Makes the app work offline, and says when there is a new build: never by itself, for a reload ends the run that is going. Not on the
 * desktop, which has its files with it, nor from source.
 */
import { bridge } from '../bridge/currentBridge.ts';
import { keepPending } from '../document/persistence.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';

/** First the window, then what is kept for later. */
const AFTER_MS = 2_000;
/** A window that stays open for days looks for a new build, too. */
const LOOK_EVERY_MS = 60 * 60_000;

export function workOffline(): void {
  if (!import.meta.env.PROD || bridge.isDesktop || !('serviceWorker' in navigator) || !location.protocol.startsWith('http')) return;
  setTimeout(() => {
    // A browser that forbids it has no less than before.
    navigator.serviceWorker.register('./serviceWorker.js').then(follow, () => undefined);
  }, AFTER_MS);
}

/** A browser that is told to let no worker in may give nothing. */
function follow(registration: ServiceWorkerRegistration | undefined): void {
  if (registration === undefined) return;
  const look = () => {
    // Without one in charge this is the first visit, and nothing is new.
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) void offer(registration.waiting);
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
}

let offered: ServiceWorker | undefined;

async function offer(waiting: ServiceWorker): Promise<void> {
  if (offered === waiting) return;
  offered = waiting;
  await import('../library/words.ts');
  const reload = async () => {
    await keepPending();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('activate');
  };
  toast(translate('app.update'), translate('app.update.about'), 'neutral', {
    label: translate('app.update.reload'),
    stays: true,
    onClick: () => void reload(),
  });
}
