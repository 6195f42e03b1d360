/** The run on screen as a recording, up to its newest sample; and a recording as a run to be repeated. */
import { ENGINE } from '#core/base/engineVersion.ts';
import { traceDigest } from '#core/base/traceDigest.ts';
import { recordedRun } from '#core/compile/recordedRun.ts';
import type { Issue } from '#core/scenario/issues.ts';
import type { RecordedInput, Recording } from '#core/scenario/recording.ts';
import type { RunState } from './runStore.ts';
import type { DatedDesign, Take } from './takes.ts';

/** Undefined before the first sample. */
export function recordingOf({ series, journal, designs }: RunState): Recording | undefined {
  const [first] = designs;
  if (series === undefined || series.rows === 0 || first === undefined) return undefined;
  const newest = (metric: 'events' | 'traceA' | 'traceB') => series.newest(series.column('', metric));
  const endUs = series.newestUs;
  // The n-th change of the design is the n-th one that took effect, also where two did at one instant.
  const changed = designs.slice(1).values();
  const inputs = journal.flatMap(({ atUs, input }): readonly RecordedInput[] => {
    if (atUs > endUs) return [];
    if (input.kind !== 'patch') return [{ atUs, ...input }];
    const design = changed.next().value;
    return design === undefined ? [] : [{ atUs, kind: 'design', scenario: design.scenario }];
  });
  return { engine: ENGINE, endUs, events: newest('events'), traceHash: traceDigest(newest('traceA'), newest('traceB')), scenario: first.scenario, inputs };
}

export type RecordedTake = Pick<Take, 'origin' | 'journal' | 'designs' | 'endUs'> & Pick<Recording, 'traceHash'>;

export function takeOf(recording: Recording): { readonly take?: RecordedTake; readonly issues: readonly Issue[] } {
  const { run, issues } = recordedRun(recording);
  if (run === undefined) return { issues };
  const changes = recording.inputs.flatMap((input): readonly DatedDesign[] => (input.kind === 'design' ? [input] : []));
  const { endUs, traceHash, scenario } = recording;
  return { take: { ...run, designs: [{ atUs: 0, scenario }, ...changes], endUs, traceHash }, issues };
}
