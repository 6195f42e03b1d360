/**
 * Loads as the load generator k6 writes them: stages of arrival rates, and users. What k6 ends, ends: a curve read from it falls to
 * nothing after its last stage. SPEC.md, LD11.
 */
import { LIMITS } from '../base/limits.ts';
import { formatDuration, formatRate, parseDuration } from '../base/quantity.ts';
import { err, ok, type Result } from '../base/result.ts';
import { LIST_MAX } from '../scenario/fields.ts';
import type { DistributionDoc, LoadDoc, RatePointDoc } from '../scenario/traffic.ts';
import type { LoadFileFault } from './fileFaults.ts';
import { toJson } from './looseJson.ts';

export interface K6Load {
  /** The scenario's name; '' where there is only one without. */
  readonly name: string;
  readonly load: LoadDoc;
  /** When k6 would be done. */
  readonly endsUs: number;
}
type Read<T> = Result<T, LoadFileFault>;
type Fields = Readonly<Record<string, unknown>>;

const fault = (code: LoadFileFault['code'], params: LoadFileFault['params']): Result<never, LoadFileFault> => err({ code, params });
const EXECUTORS = ['ramping-arrival-rate', 'constant-arrival-rate', 'ramping-vus', 'constant-vus'];
/** k6 says in its script what a user does between two messages; here it is a setting. */
const THINK_TIME: DistributionDoc = { kind: 'constant', value: '1s' };

/** `bare` says what the targets of a bare list of stages are: k6 takes them for users. */
export function readK6(text: string, bare: 'rates' | 'users' = 'rates'): Read<readonly K6Load[]> {
  const value = parse(text);
  if (!value.ok) return value;
  const all = scenariosOf(value.value, bare);
  const loads: K6Load[] = [];
  for (const [name, where, fields] of all) {
    const read = readScenario(name, fields, where);
    if (!read.ok) return read;
    loads.push(read.value);
  }
  return loads.length === 0 ? fault('k6.nothing', {}) : ok(loads);
}

function parse(text: string): Read<unknown> {
  const { json, near } = toJson(text);
  if (json === undefined) return fault('k6.notJson', { near });
  try {
    return ok(JSON.parse(json));
  } catch {
    return fault('k6.notJson', { near: text.trim().slice(0, 20) });
  }
}

