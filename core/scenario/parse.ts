/**
 * Text to Scenario, in the order that keeps a hostile file cheap: size, nesting, JSON, format and version, migration,
 * shape, meaning. What is wrong is a list of issues; nothing in a text throws.
 */
import { LIMITS } from '../base/limits.ts';
import { type Issue, issue } from './issues.ts';
import { firstFault, nestingOf } from './jsonText.ts';
import { migrate } from './migrate.ts';
import { withPresets } from './fromPreset.ts';
import { FORMAT, type Scenario, VERSION } from './scenario.ts';
import { readShape } from './schema.ts';
import { validate } from './validate.ts';

export interface Parsed {
  /** There unless the file is broken. Errors a person can be in the midst of (a group that disagrees) open, to be mended. */
  readonly scenario?: Scenario;
  readonly issues: readonly Issue[];
}

const refuse = (code: Issue['code'], params: Issue['params'] = {}, path: Issue['path'] = []): Parsed => ({ issues: [issue('error', code, path, params)] });

/** The issue of a file of `size` bytes, for hosts that know it before they read. */
export const tooLarge = (size: number): Issue => issue('error', 'file.tooLarge', [], { size, max: LIMITS.scenarioFileBytes });

export function parseScenario(text: string): Parsed {
  // A UTF-8 text has at least as many bytes as UTF-16 units.
  if (text.length > LIMITS.scenarioFileBytes) return { issues: [tooLarge(text.length)] };
  const json = parseJson(text);
  return json.issue === undefined ? readScenario(json.value) : { issues: [json.issue] };
}

/** A text's value, or what is wrong with it as JSON. */
export function parseJson(text: string): { readonly value: unknown; readonly issue?: Issue } {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const depth = nestingOf(json);
  if (depth > LIMITS.scenarioDepth) return { value: undefined, issue: issue('error', 'file.tooDeep', [], { depth, max: LIMITS.scenarioDepth }) };
  try {
    return { value: JSON.parse(json) };
  } catch {
    return { value: undefined, issue: issue('error', 'file.notJson', [], { ...(firstFault(json) ?? { line: 1, column: 1 }) }) };
  }
}

/** The same from a JSON value already at hand. */
export function readScenario(value: unknown): Parsed {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('file.notScenario');
  const file = value as Readonly<Record<string, unknown>>;
  if (file.format !== FORMAT) return refuse('file.notScenario');
  const version = file.version;
  if (version === undefined) return refuse('schema.missing', { field: 'version' }, ['version']);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse('schema.type', { expected: 'version', got: typeof version }, ['version']);
  if (version > VERSION) return refuse('file.newerVersion', { version, known: VERSION }, ['version']);
  const { scenario, issues } = readShape(withPresets(migrate(file, version)));
  if (scenario === undefined) return { issues: issues.slice(0, LIMITS.issues) };
  const found = validate(scenario.model);
  return found.some(isBroken) ? { issues: found } : { scenario, issues: found };
}

/** Faults the app never saves: such a file was cut off or edited by hand, and opening it would show something else than it says. */
const BROKEN = new Set<string>([
  'edge.dangling',
  'edge.self',
  'edge.duplicate',
  'edge.notAllowed',
  'broker.unknown',
  'broker.notABroker',
  'id.invalid',
  'limit.exceeded',
]);
const isBroken = ({ code, severity }: Issue): boolean => severity === 'error' && (BROKEN.has(code) || code.startsWith('quantity.'));
