/** Of the document, for its curves: how long a run is in µs (a minute while its field says nothing), and whose curve one is. */
import { useMemo } from 'react';
import { parseDuration } from '#core/base/quantity.ts';
import type { NodeId } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import type { CurveOwner } from './curve.ts';

const MINUTE_US = 60_000_000;

export function useHorizonUs(): number {
  const read = parseDuration(useDocument((s) => s.scenario.model.horizon));
  return read.ok && read.value > 0 ? read.value : MINUTE_US;
}

/** Whose curve a load of the document is: bursts come by its seed. */
export function useOwner(node: NodeId): CurveOwner {
  const seed = useDocument((s) => s.scenario.model.seed);
  return useMemo(() => ({ node, seed }), [node, seed]);
}
