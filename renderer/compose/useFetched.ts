/** A text that is fetched once it is wanted: on its way, here, or refused until it is asked for again. */
import { useEffect, useState } from 'react';

export type Fetched =
  | { readonly kind: 'none' | 'coming' }
  | { readonly kind: 'here'; readonly text: string }
  | { readonly kind: 'failed'; readonly retry: () => void };

export function useFetched(isWanted: boolean, fetch: () => Promise<string>): Fetched {
  // What is wanted is on its way from the first moment: nobody takes a project along that lacks it.
  const [state, setState] = useState<Fetched>({ kind: 'coming' });
  const [attempt, setAttempt] = useState(0);
  const isHere = state.kind === 'here';
  useEffect(() => {
    if (!isWanted || isHere) return undefined;
    let isGone = false;
    const show = (next: Fetched) => {
      if (!isGone) setState(next);
    };
    show({ kind: 'coming' });
    fetch().then(
      (text) => show({ kind: 'here', text }),
      () => show({ kind: 'failed', retry: () => setAttempt(attempt + 1) }),
    );
    return () => {
      isGone = true;
    };
  }, [isWanted, isHere, fetch, attempt]);
  return isWanted ? state : { kind: 'none' };
}
