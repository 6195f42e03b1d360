/**
 * The canonical text of a scenario: fields equal to their default left out, ids sorted, one setting per line, a newline at
 * the end. Equal documents give equal bytes, so a file's history shows what changed and nothing else.
 */
import { EDGE_DEFAULTS, NODE_DEFAULTS, NOTE_DEFAULTS } from './defaults.ts';
import { byId } from './lookup.ts';
import { BOUNDS } from './objectives.ts';
import { brokerDefaults } from './presets.ts';
import type { EdgeDoc, FaultDoc, ImportedDoc, NodeDoc, NoteDoc, ObjectiveDoc, Scenario, View } from './scenario.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export function formatScenario(scenario: Scenario): string {
  const { model, view } = scenario;
  const json: JsonObject = {
    ...(scenario.$schema === undefined ? {} : { $schema: scenario.$schema }),
    format: scenario.format,
    version: scenario.version,
    model: {
      seed: model.seed,
      horizon: model.horizon,
      nodes: mapped(model.nodes, nodeJson),
      edges: mapped(model.edges, edgeJson),
      ...(model.faults.length > 0 ? { faults: model.faults.map(faultJson) } : {}),
      ...(model.objectives.length > 0 ? { objectives: model.objectives.map(objectiveJson) } : {}),
    },
    view: viewJson(view),
    ...(scenario.imported === undefined ? {} : { imported: importedJson(scenario.imported) }),
  };
  return `${write(json, 0, '')}\n`;
}

const importedJson = ({ format, files }: ImportedDoc): JsonObject => ({ format, files: files.map(({ path, lines }) => ({ path, lines })) });

const mapped = <T>(record: Readonly<Record<string, T>>, toJson: (doc: T) => JsonObject): JsonObject =>
  Object.fromEntries(byId(record).map(([id, doc]) => [id, toJson(doc)]));

/** What a file says of a node. */
export function nodeJson(node: NodeDoc): JsonObject {
  const placed: JsonObject = 'broker' in node && node.broker !== undefined ? { broker: node.broker } : {};
  return { kind: node.kind, name: node.name, ...placed, ...unlessDefault(node, defaultsOf(node)) };
}
const defaultsOf = (node: NodeDoc): object => (node.kind === 'broker' ? brokerDefaults(node.preset) : NODE_DEFAULTS[node.kind]);
const edgeJson = (edge: EdgeDoc): JsonObject => ({ from: edge.from, to: edge.to, ...unlessDefault(edge, EDGE_DEFAULTS) });

/** When and how long stand first, so that a list reads as a timeline. */
const faultJson = ({ kind, at, for: lasts, target, ...own }: FaultDoc): JsonObject => {
  const span: JsonObject = lasts === undefined ? {} : { for: lasts };
  return { kind, at, ...span, target, ...(Object.fromEntries(present(own)) as JsonObject) };
};

function objectiveJson({ metric, node, ...bounds }: ObjectiveDoc): JsonObject {
  const bound = BOUNDS.flatMap((name) => (bounds[name] === undefined ? [] : [[name, bounds[name]] as const]));
  return { metric, ...(node === '' ? {} : { node }), ...Object.fromEntries(bound) };
}

function viewJson(view: View): JsonObject {
  return {
    title: ordered(view.title),
    ...(view.note === undefined ? {} : { note: ordered(view.note) }),
    positions: mapped(view.positions, ({ x, y }) => ({ x, y })),
    ...(view.sizes === undefined ? {} : { sizes: mapped(view.sizes, ({ width, height }) => ({ width, height })) }),
    ...(view.notes === undefined ? {} : { notes: mapped(view.notes, noteJson) }),
  };
}

const noteJson = ({ x, y, width, height, ...said }: NoteDoc): JsonObject => ({ ...unlessDefault(said, NOTE_DEFAULTS), x, y, width, height });

/** The fields `defaults` names, in its order, where the document says something else. */
function unlessDefault(doc: object, defaults: object): JsonObject {
  const fields = Object.entries(defaults).flatMap(([field, standard]) => {
    const value = (doc as JsonObject)[field];
    return value === undefined || isSame(value, standard as Json) ? [] : [[field, ordered(value)]];
  });
  return Object.fromEntries(fields) as JsonObject;
}

/** Order of keys inside a load, a distribution, keys, a step, a variant or a text; names of headers by the alphabet. */
const ORDER =
  'kind rate for from to over steps base countdown peak at rise decay retryShare retryAfter low high day rates holds points rows users thinkTime rampUp up hold down rest fall mean amplitude period value min max cv shape values weights count exponent share weight key match arguments routingKey headers priority persistent mandatory group ttl poison en zh'.split(
    ' ',
  );

function ordered(value: Json): Json {
  if (typeof value !== 'object') return value;
  if (isArray(value)) return value.map(ordered);
  // A point of a curve has no kind: it begins with its instant.
  const placeOf = (key: string) => (key === 'at' && !('kind' in value) ? -1 : ORDER.indexOf(key));
  const fields = present(value).sort(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, inner]) => [key, ordered(inner)]));
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Equal as JSON, whatever the order of keys; a field that is undefined is not there. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (isArray(a) !== isArray(b)) return false;
  const [left, right] = [present(a), present(b)];
  return left.length === right.length && left.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as JsonObject)[key]));
}
const present = (value: object) => Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);

/** From this depth on a value is one setting, on one line: an edge, a position, an objective, a node's load. */
const SETTING_DEPTH = 3;
/** Lists of more things than this have a line for each. */
const FEW = 2;

/**
 * Where a line breaks depends on what there is and never on how long it is: one setting changed is one line changed.
 */
function write(value: Json, depth: number, key: string): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const isNode = depth === SETTING_DEPTH && !isArray(value) && 'name' in value;
  const pad = '  '.repeat(depth);
  if (depth >= SETTING_DEPTH && !isNode && !hasLines(value, key)) return inline(value);
  const isList = isArray(value);
  const items = isList
    ? value.map((item: Json) => write(item, depth + 1, ''))
    : present(value).map(([k, v]) => `${JSON.stringify(k)}: ${write(v, depth + 1, k)}`);
  const [open, close] = isList ? '[]' : '{}';
  return items.length === 0 ? `${open}${close}` : `${open}\n${items.map((item: string) => `${pad}  ${item}`).join(',\n')}\n${pad}${close}`;
}

/** Points of a curve, steps, variants, bindings, and what was recorded: many of them are told apart by their lines. */
function hasLines(value: Json, key: string): boolean {
  if (typeof value !== 'object') return false;
  if (!isArray(value)) return present(value).some(([field, inner]) => hasLines(inner, field));
  return value.length > FEW && (key === 'rows' || key === 'lines' || value.some((item) => typeof item === 'object'));
}

function inline(value: Json): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const fields = present(value).map(([k, v]) => `${JSON.stringify(k)}: ${inline(v)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
