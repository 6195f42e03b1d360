/** Where reading goes on after what was read has been replaced: the new heading takes the focus, unless it is the first thing shown. */
import { type RefObject, useEffect, useRef } from 'react';

let isFirst = true;

/** Whenever `key` changes and when the heading comes in place of another. */
export function useFocusHere(key: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isFirst) isFirst = false;
    else heading.current?.focus();
  }, [key]);
  return heading;
}

export const useFocusOnReturn = (): RefObject<HTMLHeadingElement | null> => useFocusHere('');
