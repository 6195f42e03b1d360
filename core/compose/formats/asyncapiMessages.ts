/** Messages of a design in AsyncAPI's words: one kind for each producer, with its keys and headers, and where it can come to. */
import { unreachable } from '../../base/assert.ts';
import { byId } from '../../scenario/lookup.ts';
import type { KeysDoc, Model, NodeId, ProducerDoc } from '../../scenario/scenario.ts';

/** By node: producers whose messages can arrive there, along wires of any kind. */
export function reachOf(model: Model, producers: readonly NodeId[]): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
  const next = new Map<NodeId, NodeId[]>();
  for (const [, { from, to }] of byId(model.edges)) next.set(from, [...(next.get(from) ?? []), to]);
  const reach = new Map<NodeId, Set<NodeId>>();
  for (const producer of producers) {
    const open = [producer];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const seen = reach.get(node) ?? new Set();
      if (seen.has(producer)) continue;
      reach.set(node, seen.add(producer));
      open.push(...(next.get(node) ?? []));
    }
  }
  return reach;
}

/** What a message is made of. The design knows sizes only, so the payload is bytes. */
export function messageOf(id: NodeId, doc: ProducerDoc): unknown {
  const headers = headersOf(doc);
  const key = keySchema(doc.keys);
  return {
    name: doc.name,
    contentType: 'application/octet-stream',
    payload: { type: 'string', format: 'binary' },
    ...(headers === undefined ? {} : { headers }),
    ...(key === undefined ? {} : { bindings: { kafka: { key, bindingVersion: '0.5.0' } } }),
    'x-spillway-producer': id,
  };
}

/** As core/load/keys.ts names them. */
function keySchema(keys: KeysDoc): unknown {
  switch (keys.kind) {
    case 'none':
      return undefined;
    case 'single':
      return { type: 'string', enum: [keys.key ?? 'key0'] };
    case 'uniform':
    case 'roundRobin':
    case 'zipf':
    case 'hotKey':
      return { type: 'string', pattern: '^key[0-9]+$', examples: ['key0'] };
    default:
      return unreachable(keys);
  }
}

type HeaderValue = string | number | boolean;

/** Headers that any variant has, with the values they take; required is what all have. */
function headersOf({ variants }: ProducerDoc): unknown {
  const values = new Map<string, HeaderValue[]>();
  for (const { headers = {}, group } of variants) {
    const all = group === undefined ? headers : { ...headers, JMSXGroupID: group };
    for (const [name, value] of byId<HeaderValue>(all)) values.set(name, [...(values.get(name) ?? []), value]);
  }
  if (values.size === 0) return undefined;
  const properties = [...values].map(([name, taken]) => {
    const types = [...new Set(taken.map((value) => typeof value))];
    return [name, { type: types.length === 1 ? types[0] : types, enum: [...new Set(taken)] }] as const;
  });
  const required = [...values].flatMap(([name, taken]) => (taken.length === variants.length ? [name] : []));
  return { type: 'object', properties: Object.fromEntries(properties), ...(required.length > 0 ? { required } : {}) };
}
