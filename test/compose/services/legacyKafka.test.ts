import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { schemaProblems } from '../composeCheck.ts';

const legacy = (model: Model) => exportCompose(documentOf(model, 'old'), { target: 'legacy' });
const fileOf = (model: Model): string => legacy(model).files.get('docker-compose.yml') ?? '';
const codes = (model: Model) => legacy(model).notes.map(({ code, nodes }) => `${code} ${nodes.join()}`.trim());
const seed = readFileSync(path.join(import.meta.dirname, 'legacy.seed.yml'), 'utf8');

describe('the file with ZooKeeper', () => {
  it('is the seed document’s for its two topics, byte for byte behind the label', () => {
    const text = fileOf(modelOf({ 'stream-in': node('topic'), 'stream-out': node('topic') }, []));
    expect(text.slice(text.indexOf('\n') + 1)).toBe(seed);
    expect(text).toMatch(/^# Legacy: /);
    const example = EXAMPLES.find(({ id }) => id === 'kafka-stream');
    expect(exportCompose(example!.scenario, { target: 'legacy' }).files.get('docker-compose.yml')).toBe(text);
  });

  it('has a topic’s partitions and clean-up, and one copy', () => {
    const model = modelOf({ a: node('topic', { partitions: 6 }), b: node('topic', { cleanup: 'compact', replicationFactor: 3 }) }, []);
    expect(fileOf(model)).toContain('KAFKA_CREATE_TOPICS: "a:6:1,b:1:1:compact"');
    expect(codes(model)).toContain('replication b');
  });

  it('lets no name out of its list', () => {
    const text = fileOf(modelOf({ 'x:9:9,"y@': node('topic') }, []));
    expect((parse(text) as { services: { kafka1: { environment: Record<string, string> } } }).services.kafka1.environment.KAFKA_CREATE_TOPICS).toBe(
      'x-9-9-y:1:1',
    );
    expect(schemaProblems(text)).toEqual([]);
  });

  it('says that it is old, and everything it cannot hold', () => {
    const model = modelOf(
      {
        k: node('broker', { nodes: 3 }),
        t: node('topic', { broker: 'k', retentionTime: '1h' }),
        q: node('queue'),
        x: node('exchange'),
        s: node('broadcast'),
        c: node('channel'),
      },
      [],
    );
    expect(codes(model)).toEqual(['legacy', 'servers', 'legacyOther q,s,x', 'legacySettings t', 'channel c', 'brokerCost k', 'run']);
    const more = exportCompose(documentOf(model), { target: 'legacy', loadGenerator: '//', profiles: ['ui'] });
    expect(more.notes.map(({ code }) => code)).toContain('legacyAddOns');
    expect([...more.files.keys()]).toEqual(['docker-compose.yml', 'README.md']);
    for (const language of ['en', 'zh'] as const) {
      const text = exportCompose(documentOf(model), { target: 'legacy', language }).files.get('README.md') ?? '';
      expect(text.replaceAll('\\', '')).toContain(more.notes[0]!.text[language]);
      expect(text).toContain('docker compose exec kafka1 kafka-topics.sh --bootstrap-server localhost:9092 --describe');
      expect(text).not.toContain('--wait');
    }
  });

  it('has nothing to say without a topic, and says so', () => {
    const project = legacy(modelOf({ q: node('queue') }, []));
    expect([project.target, project.files.size]).toEqual([undefined, 0]);
    expect(project.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['nothing', 'legacyOther']));
  });
});
