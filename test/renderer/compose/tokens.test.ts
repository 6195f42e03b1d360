import { expect, test } from 'vitest';
import { tokensOf } from '../../../renderer/compose/tokens.ts';

const kindsIn = (path: string, ...lines: string[]) =>
  tokensOf(path, lines).map((tokens) => tokens.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind} ${text}`));

test('YAML: keys, quoted values, numbers, comments', () => {
  expect(
    kindsIn(
      'compose.yaml',
      'services:',
      '  kafka1: # one broker',
      '    image: "apache/kafka:4.1.0"',
      "    environment: { A: 'b' }",
      '      - "127.0.0.1:9092:9092"',
      '    retries: 10',
      '    isOn: true',
      '    url: http://a#b',
    ),
  ).toEqual([
    ['key services'],
    ['key kafka1', 'comment # one broker'],
    ['key image', 'text "apache/kafka:4.1.0"'],
    ['key environment', "text 'b'"],
    ['text "127.0.0.1:9092:9092"'],
    ['key retries', 'number 10'],
    ['key isOn', 'number true'],
    ['key url'],
  ]);
});

test('YAML: what is below a bar is one text until it is out of it', () => {
  expect(kindsIn('a.yml', 'command: |', '  key: value', '', '  # no comment', 'next: 1')).toEqual([
    ['key command'],
    ['text   key: value'],
    [],
    ['text   # no comment'],
    ['key next', 'number 1'],
  ]);
});

test('JSON: keys and values', () => {
  expect(kindsIn('definitions.json', '  "name": "orders \\" x", "max": -1.5, "durable": true')).toEqual([
    ['key "name"', 'text "orders \\" x"', 'key "max"', 'number -1.5', 'key "durable"', 'number true'],
  ]);
});

test('settings: names and comments', () => {
  expect(kindsIn('rabbitmq.conf', '# about', 'a.b = 1', 'C="d"')).toEqual([['comment # about'], ['key a.b'], ['key C', 'text "d"']]);
});

test('nothing is lost, in whatever file', () => {
  const lines = ['', 'a: b', '  - "x" # y', 'key: |', ' {', '"a":1', "it's", '#', 'x: "unclosed', '\t- a:b:c'];
  for (const path of ['a.yaml', 'a.json', 'a.sh', 'README.md', 'Dockerfile']) {
    expect(tokensOf(path, lines).map((tokens) => tokens.map(({ text }) => text).join(''))).toEqual(lines);
  }
});
