/** Faults of the document as numbers, in the order they begin; servers and instances count from 0. */
import { unreachable } from '../base/assert.ts';
import type { FaultSpec } from '../base/faults.ts';
import type { FaultDoc } from '../scenario/scenario.ts';
import type { FaultPlan } from './plan.ts';
import { us } from './units.ts';

export const faultPlans = (docs: readonly FaultDoc[]): FaultPlan[] =>
  docs.map((doc) => ({ atUs: us(doc.at), fault: faultSpec(doc) })).sort((a, b) => a.atUs - b.atUs);

/** The fault itself, whenever it is to begin: a button of the app begins one now. */
function faultSpec(doc: FaultDoc): FaultSpec {
  const common = { target: doc.target, forUs: doc.for === undefined ? null : us(doc.for) };
  switch (doc.kind) {
    case 'brokerCrash':
      return { kind: doc.kind, ...common, mode: doc.mode, server: fromZero(doc.server) };
    case 'brokerPause':
      return { kind: doc.kind, ...common, server: fromZero(doc.server) };
    case 'slowDisk':
      return { kind: doc.kind, ...common, factor: doc.factor, server: fromZero(doc.server) };
    case 'linkDelay':
      return { kind: doc.kind, ...common, extraUs: us(doc.extra) };
    case 'linkLoss':
    case 'linkDuplicate':
    case 'poisonShare':
      return { kind: doc.kind, ...common, probability: doc.probability };
    case 'linkPartition':
      return { kind: doc.kind, ...common, way: doc.way };
    case 'clientCrash':
      return { kind: doc.kind, ...common, instance: fromZero(doc.instance), moment: doc.moment };
    case 'poison':
      return { kind: doc.kind, ...common, messages: doc.messages };
    default:
      return unreachable(doc);
  }
}

const fromZero = (n: number | undefined): number | null => (n === undefined ? null : n - 1);
