/** The page of messages that was asked for: of the run as it is, or in the past of its exact state at the cursor. */
import { useEffect } from 'react';
import type { BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import { exactState, runControl, useExact } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';

export interface PageView {
  /** Undefined: it has not come yet. Null: there is nothing to list. */
  readonly page: MessagePage | null | undefined;
  readonly isPast: boolean;
  refresh(): void;
}

export function usePage(query: BrowseQuery | undefined): PageView {
  const phase = useRun((s) => s.phase);
  const runId = useRun((s) => s.runId);
  const live = useRun((s) => s.browsed);
  const past = useExact((s) => s.browsed);
  const exact = useExact((s) => s.phase);
  const atUs = useExact((s) => s.atUs);
  const isPast = exact !== 'off';
  const refresh = () => {
    if (query === undefined) return;
    if (isPast) exactState.browse(query);
    else runControl.browse(query);
  };
  // A run that stops or ends has come to where nothing changes any more: what is shown should be that.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(refresh, [query, phase === 'running', phase === 'none', runId, isPast, exact === 'same', atUs]);
  const answer = isPast ? past : live;
  return { page: answer?.query.node === query?.node ? answer?.page : undefined, isPast, refresh };
}