/** Name, place and fields of each scenario. */
function scenariosOf(value: unknown, bare: 'rates' | 'users'): [string, string, Fields][] {
  const executor = bare === 'rates' ? 'ramping-arrival-rate' : 'ramping-vus';
  if (Array.isArray(value)) return [['', '', { executor, stages: value }]];
  if (!isObject(value)) return [];
  const inner = isObject(value['options']) ? value['options'] : value;
  if (isObject(inner['scenarios']))
    return Object.entries(inner['scenarios']).map(([name, fields]) => [name, `scenarios.${name}.`, isObject(fields) ? fields : {}]);
  if (inner['executor'] !== undefined) return [['', '', inner]];
  // Beside stages, what only rates have says that they are rates.
  const isRates = inner['startRate'] !== undefined || inner['timeUnit'] !== undefined;
  if (inner['stages'] !== undefined) return [['', '', { ...inner, executor: isRates ? 'ramping-arrival-rate' : 'ramping-vus' }]];
  if (inner['vus'] !== undefined) return [['', '', { ...inner, executor: 'constant-vus' }]];
  return [];
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function readScenario(name: string, fields: Fields, where: string): Read<K6Load> {
  const { executor } = fields;
  const startUs = durationAt(fields, 'startTime', where, 0);
  if (!startUs.ok) return startUs;
  const read =
    executor === 'ramping-arrival-rate'
      ? rampingRate(fields, where, startUs.value)
      : executor === 'constant-arrival-rate'
        ? constantRate(fields, where, startUs.value)
        : executor === 'ramping-vus'
          ? rampingUsers(fields, where)
          : executor === 'constant-vus'
            ? constantUsers(fields, where)
            : fault('k6.executor', { where: `${where}executor`, got: String(executor).slice(0, 40), known: EXECUTORS.join(', ') });
  return read.ok ? ok({ name, ...read.value }) : read;
}

type Loaded = Omit<K6Load, 'name'>;

function rampingRate(fields: Fields, where: string, startUs: number): Read<Loaded> {
  const unit = durationAt(fields, 'timeUnit', where, 1e6);
  if (!unit.ok) return unit;
  const first = rateAt(fields, 'startRate', where, unit.value, 0);
  if (!first.ok) return first;
  const stages = stagesOf(fields, where);
  if (!stages.ok) return stages;
  const points: [number, number][] =
    startUs > 0
      ? [
          [0, 0],
          [startUs, 0],
        ]
      : [];
  points.push([startUs, first.value]);
  let atUs = startUs;
  for (const [i, stage] of stages.value.entries()) {
    const place = `${where}stages[${i}].`;
    const lasts = durationAt(stage, 'duration', place);
    if (!lasts.ok) return lasts;
    const target = rateAt(stage, 'target', place, unit.value);
    if (!target.ok) return target;
    points.push([(atUs += lasts.value), target.value]);
  }
  return ok({ load: drawn(points), endsUs: atUs });
}

/** After the last stage nothing comes. */
function drawn(points: readonly (readonly [number, number])[]): LoadDoc {
  const [atUs, rate] = points.at(-1) ?? [0, 0];
  const all = rate > 0 ? [...points, [atUs, 0] as const] : points;
  return { kind: 'drawn', points: all.map(([at, r]): RatePointDoc => ({ at: formatDuration(at), rate: formatRate(r) })) };
}

function constantRate(fields: Fields, where: string, startUs: number): Read<Loaded> {
  const unit = durationAt(fields, 'timeUnit', where, 1e6);
  if (!unit.ok) return unit;
  const rate = rateAt(fields, 'rate', where, unit.value);
  if (!rate.ok) return rate;
  const lasts = durationAt(fields, 'duration', where);
  if (!lasts.ok) return lasts;
  const endsUs = startUs + lasts.value;
  const plain: LoadDoc = { kind: 'constant', rate: formatRate(rate.value) };
  return ok({
    load:
      startUs === 0
        ? plain
        : drawn([
            [0, 0],
            [startUs, 0],
            [startUs, rate.value],
            [endsUs, rate.value],
          ]),
    endsUs,
  });
}

function constantUsers(fields: Fields, where: string): Read<Loaded> {
  const users = countAt(fields, 'vus', where, 1);
  if (!users.ok) return users;
  const lasts = durationAt(fields, 'duration', where);
  return lasts.ok ? ok({ load: usersDoc(users.value, 0), endsUs: lasts.value }) : lasts;
}

/** One ramp up from nobody (k6 begins with one), then as many as there are. */
function rampingUsers(fields: Fields, where: string): Read<Loaded> {
  const stages = stagesOf(fields, where);
  if (!stages.ok) return stages;
  const first = countAt(fields, 'startVUs', where, 1);
  if (!first.ok) return first;
  let [endsUs, rampUs, users] = [0, 0, first.value];
  for (const [i, stage] of stages.value.entries()) {
    const place = `${where}stages[${i}].`;
    const lasts = durationAt(stage, 'duration', place);
    if (!lasts.ok) return lasts;
    const target = countAt(stage, 'target', place);
    if (!target.ok) return target;
    const isRamp = i === 0 && first.value <= 1;
    if (target.value !== users && !isRamp) return fault('k6.comeAndGo', { where: `${place}target` });
    if (target.value !== users) [rampUs, users] = [lasts.value, target.value];
    endsUs += lasts.value;
  }
  return ok({ load: usersDoc(users, rampUs), endsUs });
}

const usersDoc = (users: number, rampUs: number): LoadDoc => ({ kind: 'users', users, thinkTime: THINK_TIME, rampUp: formatDuration(rampUs) });

function stagesOf(fields: Fields, where: string): Read<readonly Fields[]> {
  const { stages } = fields;
  const place = `${where}stages`;
  if (stages === undefined) return fault('k6.missing', { where: place });
  if (!Array.isArray(stages) || stages.length === 0 || !stages.every(isObject)) return fault('k6.list', { where: place });
  // Room for the points before the first stage and after the last.
  const max = LIST_MAX - 4;
  return stages.length > max ? fault('k6.tooMany', { where: place, count: stages.length, max }) : ok(stages);
}

function rateAt(fields: Fields, field: string, where: string, unitUs: number, standard?: number): Read<number> {
  const read = numberAt(fields, field, where, standard);
  if (!read.ok) return read;
  const rate = (read.value * 1e6) / unitUs;
  return rate <= LIMITS.ratePerSec ? ok(rate) : fault('k6.rate', { where: where + field, got: rate, max: LIMITS.ratePerSec });
}

function countAt(fields: Fields, field: string, where: string, standard?: number): Read<number> {
  const read = numberAt(fields, field, where, standard);
  return !read.ok || (Number.isInteger(read.value) && read.value <= LIMITS.users) ? read : fault('k6.number', { where: where + field, got: read.value });
}

function numberAt(fields: Fields, field: string, where: string, standard?: number): Read<number> {
  const value = fields[field] ?? standard;
  if (value === undefined) return fault('k6.missing', { where: where + field });
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity))
    return fault('k6.number', { where: where + field, got: JSON.stringify(value).slice(0, 40) });
  return ok(value);
}

/** '1m30s', '500ms', or a number of milliseconds, in whole µs. */
function durationAt(fields: Fields, field: string, where: string, standard?: number): Read<number> {
  const value = fields[field];
  if (value === undefined) return standard === undefined ? fault('k6.missing', { where: where + field }) : ok(standard);
  const us = typeof value === 'number' ? Math.round(value * 1000) : typeof value === 'string' ? parseK6Duration(value) : undefined;
  const isGood = us !== undefined && us >= 0 && us <= LIMITS.horizonUs && !(field === 'timeUnit' && us === 0);
  return isGood
    ? ok(us)
    : fault('k6.duration', { where: where + field, got: typeof value === 'string' ? value.slice(0, 40) : JSON.stringify(value).slice(0, 40) });
}

/** Parts with a unit each, as Go writes them; undefined if it is none. */
export function parseK6Duration(text: string): number | undefined {
  const plain = text.trim();
  if (plain === '0') return 0;
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h|d))+$/.test(plain)) return undefined;
  let us = 0;
  for (const [part] of plain.matchAll(/[\d.]+[a-zµμ]+/g)) {
    if (part.endsWith('ns')) us += Number.parseFloat(part) / 1000;
    else {
      const read = parseDuration(part);
      if (!read.ok) return undefined;
      us += read.value;
    }
  }
  return Math.round(us);
}
