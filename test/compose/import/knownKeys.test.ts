import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isKnownKey, type KeyPlace } from '#core/compose/import/knownKeys.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}
const schema = JSON.parse(readFileSync(new URL('../compose-spec.schema.json', import.meta.url), 'utf8')) as Schema;
const part = (name: string): Schema => schema.definitions?.[name] ?? {};
/** Keys of a schema and of the forms it may take. */
const keysOf = (one: Schema): string[] => [
  ...Object.keys(one.properties ?? {}),
  ...[...(one.oneOf ?? []), ...(one.anyOf ?? [])].flatMap((form) => [...keysOf(form), ...keysOf(form.items ?? {})]),
];
const service = (key: string): Schema => part('service').properties?.[key] ?? {};

it.each<[KeyPlace, Schema]>([
  ['file', schema],
  ['service', part('service')],
  ['build', service('build')],
  ['deploy', part('deployment')],
  ['healthcheck', part('healthcheck')],
  ['port', service('ports').items ?? {}],
  ['volume', service('volumes').items ?? {}],
  ['envFile', part('env_file')],
  ['include', part('include')],
  ['extends', service('extends')],
])('every key of the Compose Specification is known: %s', (place, one) => {
  const keys = keysOf(one);
  expect(keys.length).toBeGreaterThan(1);
  expect(keys.filter((key) => !isKnownKey(place, key))).toEqual([]);
});

it('names that begin with x- are anybody’s, others are not', () => {
  expect(isKnownKey('service', 'x-y')).toBe(true);
  expect(isKnownKey('service', 'imagee')).toBe(false);
});
