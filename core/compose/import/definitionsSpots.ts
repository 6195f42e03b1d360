/**
 * A changed design said in its definitions file. The three lists of the file are one spot each: what was added, taken out or set
 * otherwise on the canvas is so in the list, and whatever was not touched keeps its bytes. What an object should say is taken from
 * the export, once for the design as it was imported and once as it is now; only the difference is written.
 */
import type { BindingDoc, EdgeDoc, EdgeId, ExchangeDoc, Model, NodeId, QueueDoc, Scenario } from '../../scenario/scenario.ts';
import { DEFAULT_BINDINGS } from '../../scenario/defaults.ts';
import { byId, nodeOf } from '../../scenario/lookup.ts';
import { queueName } from '../names.ts';
import { BINDING_MODES, deadLetterArguments, type DeadLetterTarget } from '../routing.ts';
import { queueArguments } from '../services/rabbitmq.ts';
import { type BindingOrigin, type DefinitionsModel, type Origin } from './definitionsModel.ts';
import type { Change, ImportPart, Spot } from './imported.ts';
import { policyText, PolicyWrites } from './policyWrites.ts';
import { changeMap, type MapChanges, rebuild } from './rebuild.ts';
import { at, type TreeMap } from './tree.ts';

type Design = Pick<Model, 'nodes' | 'edges'>;
type Json = string | number | boolean | { readonly [key: string]: Json };
type JsonMap = { readonly [key: string]: Json };

/** The fields of a queue and an exchange that a definitions file says. */
const QUEUE_FIELDS = new Set([
  'name',
  'type',
  'durable',
  'maxLength',
  'maxBytes',
  'overflow',
  'messageTtl',
  'deliveryLimit',
  'maxPriority',
  'singleActive',
  'expires',
  'deadLetterStrategy',
]);
const EXCHANGE_FIELDS = new Set(['name', 'type']);

export function definitionsSpots(text: string, broker: NodeId, model: DefinitionsModel, { nodes, edges }: Pick<ImportPart, 'nodes' | 'edges'>): Spot[] {
  const teller = new Teller(text, broker, model, { nodes, edges });
  const covers = (kind: 'queue' | 'exchange', fields: ReadonlySet<string>, known: readonly Origin[]) => {
    const ids = new Set(known.map(({ id }) => id));
    return (change: Change): boolean => {
      if (change.doc.kind !== kind) return false;
      if (change.kind === 'changed') return ids.has(change.node) && fields.has(change.field);
      return change.kind === 'removed' ? ids.has(change.node) : change.doc.broker === broker;
    };
  };
  const spot = (list: 'queues' | 'exchanges' | 'bindings' | 'policies', say: (design: Design) => string, isCovered: Spot['covers']): Spot[] => {
    const tree = at(model.root, list);
    return tree?.kind === 'list' ? [{ at: tree.at, say: (scenario: Scenario) => say(scenario.model), covers: isCovered, sharedBy: teller.sharedBy }] : [];
  };
  return [
    ...spot('queues', (design) => teller.queues(design), covers('queue', QUEUE_FIELDS, model.queues)),
    ...spot('exchanges', (design) => teller.exchanges(design), covers('exchange', EXCHANGE_FIELDS, model.exchanges)),
    ...spot(
      'bindings',
      (design) => teller.bindings(design),
      () => false,
    ),
    ...spot(
      'policies',
      (design) => teller.policies(design),
      () => false,
    ),
  ];
}

class Teller {
  readonly #text: string;
  readonly #broker: NodeId;
  readonly #model: DefinitionsModel;
  readonly #before: Design;
  readonly #origins: ReadonlyMap<NodeId, Origin>;
  readonly #policies: PolicyWrites;

  constructor(text: string, broker: NodeId, model: DefinitionsModel, before: Design) {
    this.#text = text;
    this.#broker = broker;
    this.#model = model;
    this.#before = before;
    this.#policies = new PolicyWrites(model);
    this.#origins = new Map([...model.queues, ...model.exchanges].map((origin) => [origin.id, origin]));
  }

  queues(now: Design): string {
    return this.#list('queues', this.#model.queues, 'queue', now, (design, id, doc) => this.#queue(design, id, doc as QueueDoc));
  }

  exchanges(now: Design): string {
    return this.#list('exchanges', this.#model.exchanges, 'exchange', now, (design, id, doc) => this.#exchange(design, id, doc as ExchangeDoc));
  }

