/**
 * A part of the app that is fetched when it is first shown. It is put into a state by an effect, not suspended: React draws what
 * was suspended when nothing else is to be drawn, and a run on a slow machine leaves no such moment.
 */
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { fetchOnce } from './fetchOnce.ts';

/** What comes sooner is not announced by a skeleton. */
const CALM_MS = 150;

/**
 * `Failed` stands in for a part that cannot be fetched (the server has a newer build): it must not take the window down. The next
 * opening tries again. `Skeleton` stands where the part will be once it has been on its way for `afterMs`; a part without a place
 * of its own has none.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failed: ComponentType<Props>,
  Skeleton?: ComponentType<Props>,
  afterMs = CALM_MS,
): (props: Props) => ReactNode {
  const part = fetchOnce(load);
  return function LazyPart(props) {
    const [Part, setPart] = useState(() => part.value);
    const [isLate, setLate] = useState(afterMs === 0);
    const isHere = Part !== undefined;
    useEffect(() => {
      if (isHere) return;
      let isGone = false;
      const show = (found: ComponentType<Props>) => {
        if (!isGone) setPart(() => found);
      };
      part.fetch().then(show, () => show(Failed));
      const timer = Skeleton && setTimeout(() => setLate(true), afterMs);
      return () => {
        isGone = true;
        clearTimeout(timer);
      };
    }, [isHere]);
    if (Part !== undefined) return <Part {...props} />;
    return Skeleton !== undefined && isLate ? <Skeleton {...props} /> : null;
  };
}

/** For a part that can be done without. */
export const Nothing = (): null => null;
