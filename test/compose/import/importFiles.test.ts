import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';

const SHOP = readFileSync(new URL('shop.definitions.json', import.meta.url), 'utf8');
const TOPICS = 'Topic: t\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: \n';
const COMPOSE = 'services:\n  kafka:\n    image: apache/kafka:4.1.0\n';
const file = (path: string, text: string) => ({ path, text });

describe('files are told by what is in them', () => {
  it.each([
    ['compose', [file('anything.txt', COMPOSE)]],
    ['compose', [file('old.yml', 'web:\n  image: nginx\n')]],
    ['compose', [file('c.json', '{"services": {"a": {"image": "nginx"}}}')]],
    ['compose', [file('compose.yaml', COMPOSE), file('rabbitmq/definitions.json', SHOP), file('topics.txt', TOPICS)]],
    ['definitions', [file('x', SHOP)]],
    ['asyncapi', [file('x', 'asyncapi: 3.0.0\n')]],
    ['asyncapi', [file('x.json', '{"asyncapi": "2.6.0", "channels": {}}')]],
    ['kafkaTopics', [file('x', `WARN something\n${TOPICS}`)]],
  ])('%s', (format, files) => {
    const result = importFiles(files);
    expect(result.isOk && result.scenario.imported?.format).toBe(format);
    // What was given is kept, byte for byte.
    expect(result.isOk && result.scenario.imported?.files.map(({ lines }) => lines.join(''))).toEqual(files.map(({ text }) => text));
  });
});

describe('why nothing was imported', () => {
  it.each([
    ['nothing that is known', [file('a.txt', 'hello')], /none of what can be imported/, 'a.txt'],
    ['no file', [], /No file/, ''],
    ['two of one kind', [file('a', SHOP), file('b', SHOP)], /One such file at a time/, 'b'],
    ['the same path twice', [file('a', SHOP), file('a', SHOP)], /given twice/, 'a'],
    ['a path out of the folder', [file('../a', SHOP)], /out of the folder/, '../a'],
    ['a path with a drive', [file('C:/a', SHOP)], /out of the folder/, 'C:/a'],
    ['an absolute path', [file('/etc/passwd', SHOP)], /out of the folder/, '/etc/passwd'],
    ['too many bytes', [file('a', 'ü'.repeat(LIMITS.importFileBytes / 2 + 1))], /bytes/, 'a'],
    ['too many lines', [file('a', '\n'.repeat(LIMITS.importLines))], /lines/, 'a'],
    ['too many files', Array.from({ length: LIMITS.importFiles + 1 }, (_, i) => file(`${i}`, '')), /files are read/, String(LIMITS.importFiles)],
  ])('%s', (_, files, says, path) => {
    const result = importFiles(files);
    expect(result).toMatchObject({ isOk: false, faults: [{ place: { file: path, line: 1, column: 1 }, text: { en: expect.stringMatching(says) as string } }] });
  });
});
