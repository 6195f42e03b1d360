/** Declaring what exists asks whether it is as one thinks [RX7]: here everything exists before anybody connects. */
import type { Destination } from '../brokerNode.ts';
import type { ErrorCode } from '../errors.ts';
import type { DeclareRequest } from './declareRequest.ts';

export function declareError({ as, settings }: DeclareRequest, found: Destination | undefined): ErrorCode {
  if (found?.kind !== as) return 'unknown_destination';
  const own = found.kind === 'exchange' ? { type: found.type } : found.settings;
  const isSame = Object.entries(settings).every(([name, value]) => ((own as Readonly<Record<string, unknown>>)[name] ?? null) === value);
  return isSame ? 'none' : 'not_as_declared';
}
