/**
 * What a YAML file says, with the place of everything in it. Aliases and merge keys are followed: what they bring is the same value
 * once more, marked as shared, so that nobody writes through it. Keys are texts of any kind, `__proto__` never (yamlFile.ts).
 */
import type { Room, Span } from './imported.ts';

interface Common {
  /** Of a scalar its quotes too, of the others from the first character to behind the last. */
  readonly at: Span;
  /** Written once and used once: no alias, no merge key and no variable gives it. */
  readonly isPlain: boolean;
  /** Compose's own tags: `!reset` takes away what files before say, `!override` replaces it as a whole. */
  readonly tag?: 'reset' | 'override' | undefined;
  /** Of maps and lists that stand in lines of their own and are nobody else's: where one more entry goes. */
  readonly room?: Omit<Room, 'key'> | undefined;
}
export interface ScalarValue extends Common {
  readonly kind: 'scalar';
  /** As it is written, without quotes. */
  readonly raw: string;
  /** As Compose takes it: an unquoted `010` is 8. */
  readonly text: string;
  /** Unquoted nothing, `~` or `null`. */
  readonly isNull: boolean;
}
export interface ListValue extends Common {
  readonly kind: 'list';
  readonly items: readonly Value[];
}
export interface MapEntry {
  readonly at: Span;
  readonly value: Value;
}
export interface MapValue extends Common {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}
export type Value = ScalarValue | ListValue | MapValue;

/** What `!reset` stands at is not there. */
const isThere = (value: Value): boolean => value.tag !== 'reset';
export function at(value: Value | undefined, key: string): Value | undefined {
  const found = value?.kind === 'map' ? value.entries.get(key)?.value : undefined;
  return found !== undefined && isThere(found) ? found : undefined;
}
export const entriesOf = (value: Value | undefined): readonly (readonly [string, MapEntry])[] =>
  value?.kind === 'map' ? [...value.entries].filter(([, entry]) => isThere(entry.value)) : [];
/** Nothing, as in `environment:` with nothing behind it. */
export const isNothing = (value: Value | undefined): boolean => value === undefined || (value.kind === 'scalar' && value.isNull);
/** The items of a list, a single scalar being a list of one. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || isNothing(value) || value.kind === 'map') return [];
  return (value.kind === 'list' ? value.items : [value]).filter(isThere);
}
export const scalarOf = (value: Value | undefined): ScalarValue | undefined => (value?.kind === 'scalar' && !value.isNull ? value : undefined);
export const scalarAt = (value: Value | undefined, key: string): ScalarValue | undefined => scalarOf(at(value, key));
/** Compose takes all that go-yaml and its own casts take. */
export const isTrue = (value: Value | undefined): boolean => value?.kind === 'scalar' && /^(?:1|t|true|y|yes|on)$/i.test(value.text);
