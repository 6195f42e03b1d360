/** A way to mend one issue, as data: what it does to the model, and the word for it. */
import type { EdgeId, Model } from './scenario.ts';

/** Each has a text in both languages; those that lead to a value say it as `to`. */
export const FIX_WORDS = [
  'lower',
  'raise',
  'set',
  'rename',
  'align',
  'leaveOut',
  'clear',
  'shorten',
  'sort',
  'swap',
  'addOne',
  'giveKeys',
  'equalWeights',
  'takeOffBroker',
  'moreServers',
  'fewerInstances',
  'runLonger',
  'settle',
  'auto',
  'afterProcessing',
  'durable',
  'notExclusive',
  'classic',
  'refuseNew',
  'atMostOnce',
  'keepOpen',
  'crashAtOnce',
  'wholeRun',
  'removeEdge',
  'removeFault',
  'removeObjective',
] as const;
export type FixWord = (typeof FIX_WORDS)[number];

export type Change =
  /** undefined takes the field out. */
  | { readonly set: readonly (string | number)[]; readonly value: unknown }
  /** With the faults that were about it. */
  | { readonly removeEdge: EdgeId };

export interface Fix {
  readonly word: FixWord;
  readonly params: Readonly<Record<string, string | number>>;
  readonly changes: readonly Change[];
}

type Path = readonly (string | number)[];

/** The model after a fix; what it leaves alone is the same object. Paths begin at the scenario, as an issue's do. */
export const applyFix = (model: Model, { changes }: Fix): Model =>
  changes.reduce(
    (now, change) => ('set' in change ? (withValue({ model: now }, change.set, change.value) as { model: Model }).model : withoutEdge(now, change.removeEdge)),
    model,
  );

function withoutEdge(model: Model, id: EdgeId): Model {
  const edges = Object.fromEntries(Object.entries(model.edges).filter(([other]) => other !== id));
  return { ...model, edges, faults: model.faults.filter(({ target }) => target !== id || Object.hasOwn(model.nodes, id)) };
}

function withValue(at: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined || typeof at !== 'object' || at === null || (rest.length > 0 && !Object.hasOwn(at, key))) return at;
  const copy = (Array.isArray(at) ? [...(at as unknown[])] : { ...at }) as Record<string | number, unknown>;
  if (rest.length > 0) copy[key] = withValue(copy[key], rest, value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}
