/**
 * How one compose file lies over another, and a service over the one it extends: maps merge, lists append, a scalar replaces; what a
 * list names twice is there once; command, entrypoint and a health check's test replace as a whole; `!reset` takes away, `!override`
 * replaces. Source: Compose file reference, "Merge", and compose-go's tables of it.
 */
import { toBuild, toNamed, toPairs } from './pairs.ts';
import { isNothing, itemsOf, type ListValue, type MapValue, scalarAt, type Value } from './value.ts';
import { mountOf } from './volumeText.ts';

/** Where in a service or in a part of it: `environment`, `build.args`. */
type Rule = (base: Value, over: Value) => Value;

const REPLACE: Rule = (_, over) => over;
const BY_KEY: Rule = (base, over) => mergeMaps(toPairs(base), toPairs(over), '');
const BY_NAME: Rule = (base, over) => mergeMaps(toNamed(base), toNamed(over), '');
const once =
  (keyOf: (item: Value) => string | undefined): Rule =>
  (base, over) =>
    append(base, over, keyOf);
const byText = (item: Value): string | undefined => (item.kind === 'scalar' ? item.text : undefined);
/** Hosts are `name:address` or `name=address`; the name may have several addresses. */
const RULES: Readonly<Record<string, Rule>> = {
  command: REPLACE,
  entrypoint: REPLACE,
  'healthcheck.test': REPLACE,
  environment: BY_KEY,
  labels: BY_KEY,
  annotations: BY_KEY,
  sysctls: BY_KEY,
  'build.args': BY_KEY,
  'build.labels': BY_KEY,
  'deploy.labels': BY_KEY,
  depends_on: BY_NAME,
  networks: BY_NAME,
  build: (base, over) => mergeMaps(toBuild(base), toBuild(over), 'build.'),
  ports: once((item) => byText(item) ?? ['host_ip', 'published', 'target', 'protocol'].map((key) => scalarAt(item, key)?.text ?? '').join(' ')),
  volumes: once((item) => mountOf(item)?.target),
  configs: once((item) => scalarAt(item, 'target')?.text ?? scalarAt(item, 'source')?.text ?? byText(item)),
  secrets: once((item) => scalarAt(item, 'target')?.text ?? scalarAt(item, 'source')?.text ?? byText(item)),
};

/** Whole files: services merge by the rules above, everything else as maps do. */
export function mergeFiles(base: MapValue | undefined, over: MapValue): MapValue {
  if (base === undefined) return over;
  return mergeEntries(base, over, (key, a, b) => {
    if (key !== 'services' || a.kind !== 'map' || b.kind !== 'map') return mergeValue(a, b, `.${key}.`);
    return mergeEntries(a, b, (_, service, more) => (service.kind === 'map' && more.kind === 'map' ? mergeService(service, more) : more));
  });
}

export const mergeService = (base: MapValue, over: MapValue): MapValue => mergeMaps(base, over, '');

const mergeMaps = (base: MapValue, over: MapValue, path: string): MapValue => mergeEntries(base, over, (key, a, b) => mergeValue(a, b, `${path}${key}`));

function mergeEntries(base: MapValue, over: MapValue, merge: (key: string, a: Value, b: Value) => Value): MapValue {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const old = entries.get(key);
    if (entry.value.tag === 'reset') entries.delete(key);
    else if (old === undefined || old.value.tag === 'reset' || entry.value.tag === 'override') entries.set(key, entry);
    else entries.set(key, { at: old.at, value: merge(key, old.value, entry.value) });
  }
  return { ...over, isPlain: base.isPlain && over.isPlain, entries };
}

function mergeValue(base: Value, over: Value, path: string): Value {
  const rule = RULES[path];
  if (isNothing(over)) return base;
  if (rule !== undefined && !isNothing(base)) return rule(base, over);
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, `${path}.`);
  if (base.kind === 'list' || over.kind === 'list') return append(base, over, byText);
  return over;
}

/** Items with the same key take the place of those before. */
function append(base: Value, over: Value, keyOf: (item: Value) => string | undefined): ListValue {
  const items: Value[] = [];
  const places = new Map<string, number>();
  for (const item of [...itemsOf(base), ...itemsOf(over)]) {
    const key = keyOf(item);
    const known = key === undefined ? undefined : places.get(key);
    if (known !== undefined) items[known] = item;
    else {
      if (key !== undefined) places.set(key, items.length);
      items.push(item);
    }
  }
  return { kind: 'list', at: over.at, isPlain: base.isPlain && over.isPlain, items };
}
