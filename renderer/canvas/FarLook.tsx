/**
 * Marks a large design that is seen from so far that nothing written on it can be read: styles leave those parts out. Each of
 * them would be looked at whenever anything on the page changes.
 */
import { useStore } from '@xyflow/react';
import { useEffect } from 'react';

const LARGE = 100;
/** Of the zoom; below it figures take the place of names (flow/paintFigures). */
const FAR = 0.35;

export function FarLook() {
  const domNode = useStore((s) => s.domNode);
  const isFar = useStore((s) => s.transform[2] < FAR && s.nodes.length > LARGE);
  useEffect(() => {
    domNode?.toggleAttribute('data-far', isFar);
  }, [domNode, isFar]);
  return null;
}
