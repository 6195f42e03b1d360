/** `spillway replay FILE`: repeats a recorded run and says whether it did the same. */
import { EngineBug } from '#core/base/assert.ts';
import { ENGINE } from '#core/base/engineVersion.ts';
import { recordedRun } from '#core/compile/recordedRun.ts';
import { count, time } from '#core/report/numbers.ts';
import { hasErrors, type Issue } from '#core/scenario/issues.ts';
import { tooLarge } from '#core/scenario/parse.ts';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { replay as repeat } from '../replayHost.ts';
import { complain, EXIT, printIssues } from './loadScenario.ts';
import { readText } from './readFile.ts';
import type { Terminal } from './terminal.ts';
import { word } from './words.ts';

export async function replay(file: string, terminal: Terminal): Promise<number> {
  const refuse = (issues: readonly Issue[]): number => {
    printIssues(terminal, file, issues);
    return EXIT.badInput;
  };
  const read = await readText(file, terminal.stdin);
  if (!read.ok) {
    if (read.error.kind === 'tooLarge') return refuse([tooLarge(read.error.size)]);
    complain(terminal, file, word(terminal.language, read.error.word, { reason: read.error.reason }));
    return EXIT.badInput;
  }
  const { recording, issues } = parseRecording(read.value);
  if (recording === undefined) return refuse(issues);
  const { run, issues: found } = recordedRun(recording);
  if (run === undefined || hasErrors(found)) return refuse(found);
  const { nowUs, events, traceHash, failure } = await repeat(run.origin, run.journal, recording.events);
  if (failure !== undefined) {
    complain(terminal, file, failure.message);
    return failure instanceof EngineBug ? EXIT.engineBug : EXIT.limit;
  }
  const facts = { now: time(nowUs), events: count(events), inputs: run.journal.length, hash: traceHash };
  if (traceHash === recording.traceHash && events === recording.events) {
    terminal.out(`${word(terminal.language, 'replaySame', facts)}\n`);
    return EXIT.ok;
  }
  const isOther = recording.engine !== ENGINE;
  const recorded = { ...facts, recorded: recording.traceHash, engine: recording.engine, own: ENGINE };
  terminal.err(`${word(terminal.language, isOther ? 'replayOther' : 'replayDiffers', recorded)}\n`);
  return isOther ? EXIT.missed : EXIT.engineBug;
}
