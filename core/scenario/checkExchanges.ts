/**
 * What exchanges and their bindings mean: settings that belong to another kind of wire or of exchange, alternates, and rings.
 * RabbitMQ takes most of what is only odd here, so most of it is a warning.
 */
import { type EdgeMeaning, meaningOf } from './canConnect.ts';
import { LIST_MAX, SHORT_TEXT_MAX } from './fields.ts';
import { type Issue, issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import { edgesOnLoops } from './loops.ts';
import type { BindingDoc, EdgeDoc, EdgeId, ExchangeDoc, Model, NodeDoc, NodeId } from './scenario.ts';

type Entry = readonly [EdgeId, EdgeDoc];
type Path = Issue['path'];

export function checkExchanges(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  return [...edges.flatMap((entry) => checkEdge(model, entry)), ...alternates(model, edges), ...rings(model, edges)];
}

function checkEdge(model: Model, [id, edge]: Entry): Issue[] {
  const from = nodeOf(model, edge.from);
  const to = nodeOf(model, edge.to);
  if (from === undefined || to === undefined) return [];
  const path = ['model', 'edges', id];
  const misplaced = misplacedFields(edge, meaningOf(from.kind, to.kind), to).map((field) => issue('error', 'edge.fieldMisplaced', [...path, field], { field }));
  const long = tooLong(edge.deadLetterKey, [...path, 'deadLetterKey']);
  return [...misplaced, ...long, ...(from.kind === 'exchange' ? checkBindings(from, edge, [...path, 'bindings']) : [])];
}

/** Fields that say nothing on a wire of this meaning. */
function misplacedFields({ bindings, role, deadLetterKey }: EdgeDoc, meaning: EdgeMeaning | undefined, to: NodeDoc): string[] {
  const isBinding = meaning === 'binds';
  return [
    ...(bindings !== undefined && (!isBinding || role === 'alternate') ? ['bindings'] : []),
    ...(role !== undefined && !(isBinding && to.kind === 'exchange') ? ['role'] : []),
    ...(deadLetterKey !== undefined && !(meaning === 'deadLetters' && to.kind === 'exchange') ? ['deadLetterKey'] : []),
  ];
}

function checkBindings(exchange: ExchangeDoc, { bindings, role }: EdgeDoc, path: Path): Issue[] {
  if (bindings === undefined || role === 'alternate') return [];
  if (bindings.length === 0) return [issue('warning', 'binding.none', path, { exchange: exchange.name })];
  if (bindings.length > LIST_MAX) return [issue('error', 'limit.exceeded', path, { what: 'entries', count: bindings.length, max: LIST_MAX })];
  return bindings.flatMap((binding, i) => checkBinding(exchange, binding, [...path, i]));
}

function checkBinding({ type, name }: ExchangeDoc, binding: BindingDoc, path: Path): Issue[] {
  const { key, match } = binding;
  const wanted = Object.entries(binding.arguments ?? {});
  const texts: readonly Issue[] = [...tooLong(key, [...path, 'key']), ...wanted.flatMap(([field, value]) => tooLong(value, [...path, 'arguments', field]))];
  if (type !== 'headers') {
    const field = wanted.length > 0 ? 'arguments' : match === undefined ? undefined : 'match';
    return [...texts, ...(field === undefined ? [] : [issue('warning', 'binding.ignored', [...path, field], { field, type, exchange: name })])];
  }
  const counting = wanted.filter(([field]) => match === 'anyWithX' || !field.startsWith('x-'));
  const isNever = (match === 'any' || match === 'anyWithX') && counting.length === 0;
  return [...texts, ...(isNever ? [issue('warning', 'binding.never', [...path, 'arguments'], { exchange: name })] : [])];
}

const tooLong = (text: unknown, path: Path): Issue[] =>
  typeof text === 'string' && text.length > SHORT_TEXT_MAX ? [issue('error', 'schema.text', path, { max: SHORT_TEXT_MAX })] : [];

/** An exchange has one alternate. */
function alternates(model: Model, edges: readonly Entry[]): Issue[] {
  const first = new Map<NodeId, string>();
  return edges.flatMap(([id, { from, to, role }]) => {
    const [exchange, other] = [nodeOf(model, from), nodeOf(model, to)];
    if (role !== 'alternate' || exchange?.kind !== 'exchange' || other?.kind !== 'exchange') return [];
    const known = first.get(from);
    first.set(from, known ?? other.name);
    return known === undefined ? [] : [issue('error', 'exchange.secondAlternate', ['model', 'edges', id, 'role'], { exchange: exchange.name, other: known })];
  });
}

/** Each exchange is asked once, so a ring only does nothing; one of alternates alone cannot be meant. */
function rings(model: Model, edges: readonly [EdgeId, EdgeDoc][]): Issue[] {
  const between = edges.filter(([, { from, to }]) => from !== to && nodeOf(model, from)?.kind === 'exchange' && nodeOf(model, to)?.kind === 'exchange');
  const onAlternates = new Set(edgesOnLoops(between.filter(([, { role }]) => role === 'alternate')).map(([id]) => id));
  return edgesOnLoops(between).map(([id, { from, to }]) => {
    const names = { from: nodeOf(model, from)?.name ?? from, to: nodeOf(model, to)?.name ?? to };
    return onAlternates.has(id)
      ? issue('error', 'exchange.alternateRing', ['model', 'edges', id, 'role'], names)
      : issue('warning', 'exchange.bindingRing', ['model', 'edges', id], names);
  });
}
