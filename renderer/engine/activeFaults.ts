/** What is broken now, told by the engine's own events, and what that makes of a node or an edge on the screen. */
import type { RunEvent } from '#core/metrics/frameBatch.ts';

export interface ActiveFault {
  /** Node or edge. */
  readonly target: string;
  readonly fault: string;
  readonly detail: RunEvent['detail'];
  /** A client that is to crash at a moment of its work has not crashed yet. */
  readonly isPending: boolean;
}

export function faultsAfter(faults: readonly ActiveFault[], { kind, entity, detail }: RunEvent): readonly ActiveFault[] {
  switch (kind) {
    case 'fault.started': {
      // Poisoned messages are sent and that is all there is to it.
      if (detail.fault === 'poison') return faults;
      const isPending = detail.fault === 'clientCrash' && detail.moment !== 'now';
      return [...faults, { target: entity, fault: String(detail.fault), detail, isPending }];
    }
    case 'client.crashed':
      return changedFirst(
        faults,
        (one) => one.target === entity && one.isPending,
        (one) => [{ ...one, isPending: false }],
      );
    case 'fault.ended':
      return changedFirst(
        faults,
        (one) => one.target === entity && isSame(one.detail, detail),
        () => [],
      );
    default:
      return faults;
  }
}

function changedFirst(faults: readonly ActiveFault[], is: (one: ActiveFault) => boolean, change: (one: ActiveFault) => readonly ActiveFault[]) {
  const at = faults.findIndex(is);
  return at < 0 ? faults : faults.flatMap((one, i) => (i === at ? change(one) : [one]));
}

/** The end of a fault says all its beginning said but how long it lasts. */
const isSame = (began: RunEvent['detail'], ended: RunEvent['detail']): boolean =>
  Object.entries(began).every(([name, value]) => name === 'forUs' || ended[name] === value);

/** The worst that is said of a node or an edge in a word. */
export const FAULT_MARKS = ['down', 'partlyDown', 'cut', 'paused', 'slow', 'lossy', 'poisoned'] as const;
export type FaultMark = (typeof FAULT_MARKS)[number];

export function markOf(faults: readonly ActiveFault[], id: string): FaultMark | undefined {
  const marks = new Set(faults.flatMap((one) => (one.target === id ? (markOfOne(one) ?? []) : [])));
  return FAULT_MARKS.find((mark) => marks.has(mark));
}

function markOfOne({ fault, detail, isPending }: ActiveFault): FaultMark | undefined {
  switch (fault) {
    case 'brokerCrash':
      return detail.server === undefined ? 'down' : 'partlyDown';
    case 'clientCrash':
      if (isPending) return undefined;
      return detail.instance === undefined && detail.moment === 'now' ? 'down' : 'partlyDown';
    case 'brokerPause':
      return 'paused';
    case 'slowDisk':
    case 'linkDelay':
      return 'slow';
    case 'linkPartition':
      return 'cut';
    case 'linkLoss':
    case 'linkDuplicate':
      return 'lossy';
    case 'poisonShare':
      return 'poisoned';
    default:
      return undefined;
  }
}
