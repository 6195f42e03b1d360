/**
 * Environment, labels and the like stand as a map or as a list of `KEY=value`; merging and reading take both for the same map. An item
 * without `=` is a name whose value comes from elsewhere: its value is nothing.
 */
import { entriesOf, itemsOf, type MapEntry, type MapValue, type ScalarValue, type Value } from './value.ts';

export function toPairs(value: Value): MapValue {
  if (value.kind === 'map') return value;
  const entries = new Map<string, MapEntry>();
  for (const item of itemsOf(value)) {
    if (item.kind !== 'scalar') {
      for (const [key, entry] of entriesOf(item)) entries.set(key, entry);
      continue;
    }
    const [key, scalar] = pairOf(item);
    entries.set(key, { at: item.at, value: scalar });
  }
  return { kind: 'map', at: value.at, isPlain: value.isPlain, tag: value.tag, room: value.room, entries };
}

function pairOf(item: ScalarValue): [string, ScalarValue] {
  const cut = item.text.indexOf('=');
  if (cut < 0) return [item.text, { ...item, raw: '', text: '', isNull: true }];
  const text = item.text.slice(cut + 1);
  return [item.text.slice(0, cut), { ...item, raw: text, text, at: { ...item.at, before: item.text.slice(0, cut + 1) } }];
}

/** Dependencies and networks: a list of names, or a map with what there is to say of each. */
export function toNamed(value: Value): MapValue {
  if (value.kind === 'map') return value;
  const entries = new Map<string, MapEntry>();
  for (const item of itemsOf(value)) if (item.kind === 'scalar') entries.set(item.text, { at: item.at, value: { ...item, raw: '', text: '', isNull: true } });
  return { kind: 'map', at: value.at, isPlain: value.isPlain, tag: value.tag, entries };
}

/** `build: folder` for short. */
export function toBuild(value: Value): MapValue {
  if (value.kind === 'map') return value;
  const entries = new Map<string, MapEntry>(value.kind === 'scalar' && !value.isNull ? [['context', { at: value.at, value }]] : []);
  return { kind: 'map', at: value.at, isPlain: value.isPlain, tag: value.tag, entries };
}
