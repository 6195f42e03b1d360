/** The rules of a producer's load beyond the ranges of its fields. Editors write any number, so nothing is taken for granted but types. */
import { unreachable } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import { checkDistribution, checkTable, fieldIssue, numberOf, tooMany } from './checkValues.ts';
import { BURST_FIELDS, BURST_STATES, LOAD_FIELDS, POINT_FIELDS, STEP_FIELDS } from './fields.ts';
import { type Issue, issue } from './issues.ts';
import { readReplayRows } from './replayRows.ts';
import type { LoadDoc, ProducerDoc, Quantity, RatePointDoc } from './scenario.ts';

type Path = Issue['path'];
type Load<K extends LoadDoc['kind']> = Extract<LoadDoc, { kind: K }>;

export function checkLoad(load: LoadDoc, path: Path): Issue[] {
  return [...checkTable(load, LOAD_FIELDS[load.kind], path), ...checkShape(load, path)];
}

function checkShape(load: LoadDoc, path: Path): Issue[] {
  switch (load.kind) {
    case 'constant':
    case 'ramp':
    case 'spike':
      return [];
    case 'steps':
      if (load.steps.length === 0) return [issue('error', 'load.empty', [...path, 'steps'])];
      return [...tooMany(load.steps.length, [...path, 'steps']), ...load.steps.flatMap((step, i) => checkTable(step, STEP_FIELDS, [...path, 'steps', i]))];
    case 'sine':
      return isAbove(load.amplitude, load.mean)
        ? [issue('error', 'load.amplitude', [...path, 'amplitude'], { amplitude: load.amplitude, mean: load.mean })]
        : [];
    case 'flashSale':
      return ordered(load.base, load.peak, [...path, 'peak']);
    case 'diurnal':
      return ordered(load.low, load.high, [...path, 'high']);
    case 'cyclic':
      return [...ordered(load.min, load.max, [...path, 'max']), ...checkCycle(load, path)];
    case 'bursts':
      return checkBursts(load, path);
    case 'drawn':
      return [...tooMany(load.points.length, [...path, 'points']), ...checkPoints(load.points, [...path, 'points'])];
    case 'replayRates':
      return [...tooMany(load.points.length, [...path, 'points'], LIMITS.replayRows), ...checkPoints(load.points, [...path, 'points'])];
    case 'replayMessages':
      return checkRows(load.rows, [...path, 'rows']);
    case 'users':
      return checkDistribution(load.thinkTime, 'duration', [...path, 'thinkTime']);
    default:
      return unreachable(load);
  }
}

function isAbove(a: Quantity, b: Quantity): boolean {
  const [left, right] = [numberOf(a, 'rate'), numberOf(b, 'rate')];
  return left !== undefined && right !== undefined && left > right;
}

const ordered = (low: Quantity, high: Quantity, path: Path): Issue[] => (isAbove(low, high) ? [issue('error', 'load.order', path, { low, high })] : []);

/** Without any length it would turn without end in one instant. */
function checkCycle({ up, hold, down, rest }: Load<'cyclic'>, path: Path): Issue[] {
  const times = [up, hold, down, rest].map((text) => numberOf(text, 'duration'));
  return times.every((time) => time !== undefined && Math.round(time) === 0) ? [issue('error', 'load.noCycle', [...path, 'up'])] : [];
}

function checkBursts({ rates, holds }: Load<'bursts'>, path: Path): Issue[] {
  const { min, max } = BURST_STATES;
  if (rates.length !== holds.length || rates.length < min || rates.length > max)
    return [issue('error', 'load.states', [...path, 'rates'], { rates: rates.length, holds: holds.length, min, max })];
  return [
    ...rates.flatMap((rate, i) => fieldIssue(rate, BURST_FIELDS.rate, [...path, 'rates', i]) ?? []),
    ...holds.flatMap((hold, i) => fieldIssue(hold, BURST_FIELDS.hold, [...path, 'holds', i]) ?? []),
  ];
}

/** A state path longer than the engine keeps would stop changing before the run is over. */
export function checkBurstChanges({ load }: ProducerDoc, horizon: Quantity, path: Path): Issue[] {
  if (load.kind !== 'bursts' || load.holds.length === 0) return [];
  const holds = load.holds.map((hold) => numberOf(hold, 'duration') ?? Number.POSITIVE_INFINITY);
  const changes = Math.round((numberOf(horizon, 'duration') ?? 0) / (holds.reduce((sum, hold) => sum + hold, 0) / holds.length));
  // A path as long as this is rare at half the limit.
  const max = LIMITS.burstChanges / 2;
  return changes > max ? [issue('error', 'load.burstChanges', [...path, 'load', 'holds'], { changes, max })] : [];
}

/** Recorded points are many and are looked at on every edit of anything: what was found of a list is remembered. */
const pointIssues = new WeakMap<readonly RatePointDoc[], readonly Issue[]>();

function checkPoints(points: readonly RatePointDoc[], path: Path): Issue[] {
  let found = pointIssues.get(points);
  if (found === undefined) pointIssues.set(points, (found = findPointIssues(points)));
  return found.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

function findPointIssues(points: readonly RatePointDoc[]): Issue[] {
  if (points.length === 0) return [issue('error', 'load.empty', [])];
  const found: Issue[] = [];
  let last = 0;
  for (const [i, point] of points.entries()) {
    found.push(...checkTable(point, POINT_FIELDS, [i]));
    const at = numberOf(point.at, 'duration') ?? last;
    if (at < last) found.push(issue('error', 'load.backwards', [i, 'at'], { row: i + 1, at: point.at }));
    last = Math.max(last, at);
    if (found.length >= LIMITS.issues) break;
  }
  return found;
}

function checkRows(rows: readonly string[], path: Path): Issue[] {
  if (rows.length === 0) return [issue('error', 'load.empty', path)];
  const overfull = tooMany(rows.length, path, LIMITS.replayRows);
  if (overfull.length > 0) return overfull;
  const { characters, issues } = readReplayRows(rows);
  if (characters > LIMITS.replayCharacters)
    return [issue('error', 'limit.exceeded', path, { what: 'characters', count: characters, max: LIMITS.replayCharacters })];
  return issues.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

/** The rate that goes on for ever; of what rises and falls without end its highest, since it comes back to it. */
export function lastRate(load: LoadDoc): Quantity {
  switch (load.kind) {
    case 'constant':
      return load.rate;
    case 'ramp':
      return load.to;
    case 'steps':
      return load.steps.at(-1)?.rate ?? '';
    case 'spike':
    case 'flashSale':
      return load.base;
    case 'sine':
      return load.mean;
    case 'diurnal':
      return load.high;
    case 'cyclic':
      return load.max;
    case 'bursts':
      return load.rates.find((rate) => (numberOf(rate, 'rate') ?? 0) > 0) ?? '0';
    case 'drawn':
    case 'replayRates':
      return load.points.at(-1)?.rate ?? '';
    case 'replayMessages':
      return '0';
    case 'users':
      return load.users > 0 ? '1/s' : '0';
    default:
      return unreachable(load);
  }
}