  #list(
    list: 'queues' | 'exchanges',
    known: readonly Origin[],
    kind: 'queue' | 'exchange',
    now: Design,
    say: (design: Design, id: NodeId, doc: QueueDoc | ExchangeDoc) => JsonMap,
  ): string {
    const tree = at(this.#model.root, list) as Extract<ReturnType<typeof at>, { kind: 'list' }>;
    const byStart = new Map(known.map((origin) => [origin.tree.at.start, origin]));
    const pieces = tree.items.map((item) => {
      const origin = byStart.get(item.at.start);
      const { start, end } = item.at;
      if (origin === undefined || item.kind !== 'map') return { start, end, text: this.#text.slice(start, end) };
      const [before, after] = [docOf(this.#before, origin.id), docOf(now, origin.id)];
      // What is shown as external stays as it is.
      if (before?.kind !== kind) return { start, end, text: this.#text.slice(start, end) };
      if (after?.kind !== kind) return { start, end, text: undefined };
      const all = withType(item, differences(say(this.#before, origin.id, before), say(now, origin.id, after)));
      const inner = all.get('arguments');
      const changes = kind === 'queue' && typeof inner === 'object' ? new Map([...all, ['arguments', this.#policies.split(origin.id, inner).args]]) : all;
      return { start, end, text: changeMap(this.#text, item, changes) };
    });
    const fresh = byId(now.nodes).filter(
      ([id, doc]) => doc.kind === kind && doc.broker === this.#broker && !this.#origins.has(id) && nodeOf(this.#before as Model, id) === undefined,
    );
    return rebuild(this.#text, tree.at, pieces, (indent) =>
      fresh.map(([id, doc]) =>
        newItem(
          {
            ...say(now, id, doc as QueueDoc | ExchangeDoc),
            vhost: this.#model.mainVhost,
            auto_delete: false,
            ...(kind === 'exchange' ? { internal: false } : {}),
          },
          indent,
        ),
      ),
    );
  }

  /** What a queue's own policy gives is changed there. */
  policies(now: Design): string {
    const tree = at(this.#model.root, 'policies') as Extract<ReturnType<typeof at>, { kind: 'list' }>;
    const texts = new Map<number, string | undefined>();
    for (const { id } of this.#model.queues) {
      const item = this.#policies.ownOf(id)?.item;
      const [before, after] = [docOf(this.#before, id), docOf(now, id)];
      if (item === undefined || before?.kind !== 'queue' || after?.kind !== 'queue') continue;
      const inner = differences(this.#queue(this.#before, id, before), this.#queue(now, id, after)).get('arguments');
      const { policy } = this.#policies.split(id, typeof inner === 'object' ? inner : new Map());
      texts.set(item.at.start, policyText(this.#text, item, policy, { before: this.#name(this.#before, id), after: this.#name(now, id) }));
    }
    const pieces = tree.items.map(({ at: { start, end } }) => ({ start, end, text: texts.has(start) ? texts.get(start) : this.#text.slice(start, end) }));
    return rebuild(this.#text, tree.at, pieces, () => []);
  }

  sharedBy: NonNullable<Spot['sharedBy']> = (id, field) => this.#policies.sharedBy(id, field);

  #queue(design: Design, id: NodeId, doc: QueueDoc): JsonMap {
    return {
      name: this.#name(design, id),
      durable: doc.durable,
      arguments: { ...queueArguments(doc), ...deadLetterArguments(this.#deadLetterTo(design, id)) },
    };
  }

  #exchange(design: Design, id: NodeId, doc: ExchangeDoc): JsonMap {
    const alternate = outOf(design, id).find(({ role }) => role === 'alternate');
    return {
      name: this.#name(design, id),
      durable: true,
      type: doc.type,
      arguments: alternate === undefined ? {} : { 'alternate-exchange': this.#name(design, alternate.to) },
    };
  }

  #deadLetterTo(design: Design, id: NodeId): DeadLetterTarget | undefined {
    const edge = outOf(design, id).find(({ to }) => ['queue', 'exchange'].includes(docOf(design, to)?.kind ?? ''));
    if (edge === undefined) return undefined;
    const name = this.#name(design, edge.to);
    return docOf(design, edge.to)?.kind === 'queue' ? { exchange: '', key: name } : { exchange: name, key: edge.deadLetterKey };
  }

  /** As the file has it; a new name as RabbitMQ takes it, without the virtual host that stands before it on the canvas. */
  #name(design: Design, id: NodeId): string {
    const origin = this.#origins.get(id);
    const name = docOf(design, id)?.name ?? id;
    if (origin === undefined) return this.#ownName(id) ?? queueName(name);
    if (name === docOf(this.#before, id)?.name) return origin.name;
    const prefix = `${origin.vhost}/`;
    return queueName(name.startsWith(prefix) ? name.slice(prefix.length) : name);
  }

  /** `amq.topic` and its like were imported without standing in the file. */
  #ownName(id: NodeId): string | undefined {
    const name = docOf(this.#before, id)?.name;
    return name?.startsWith('amq.') === true ? name : undefined;
  }

  bindings(now: Design): string {
    const tree = at(this.#model.root, 'bindings') as Extract<ReturnType<typeof at>, { kind: 'list' }>;
    const places = placesOf(this.#model.bindings);
    const pieces = tree.items.map((item) => {
      const { start, end } = item.at;
      const place = places.get(start);
      if (place === undefined || item.kind !== 'map') return { start, end, text: this.#text.slice(start, end) };
      const before = this.#binding(this.#before, place.edge, place.index);
      const after = this.#binding(now, place.edge, place.index);
      if (before === undefined) return { start, end, text: this.#text.slice(start, end) };
      return { start, end, text: after === undefined ? undefined : changeMap(this.#text, item, differences(before, after)) };
    });
    const counts = new Map<EdgeId, number>();
    for (const { edge } of this.#model.bindings) counts.set(edge, (counts.get(edge) ?? 0) + 1);
    const fresh = byId(now.edges).flatMap(([id, edge]) => {
      if (!this.#isBinding(now, edge)) return [];
      const all = (edge.bindings ?? DEFAULT_BINDINGS).map((_, i) => this.#binding(now, id, i));
      return all.slice(counts.get(id) ?? 0).flatMap((binding) => (binding === undefined ? [] : [{ ...binding, vhost: this.#vhost(edge) }]));
    });
    return rebuild(this.#text, tree.at, pieces, (indent) => fresh.map((binding) => newItem(binding, indent)));
  }

  #isBinding(design: Design, { from, to, role }: EdgeDoc): boolean {
    const [source, target] = [docOf(design, from), docOf(design, to)];
    return source?.kind === 'exchange' && source.broker === this.#broker && (target?.kind === 'queue' || target?.kind === 'exchange') && role !== 'alternate';
  }

  #vhost = ({ from, to }: EdgeDoc): string => this.#origins.get(from)?.vhost ?? this.#origins.get(to)?.vhost ?? this.#model.mainVhost;

  #binding(design: Design, id: EdgeId, index: number): JsonMap | undefined {
    const edge = Object.hasOwn(design.edges, id) ? design.edges[id] : undefined;
    const binding = edge === undefined || !this.#isBinding(design, edge) ? undefined : (edge.bindings ?? DEFAULT_BINDINGS)[index];
    if (edge === undefined || binding === undefined) return undefined;
    const source = docOf(design, edge.from);
    return {
      source: this.#name(design, edge.from),
      destination: this.#name(design, edge.to),
      destination_type: docOf(design, edge.to)?.kind === 'queue' ? 'queue' : 'exchange',
      routing_key: binding.key,
      arguments: source?.kind === 'exchange' && source.type === 'headers' ? headersOf(binding) : {},
    };
  }
}

const headersOf = ({ arguments: wanted = {}, match = 'all' }: BindingDoc): JsonMap => ({ ...wanted, 'x-match': BINDING_MODES[match] });

const docOf = (design: Design, id: NodeId) => (Object.hasOwn(design.nodes, id) ? design.nodes[id] : undefined);

/** Edges by where they begin, in the order of their ids; made once of each design. */
const starts = new WeakMap<Design['edges'], ReadonlyMap<NodeId, readonly EdgeDoc[]>>();
function outOf({ edges }: Design, id: NodeId): readonly EdgeDoc[] {
  let found = starts.get(edges);
  if (found === undefined) {
    const made = new Map<NodeId, EdgeDoc[]>();
    for (const [, edge] of byId(edges)) made.set(edge.from, [...(made.get(edge.from) ?? []), edge]);
    starts.set(edges, made);
    found = made;
  }
  return found.get(id) ?? [];
}

/** Of each binding in the file: which of its edge's it is. */
function placesOf(origins: readonly BindingOrigin[]): Map<number, { edge: EdgeId; index: number }> {
  const counts = new Map<EdgeId, number>();
  return new Map(
    origins.map(({ tree, edge }) => {
      const index = counts.get(edge) ?? 0;
      counts.set(edge, index + 1);
      return [tree.at.start, { edge, index }];
    }),
  );
}

/** What is to be set, taken out or written into a map, of two states of it. */
function differences(before: JsonMap, after: JsonMap): MapChanges {
  const changes = new Map<string, string | undefined | MapChanges>();
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, fresh] = [before[key], after[key]];
    if (JSON.stringify(old) === JSON.stringify(fresh)) continue;
    const isWithin = typeof old === 'object' && typeof fresh === 'object';
    changes.set(key, isWithin ? differences(old, fresh) : fresh === undefined ? undefined : JSON.stringify(fresh));
  }
  return changes;
}

/** A broker's own export says a queue's type once more beside the arguments. */
function withType(item: TreeMap, changes: MapChanges): MapChanges {
  const inner = changes.get('arguments');
  const type = typeof inner === 'object' ? inner.get('x-queue-type') : undefined;
  return typeof type === 'string' && item.entries.has('type') ? new Map([...changes, ['type', type]]) : changes;
}

const newItem = (value: JsonMap, indent: string): string => (indent === '' ? JSON.stringify(value) : JSON.stringify(value, null, 2).replaceAll('\n', indent));
