/**
 * Opens what a link holds: at once where nothing would be lost, else after showing what it is and asking. A link that is broken is
 * explained and changes nothing. A recorded run is repeated, and the run's own notice says whether it came to the same trace.
 */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { documentStore } from '../document/documentStore.ts';
import { takeOf } from '../engine/recordings.ts';
import { runControl } from '../engine/runControl.ts';
import { titleText, translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import { LINK_MARK, type LinkFault, readLink, type Shared } from './link.ts';
import './words.ts';

/** What waits for an answer. */
export type Received = { readonly kind: 'offer'; readonly shared: Shared; readonly link: string } | { readonly kind: 'broken'; readonly fault: LinkFault };
const receivedStore = createStore<{ readonly received: Received | undefined }>(() => ({ received: undefined }));
export const useReceived = (): Received | undefined => useStore(receivedStore, (s) => s.received);

/** The link this window's new tab was opened for: it came from the person, who has been asked. */
const ASKED = 'spillway.openLink';

/** `text` holds a link somewhere. */
export function receiveLink(text: string): void {
  const { shared, fault } = readLink(text);
  if (fault !== undefined) return show({ kind: 'broken', fault });
  const link = text.slice(text.indexOf(LINK_MARK)).trim();
  // The note is taken away by who reads it, asked or not.
  const isAsked = wasAsked(link);
  if (documentStore.getState().dirty && !isAsked) return show({ kind: 'offer', shared, link });
  openShared(shared);
}

export function openShared(shared: Shared): void {
  const { recording, scenario } = shared;
  const { take, issues } = recording === undefined ? { issues: [] } : takeOf(recording);
  if (recording !== undefined && take === undefined) return show({ kind: 'broken', fault: { kind: 'content', issues: issues } });
  forget();
  uiStore.getState().select(NO_SELECTION);
  documentStore.getState().replace(scenario);
  if (take !== undefined) runControl.replay(take);
  toast(translate('share.opened', { title: titleOf(shared) }), undefined, 'good');
}

/** Beside this one. False when the browser would not. */
export function openInNewTab(link: string): boolean {
  remember(link);
  const tab = window.open(`${location.pathname}${location.search}${link}`, '_blank');
  if (tab !== null) forget();
  return tab !== null;
}

/** The person keeps what is there. */
export function forget(): void {
  receivedStore.setState({ received: undefined });
  if (uiStore.getState().overlay === 'link') uiStore.getState().setOverlay(undefined);
}

export function titleOf({ scenario }: Shared): string {
  return titleText(scenario.view.title);
}

function show(received: Received): void {
  receivedStore.setState({ received });
  uiStore.getState().setOverlay('link');
}

function remember(link: string): void {
  try {
    localStorage.setItem(ASKED, link);
  } catch {
    // Without storage the new tab asks once more.
  }
}

function wasAsked(link: string): boolean {
  try {
    const is = localStorage.getItem(ASKED) === link;
    if (is) localStorage.removeItem(ASKED);
    return is;
  } catch {
    return false;
  }
}
