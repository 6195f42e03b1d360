/** Definitions as they were exported, beside those a RabbitMQ server says it has. */
import { isDeepStrictEqual } from 'node:util';

type Entry = Readonly<Record<string, unknown>>;
export type Definitions = Readonly<Record<string, readonly Entry[] | string>>;

/** What a server leaves out when it is as always. */
const STANDARD: Entry = { type: 'classic', internal: false, limits: {}, 'apply-to': 'all' };
/** A server has more of these than it was given; and keeps users in its own way. */
const OWN = new Set(['global_parameters']);
const NOT_COMPARED = new Set(['users']);

export const listOf = (definitions: Definitions, kind: string): readonly Entry[] => {
  const list = definitions[kind];
  return list === undefined || typeof list === 'string' ? [] : list;
};

/** Sentences; none: the server holds every object with each of its fields, and no other. */
export function definitionFaults(wanted: Definitions, held: Definitions): string[] {
  const kinds = Object.keys(wanted).filter((kind) => !NOT_COMPARED.has(kind) && typeof wanted[kind] !== 'string');
  return kinds.flatMap((kind) => {
    const [asked, has] = [listOf(wanted, kind), listOf(held, kind)];
    const missing = asked.filter((one) => !has.some((other) => isSame(one, other))).map((one) => `${kind}: the server has not ${JSON.stringify(one)}`);
    return OWN.has(kind) || has.length === asked.length ? missing : [...missing, `${kind}: the server has ${has.length}, not ${asked.length}`];
  });
}

const isSame = (wanted: Entry, held: Entry): boolean => Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(value, held[key] ?? STANDARD[key]));
