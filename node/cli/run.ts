/** `spillway run FILE`: runs a scenario as fast as the machine can and reports what was measured. */
import { EngineBug, unreachable } from '#core/base/assert.ts';
import { formatDuration } from '#core/base/quantity.ts';
import { compile } from '#core/compile/compile.ts';
import { count, time } from '#core/report/numbers.ts';
import { fieldIssue } from '#core/scenario/checkValues.ts';
import { MODEL_FIELDS } from '#core/scenario/fields.ts';
import { hasErrors } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { type ObjectiveFault, parseObjective } from '#core/scenario/parseObjective.ts';
import type { Model, ObjectiveDoc } from '#core/scenario/scenario.ts';
import { Recorder } from '../recorder.ts';
import { type Outcome, type Progress, type RunOptions, runToEnd } from '../runHost.ts';
import { complain, EXIT, loadScenario, printIssues } from './loadScenario.ts';
import { reportText } from './reportText.ts';
import { stableJson } from './stableJson.ts';
import type { Terminal } from './terminal.ts';
import { word } from './words.ts';
import { type ReportFiles, writeReports } from './writeReports.ts';

export interface RunFlags extends ReportFiles {
  readonly seed?: string;
  readonly until?: string;
  readonly json?: boolean;
  readonly objective?: readonly string[];
}

export async function run(file: string, flags: RunFlags, terminal: Terminal, start?: RunOptions['start']): Promise<number> {
  const scenario = await loadScenario(file, terminal);
  if (scenario === undefined) return EXIT.badInput;
  const asked = withFlags(scenario.model, flags, terminal);
  const model = asked && withObjectives(asked, flags.objective ?? [], terminal);
  if (model === undefined) return EXIT.badInput;
  const { plan, issues } = compile(model);
  if (plan === undefined) {
    printIssues(terminal, file, issues);
    return EXIT.badInput;
  }
  const progress = progressLine(terminal);
  let isStopped = false;
  const forget = terminal.onInterrupt(() => {
    isStopped = true;
  });
  const isRecorded = flags.report !== undefined || flags.csv !== undefined;
  let recorder = new Recorder([]);
  try {
    const outcome = await runToEnd(plan, {
      onProgress: progress.show,
      onSchema: ({ columns }) => {
        recorder = new Recorder(columns);
      },
      ...(isRecorded ? { onFrames: (batch) => recorder.take(batch) } : {}),
      isStopped: () => isStopped,
      ...(start === undefined ? {} : { start }),
    });
    progress.clear();
    const isWritten = await writeReports(flags, { ...scenario, model }, outcome, recorder, terminal);
    const code = conclude(outcome, model, flags, terminal);
    return isWritten ? code : EXIT.badInput;
  } catch (fault) {
    progress.clear();
    if (!(fault instanceof EngineBug)) throw fault;
    complain(terminal, file, word(terminal.language, 'engineBug', { message: fault.message, seed: model.seed }));
    return EXIT.engineBug;
  } finally {
    forget();
  }
}

/** The model with seed and horizon as asked; undefined if they are no such thing. */
function withFlags(model: Model, flags: RunFlags, terminal: Terminal): Model | undefined {
  const seed = flags.seed === undefined ? model.seed : /^\d{1,10}$/.test(flags.seed) ? Number(flags.seed) : Number.NaN;
  const asked = { ...model, seed, horizon: flags.until ?? model.horizon };
  const wrong = (['seed', 'horizon'] as const).find((field) => {
    const found = fieldIssue(asked[field], MODEL_FIELDS[field], [field]);
    return found !== undefined && hasErrors([found]);
  });
  if (wrong === undefined) return asked;
  complain(terminal, 'spillway', word(terminal.language, wrong === 'seed' ? 'badSeed' : 'badUntil'));
  return undefined;
}

/** The model's objectives and those of the command line; undefined if one of these is none. */
function withObjectives(model: Model, texts: readonly string[], terminal: Terminal): Model | undefined {
  const added: ObjectiveDoc[] = [];
  for (const text of texts) {
    const read = parseObjective(text, model);
    if (read.ok) added.push(read.value);
    else complain(terminal, '--objective', objectiveFault(text, read.error, terminal.language));
  }
  return added.length === texts.length ? { ...model, objectives: [...model.objectives, ...added] } : undefined;
}

function objectiveFault(text: string, fault: ObjectiveFault, language: Terminal['language']): string {
  const place = `${text.slice(0, fault.at)}»${text.slice(fault.at)}`;
  switch (fault.code) {
    case 'shape':
      return word(language, 'objectiveShape', { place });
    case 'place':
      return word(language, 'objectivePlace', { place, text: fault.text });
    case 'metric':
      return word(language, 'objectiveMetric', { place, text: fault.text, known: fault.known.join(', ') });
    case 'sign':
      return word(language, 'objectiveSign', { place, text: fault.text, fitting: fault.fitting });
    case 'issue':
      return `${place}: ${issueText(fault.issue, language)}`;
    default:
      return unreachable(fault);
  }
}

function conclude({ report, isComplete, limit }: Outcome, model: Model, flags: RunFlags, terminal: Terminal): number {
  // A part of a run says so itself, wherever its report is kept.
  terminal.out(
    flags.json === true
      ? stableJson(isComplete ? report : { ...report, partial: true, ...(limit === undefined ? {} : { limit: limit.limit }) })
      : reportText(report, model, terminal.language),
  );
  const reached = { now: time(report.endedAtUs), horizon: formatDuration(report.horizonUs) };
  if (limit !== undefined) {
    terminal.err(`${word(terminal.language, 'limit', { ...reached, message: limit.message })}\n`);
    return EXIT.limit;
  }
  if (!isComplete) {
    terminal.err(`${word(terminal.language, 'interrupted', reached)}\n`);
    return EXIT.interrupted;
  }
  if (report.ledger.difference !== 0 || report.ledger.imbalances > 0) return EXIT.engineBug;
  return report.objectives.every((objective) => objective.met) ? EXIT.ok : EXIT.missed;
}

const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** One line drawn over itself, ten times a second, on a screen only. */
function progressLine(terminal: Terminal): { show(progress: Progress): void; clear(): void } {
  if (!terminal.isInteractive) return { show: () => undefined, clear: () => undefined };
  const startedMs = performance.now();
  let drawnMs = -Infinity;
  return {
    show({ nowUs, horizonUs, events }) {
      const nowMs = performance.now();
      if (nowMs - drawnMs < REDRAW_MS) return;
      drawnMs = nowMs;
      const pace = Math.round(nowUs / 1000 / Math.max(1, nowMs - startedMs));
      const params = {
        percent: Math.floor((100 * nowUs) / horizonUs),
        now: time(nowUs),
        horizon: formatDuration(horizonUs),
        events: count(events),
        pace: count(pace),
      };
      terminal.err(CLEAR_LINE + word(terminal.language, 'progress', params));
    },
    clear: () => terminal.err(CLEAR_LINE),
  };
}
