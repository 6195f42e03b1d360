/**
 * A recorded run as a file: the design it began with, what a person did and when, and the hash of what came of it. Whoever
 * repeats it must get that hash; nothing else of a run needs to be kept. Times in µs of virtual time.
 */
import type { FaultSpec } from '../base/faults.ts';
import type { Scenario } from './scenario.ts';
import { formatScenario } from './serialize.ts';

export const RECORDING_FORMAT = 'spillway-recording';
export const RECORDING_VERSION = 1;

/** What a person did; a changed design is there whole, for a plan is the engine's own. */
export type RecordedInput = { readonly atUs: number } & (
  | { readonly kind: 'spike'; readonly node: string; readonly factor: number; readonly forUs: number }
  | { readonly kind: 'fault'; readonly fault: FaultSpec }
  | { readonly kind: 'repair'; readonly target: string }
  | { readonly kind: 'design'; readonly scenario: Scenario }
);

export interface Recording {
  /** The engine that ran it: another one may do otherwise. */
  readonly engine: string;
  /** The instant of the last sample, the engine events fired until then, and the trace of them. */
  readonly endUs: number;
  readonly events: number;
  readonly traceHash: string;
  readonly scenario: Scenario;
  /** In the order of their instants. */
  readonly inputs: readonly RecordedInput[];
}

/** One input a line; equal recordings give equal bytes. */
export function formatRecording({ engine, endUs, events, traceHash, scenario, inputs }: Recording): string {
  const head = { format: RECORDING_FORMAT, version: RECORDING_VERSION, engine, endUs, events, traceHash };
  const lines = inputs.map((input) => (input.kind === 'design' ? { ...input, scenario: compact(input.scenario) } : input));
  const fields = Object.entries(head).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  return `{\n${fields.join(',\n')},\n  "scenario": ${JSON.stringify(compact(scenario))},\n  "inputs": [${lines.map((line) => `\n    ${JSON.stringify(line)}`).join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** The canonical document, without its line breaks. */
const compact = (scenario: Scenario): unknown => JSON.parse(formatScenario(scenario));

/** A recording tells itself by its first field, as this program writes it. */
export const isRecordingText = (text: string): boolean => new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${RECORDING_FORMAT}"`).test(text);
