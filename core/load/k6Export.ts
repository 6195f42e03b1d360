/** A load as a scenario of k6: stages of arrival rates, or users. SPEC.md, LD11. */
import { err, ok, type Result } from '../base/result.ts';
import type { LoadSpec } from '../base/workload.ts';
import type { LoadFileFault } from './fileFaults.ts';
import { shapeOf, type Shape } from './shape.ts';

export interface K6Export {
  /** The options object, as JSON. */
  readonly text: string;
  /** Rates were rounded: k6 knows whole numbers only, and no unit of time made them whole. */
  readonly isRounded: boolean;
}

interface Stage {
  readonly overUs: number;
  readonly rate: number;
}
/** Units of time in which k6 counts, the shortest first: per second unless another makes all rates whole. */
const UNITS = [
  ['1s', 1],
  ['1m', 60],
  ['1h', 3_600],
  ['24h', 86_400],
] as const;
/** Rounding of a rate's own arithmetic, which is no fraction that anybody wrote. */
const EPSILON = 1e-9;
/** k6 wants to know how many users it needs to keep up; it takes more when it must. */
const MOST_VUS = 1_000;
const MOST_STAGES = 10_000;

/** What repeats or goes on for ever is written up to `untilUs`, and to the end of the line it is in. */
export function writeK6(load: LoadSpec, untilUs: number, name = 'load'): Result<K6Export, LoadFileFault> {
  if (load.kind === 'users') {
    const { users, rampUpUs } = load;
    const hold = { duration: k6Duration(Math.max(1, untilUs - rampUpUs)), target: users };
    const scenario =
      rampUpUs === 0
        ? { executor: 'constant-vus', vus: users, duration: k6Duration(untilUs) }
        : { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: k6Duration(rampUpUs), target: users }, hold] };
    return ok({ text: textOf(name, scenario), isRounded: false });
  }
  const shape = shapeOf(load);
  if (shape === undefined) return err({ code: 'k6.kind', params: { kind: load.kind } });
  const lineCount = shape.run.length * (shape.repeats === true ? untilUs / shape.run.reduce((sum, { overUs }) => sum + overUs, 0) : 1);
  if (lineCount > MOST_STAGES) return err({ code: 'k6.tooMany', params: { where: 'stages', count: Math.ceil(lineCount), max: MOST_STAGES } });
  const { first, stages } = stagesOf(shape, untilUs);
  const rates = [first, ...stages.map(({ rate }) => rate)];
  const exact = UNITS.find(([, seconds]) => rates.every((rate) => isWhole(rate * seconds)));
  const [timeUnit, seconds] = exact ?? UNITS[UNITS.length - 1]!;
  const count = (rate: number): number => Math.round(rate * seconds);
  const vus = { preAllocatedVUs: Math.min(MOST_VUS, Math.max(1, Math.ceil(Math.max(...rates)))) };
  const scenario =
    load.kind === 'constant'
      ? { executor: 'constant-arrival-rate', rate: count(first), timeUnit, duration: k6Duration(untilUs), ...vus }
      : {
          executor: 'ramping-arrival-rate',
          startRate: count(first),
          timeUnit,
          ...vus,
          stages: stages.map(({ overUs, rate }) => ({ duration: k6Duration(overUs), target: count(rate) })),
        };
  return ok({ text: textOf(name, scenario), isRounded: exact === undefined });
}

const textOf = (name: string, scenario: object): string => `${JSON.stringify({ scenarios: { [name]: scenario } }, null, 2)}\n`;
const isWhole = (n: number): boolean => Math.abs(n - Math.round(n)) <= EPSILON * Math.max(1, n);

/** A jump is a stage of no length. At the end k6 stops: a rate that goes on needs a stage, and nothing needs none. */
function stagesOf({ run, lastRate, repeats }: Shape, untilUs: number): { readonly first: number; readonly stages: Stage[] } {
  const lines = run.filter(({ overUs }) => overUs > 0);
  const first = lines[0]?.from ?? lastRate;
  const stages: Stage[] = [];
  let rate = first;
  // Instants are rounded, not lengths, so that nothing drifts.
  let [at, atUs] = [0, 0];
  const go = (overUs: number, to: number): void => {
    at += overUs;
    stages.push({ overUs: Math.round(at) - atUs, rate: to });
    atUs = Math.round(at);
    rate = to;
  };
  do {
    for (const { from, to, overUs } of lines) {
      if (repeats === true && at >= untilUs) break;
      if (from !== rate) go(0, from);
      go(overUs, to);
    }
  } while (repeats === true && at < untilUs);
  if (repeats !== true && lastRate > 0 && atUs < untilUs) {
    if (lastRate !== rate) go(0, lastRate);
    go(untilUs - atUs, lastRate);
  }
  return { first, stages };
}

/** As Go writes them: '1m30s', '1.5s', '500ms'. */
function k6Duration(us: number): string {
  if (us === 0) return '0s';
  if (us < 1_000) return `${us}us`;
  if (us < 1_000_000) return `${us / 1_000}ms`;
  const [hours, minutes, rest] = [Math.floor(us / 3.6e9), Math.floor((us % 3.6e9) / 6e7), us % 6e7];
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${rest > 0 ? `${rest / 1e6}s` : ''}`;
}
