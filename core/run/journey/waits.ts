/**
 * What a copy waits for after each step, until the next step that ends a wait. Steps beside the way (an answer to its sender, one more
 * replica, a commit) end and begin none.
 */
import type { StepKind, WaitKind } from '../journeyReport.ts';

const WAITS: Record<StepKind, WaitKind | null | undefined> = {
  created: 'buffer',
  forwarded: 'buffer',
  blocked: 'room',
  sent: 'network',
  arrived: 'server',
  acknowledged: undefined,
  answered: undefined,
  gaveUp: null,
  refused: null,
  routed: undefined,
  pending: 'majority',
  enqueued: 'consumer',
  appended: 'fetch',
  replicated: undefined,
  committed: undefined,
  known: null,
  accepted: 'receiver',
  delivered: 'network',
  requeued: 'consumer',
  settled: null,
  deadLettered: 'server',
  dropped: null,
  deleted: undefined,
  truncated: undefined,
  received: 'worker',
  began: 'work',
  failed: 'settle',
  worked: 'settle',
  processed: 'settle',
  settling: undefined,
  offsetCommitted: undefined,
  commitRefused: undefined,
  handedBack: 'fetch',
  holderLost: 'consumer',
};

export function waitAfter(kind: StepKind, detail: Readonly<Record<string, string | number>>): WaitKind | null | undefined {
  // A record of a log stays where it is, whoever read it.
  if (detail['group'] !== undefined && (kind === 'processed' || kind === 'worked')) return 'commit';
  if (detail['group'] !== undefined && kind === 'holderLost') return 'fetch';
  if (detail['group'] !== undefined && kind === 'offsetCommitted') return null;
  if (kind === 'appended' && detail['replicas'] !== undefined && Number(detail['replicas']) > 1) return 'replicas';
  if (kind === 'committed') return 'fetch';
  if (kind === 'failed' && detail['again'] !== undefined) return 'retry';
  return WAITS[kind];
}
