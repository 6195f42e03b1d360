/**
 * Files that somebody broke, by chance or on purpose: bytes flipped, parts lost, doubled and moved, pieces of other files, deep nesting,
 * huge numbers, aliases, odd characters, keys that mean something to JavaScript. The same seed gives the same files.
 */
import type { Random } from '#core/base/random.ts';

const ODD = [
  '__proto__',
  'constructor',
  'toString',
  '\0',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  'ﬁ',
  '\r',
  '\t',
  '\u202e',
  '%',
  '$',
  '${',
  '${A:-',
  '$$',
  '${A:?',
  "'",
  '"',
  '\\',
  '`',
  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!binary ',
  '!reset ',
  '? ',
  '- ',
  ': ',
  '#',
  ',',
  '{',
  '}',
  '[',
  ']',
  'null',
  '~',
  'true',
  '-1',
  '1e309',
  '99999999999999999999',
  '-9007199254740993',
  '0x7fffffffffffffff',
  '.inf',
  '.nan',
  '1_000',
  '0o17',
  '22:22',
  '../../etc/passwd',
  '/etc/shadow',
  'file:///',
  'C:\\',
  '#/channels/a',
  '$ref',
  'x-spillway-settings',
  'x-spillway-id',
  'services:\n',
  '(a+)+$',
  'Topic: a\tPartitionCount: 9\tReplicationFactor: 9\tConfigs: \n',
];

const upTo = (random: Random, n: number): number => Math.floor(random.unit() * n);
const oneOf = <T>(random: Random, from: readonly T[]): T => from[upTo(random, from.length)] as T;

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const stretch = (text: string, random: Random): [number, number] => {
  const start = upTo(random, text.length);
  return [start, Math.min(text.length, start + 1 + upTo(random, random.unit() < 0.8 ? 40 : 2_000))];
};
/** Whole lines, so that what is left often still reads. */
const lines = (text: string, random: Random): [number, number] => {
  const start = text.lastIndexOf('\n', upTo(random, text.length)) + 1;
  let end = start;
  for (let n = 1 + upTo(random, 6); n > 0 && end < text.length; n--) end = (text.indexOf('\n', end) + 1 || text.length + 1) - 0;
  return [start, Math.min(end, text.length)];
};
const put = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);
const place = (text: string, random: Random): number => upTo(random, text.length + 1);

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const at = place(text, random);
    return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << upTo(random, 8))) + text.slice(at + 1);
  },
  (text, random) => {
    const [start, end] = oneOf(random, [stretch, lines])(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = oneOf(random, [stretch, lines])(text, random);
    return put(text, end, text.slice(start, end).repeat(1 + upTo(random, random.unit() < 0.95 ? 3 : 200)));
  },
  (text, random) => {
    const [start, end] = lines(text, random);
    return put(text, place(text, random), text.slice(start, end));
  },
  (text, random, others) => {
    const other = oneOf(random, others);
    const [start, end] = oneOf(random, [stretch, lines])(other, random);
    return put(text, place(text, random), other.slice(start, end));
  },
  (text, random) => put(text, place(text, random), oneOf(random, ODD)),
  (text, random) => put(text, place(text, random), oneOf(random, ODD)),
  (text, random) => {
    // A value or a key becomes an odd one.
    const words = [...text.matchAll(/[\w./:-]+/g)];
    const word = words.length === 0 ? undefined : oneOf(random, words);
    return word === undefined ? text : text.slice(0, word.index) + oneOf(random, ODD) + text.slice(word.index + word[0].length);
  },
  (text, random) => {
    const numbers = [...text.matchAll(/\d+/g)];
    const number = numbers.length === 0 ? undefined : oneOf(random, numbers);
    const other = oneOf(random, ['0', '-1', '1e300', '4294967296', '9'.repeat(40), '0.5', '1000000']);
    return number === undefined ? text : text.slice(0, number.index) + other + text.slice(number.index + number[0].length);
  },
  (text, random) => put(text, place(text, random), oneOf(random, ['[', '{"a":', '{a: ', '- ', '(']).repeat(oneOf(random, [3, 70, 5_000]))),
  (text, random) => {
    const n = oneOf(random, [3, 20, 120]);
    const bomb = Array.from({ length: n }, (_, i) => `x-${i}: &b${i} [${i === 0 ? 'x' : `*b${i - 1}, *b${i - 1}, *b${i - 1}`}]`).join('\n');
    return `${bomb}\n${text}`;
  },
  (text, random) => text.slice(0, place(text, random)),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => put(text, place(text, random), oneOf(random, ['a', ' ', '\n', '#', '"']).repeat(oneOf(random, [50, 3_000, 20_000]))),
];

/** Values become other values and the file still reads, so that what comes after reading is asked too. */
const QUOTED = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'a/b',
  '..',
  '-1',
  'true',
  '订单',
  '\\u0000',
  '\\ud800',
  '\\n',
  'x'.repeat(300),
  '#',
  '*',
  '$',
  '(a+)+$',
  'classic',
  'quorum',
  'stream',
  'headers',
  'fanout',
  '#/channels/a',
];
const PLAIN = ['0', '-1', '1', '7', '1e300', '0.5', '4294967296', 'true', 'false', 'null', '[]', '{}', '""', '9'.repeat(30)];

const GENTLE: readonly Mutation[] = [
  (text, random) => replaced(text, random, /"(?:[^"\\\n]|\\.)*"(?!\s*:)/g, () => `"${oneOf(random, QUOTED)}"`),
  (text, random) => replaced(text, random, /(?<=:\s)(?:\d+|true|false|null|"[^"\n]*")(?=\s*(?:[,}\]\n]|$))/g, () => oneOf(random, PLAIN)),
  (text, random) => {
    const all = text.match(/"(?:[^"\\\n]|\\.)*"/g) ?? ['""'];
    return replaced(text, random, /"(?:[^"\\\n]|\\.)*"/g, () => oneOf(random, all));
  },
  (text, random) => {
    const all = text.match(/(?<=: )[^\s"'{[|>&*#][^\n]*/g) ?? ['x'];
    return replaced(text, random, /(?<=: )[^\s"'{[|>&*#][^\n]*/g, () => oneOf(random, all));
  },
  (text, random) => replaced(text, random, /(?<==)[^,\s"']+/g, () => oneOf(random, ['', '-1', '0', 'x', '9'.repeat(20), '1,2', '${A}', '3'])),
];

function replaced(text: string, random: Random, pattern: RegExp, by: () => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = oneOf(random, found);
  return text.slice(0, one.index) + by() + text.slice(one.index + one[0].length);
}

export function mutated(text: string, random: Random, others: readonly string[]): string {
  let now = text;
  const mutations = random.unit() < 0.4 ? GENTLE : MUTATIONS;
  for (let n = 1 + upTo(random, random.unit() < 0.7 ? 2 : 8); n > 0; n--) now = oneOf(random, mutations)(now, random, others);
  return now;
}
