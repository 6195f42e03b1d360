import { expect, it } from 'vitest';
import { commandsOf } from '#core/compose/import/shell/run.ts';

const SOURCE = { of: 'script', start: 0 };
const run = (text: string, environment: Record<string, string> = {}) =>
  commandsOf({ text, origin: SOURCE }, new Map(Object.entries(environment).map(([name, value]) => [name, { text: value }])));
const told = (text: string, environment: Record<string, string> = {}) =>
  run(text, environment).map((command) => command.map((value) => value.text ?? '?').join(' '));

it('follows variables, and says what it does not know', () => {
  expect(told('A=one; B="$A two"; export C=3\necho $A "$B" $B ${C} ${D:-four} ${E} $(date) x-$A x-$E', { E: '' })).toEqual([
    'echo one one two one two 3 four  ? x-one x-',
  ]);
  expect(told('echo $HOST:9092 "$TOPIC"', { HOST: 'kafka', TOPIC: 'a b' })).toEqual(['echo kafka:9092 a b']);
});

it('goes through loops over known words, in loops too', () => {
  expect(told('for a in 1 2; do for b in x y; do echo $a$b; done; done')).toEqual(['echo 1x', 'echo 1y', 'echo 2x', 'echo 2y']);
  expect(told('T=(p "q r"); for t in "${T[@]}"; do echo $t; done; L="s t"; for t in $L; do echo $t; done')).toEqual(['echo p', 'echo q r', 'echo s', 'echo t']);
  expect(told('for t in $(cat list); do echo $t; done')).toEqual(['echo ?']);
  expect(told('while ! nc -z kafka 9092; do sleep 1; done; until ready; do wait; done')).toEqual(['nc -z kafka 9092', 'sleep 1', 'ready', 'wait']);
});

it('calls functions with their arguments', () => {
  expect(told('topic() { local name=$1 n=$2; shift 2; create "$name" -p $n "$@"; }\ntopic orders 3 -c a=b\nfunction f { echo "${@:2}"; }; f 1 2 3')).toEqual([
    'create orders -p 3 -c a=b',
    'echo 2 3',
  ]);
});

it('takes every branch once, and the script of another shell', () => {
  expect(told('if test -f x; then a; elif b; then c; else d; fi; case $x in y) z ;; esac; e')).toEqual(['test -f x', 'a', 'b', 'c', 'd', 'e']);
  expect(told('bash -c "create x && create y"; JMX_PORT= exec run')).toEqual(['create x', 'create y', 'run']);
});

it('knows where a word was written, through functions and loops', () => {
  const text = 't() { create "$1" $2; }\nt \'orders\' 3\nfor n in a bb; do create $n; done';
  const places = run(text).flatMap((command) => command.slice(1).map(({ origin }) => origin && text.slice(origin.start, origin.end)));
  expect(places).toEqual(['orders', '3', 'a', 'bb']);
  expect(run('X="a$Y"; echo $X', { Y: 'b' })[0]![1]).toEqual({ text: 'ab' });
});

it.each([
  ['loops in loops', `${'for a in 1 2 3 4 5 6 7 8 9 10; do '.repeat(12)}x=1${'; done'.repeat(12)}`],
  ['functions in functions', `${Array.from({ length: 20 }, (_, i) => `f${i}() { ${`f${i + 1}; `.repeat(9)}}`).join('\n')}\nf0`],
  ['a function of itself', 'f() { f; f; f; }; f'],
  ['nothing closed', 'for x in a; do f() { if while ('],
])('comes to an end: %s', (_, text) => expect(run(text).length).toBeLessThanOrEqual(5_000));
