import { expect, test } from 'vitest';
import { LIMITS } from '../../../core/base/limits.ts';
import { isForeign } from '../../../renderer/import/foreign.ts';
import { SAMPLE } from '../../../renderer/import/sample.ts';
import { type Offered, ofFolder, pastedName, take } from '../../../renderer/import/sources.ts';

const offered = (path: string, size = 10): Offered => ({ path, size, text: async () => `text of ${path}` });

test('of a folder what an import reads is taken, what lies highest first', () => {
  const paths = [
    'src/App.java',
    'conf/broker/server.properties',
    'node_modules/a/package.json',
    'docker-compose.yml',
    '.env',
    'rabbit/definitions.json',
    '.git/a.yml',
  ];
  expect(ofFolder(paths.map((path) => offered(path))).map(({ path }) => path)).toEqual([
    '.env',
    'docker-compose.yml',
    'rabbit/definitions.json',
    'conf/broker/server.properties',
  ]);
  expect(ofFolder([offered('prod.env'), offered('logo.png')]).map(({ path }) => path)).toEqual(['prod.env']);
});

test('a file of the same path takes the place of the other', async () => {
  const first = await take([offered('a.yml'), offered('b.yml')], []);
  const second = await take([{ ...offered('a.yml'), text: async () => 'new' }], first.files);
  expect(second.files).toEqual([
    { path: 'a.yml', text: 'new' },
    { path: 'b.yml', text: 'text of b.yml' },
  ]);
});

test('what is too large is named, what is too much is counted, and neither is read', async () => {
  const unread = (path: string, size = 10): Offered => ({ ...offered(path, size), text: () => Promise.reject(new Error(`${path} was read`)) });
  const full = Array.from({ length: LIMITS.importFiles }, (_, i) => ({ path: `${i}.yml`, text: '' }));
  const taken = await take([unread('big.yml', LIMITS.importFileBytes + 1), unread('one.yml'), unread('two.yml')], full);
  expect(taken).toEqual({ files: full, tooLarge: ['big.yml'], tooMany: 2 });
});

test('pasted text is called as such a file is', () => {
  expect(pastedName(SAMPLE.text)).toBe('docker-compose.yml');
  expect(pastedName('services:\n  a:\n    image: b\n')).toBe('compose.yaml');
  expect(pastedName('asyncapi: 3.0.0\n')).toBe('asyncapi.yaml');
  expect(pastedName('{ "queues": [] }')).toBe('definitions.json');
  expect(pastedName('{ "asyncapi": "2.6.0" }')).toBe('asyncapi.json');
  expect(pastedName('Topic: a\tPartitionCount: 1')).toBe('topics.txt');
});

test('a text to import is told from a part of a design and from prose', () => {
  for (const text of [
    SAMPLE.text,
    'name: shop\nservices:\n  a: {}\n',
    'asyncapi: 2.6.0',
    '{"rabbit_version":"4.0","queues":[]}',
    'Topic: a\tPartitionCount: 1',
  ])
    expect([text, isForeign(text)]).toEqual([text, true]);
  for (const text of ['hello', '{ "format": "spillway", "model": { "queues": {} } }', 'version: 3', '- services', ''])
    expect([text, isForeign(text)]).toEqual([text, false]);
});
