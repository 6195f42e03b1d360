import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCompose } from '#core/compose/import/importCompose.ts';
import type { ImportResult, SourceFile } from '#core/compose/import/imported.ts';
import { readProject } from '#core/compose/import/readProject.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeDoc, Scenario } from '#core/scenario/scenario.ts';
import { filesOf } from './project.ts';

const read = (files: readonly SourceFile[]): ImportResult => {
  const project = readProject(files);
  return project.isOk ? importCompose(project.source) : project;
};
function imported(files: Readonly<Record<string, string>>): Scenario {
  const result = read(filesOf(files));
  if (!result.isOk) throw new Error(result.faults[0]?.text.en);
  return result.scenario;
}
const idOf = ({ model }: Scenario, name: string): string => Object.entries(model.nodes).find(([, doc]) => doc.name === name)?.[0] ?? name;
function edited(scenario: Scenario, name: string, fields: object): Scenario {
  const id = idOf(scenario, name);
  return { ...scenario, model: { ...scenario.model, nodes: { ...scenario.model.nodes, [id]: { ...scenario.model.nodes[id], ...fields } as NodeDoc } } };
}
const written = (scenario: Scenario) => {
  const { files, notes } = exportImported(scenario, read);
  return { files: Object.fromEntries(files), notes: notes.map((n) => n.code) };
};

const LEGACY = readFileSync(new URL('data/legacy.yml', import.meta.url), 'utf8');
const CLUSTER = { 'compose.yaml': readFileSync(new URL('data/cluster.yaml', import.meta.url), 'utf8') };

describe('an imported design exported to its own files', () => {
  it('untouched, gives them byte for byte', () => {
    for (const files of [{ 'docker-compose.yml': LEGACY }, { 'docker-compose.yml': LEGACY.replaceAll('\n', '\r\n') }, CLUSTER])
      expect(written(imported(files))).toEqual({ files, notes: [] });
  });

  it('changes the scalar that says it, and nothing else', () => {
    const scenario = edited(imported({ 'docker-compose.yml': LEGACY }), 'stream-in', { partitions: 3 });
    expect(written(scenario)).toEqual({ files: { 'docker-compose.yml': LEGACY.replace('stream-in:1:1', 'stream-in:3:1') }, notes: [] });
  });

  it('writes names, new topics and those that are gone', () => {
    const start = imported({ 'docker-compose.yml': LEGACY });
    const renamed = edited(start, 'stream-in', { name: 'orders' });
    expect(written(renamed).files['docker-compose.yml']).toBe(LEGACY.replace('stream-in:1:1', 'orders:1:1'));
    const broker = Object.entries(start.model.nodes).find(([, doc]) => doc.kind === 'broker')?.[0] ?? '';
    const more = { ...start, model: { ...start.model, nodes: { ...start.model.nodes, extra: { ...newNode('topic', 'extra'), broker, partitions: 2 } } } };
    expect(written(more)).toEqual({ files: { 'docker-compose.yml': LEGACY.replace('stream-out:1:1', 'stream-out:1:1,extra:2:1') }, notes: [] });
    const { [idOf(start, 'stream-out')]: _gone, ...nodes } = start.model.nodes;
    expect(written({ ...start, model: { ...start.model, nodes } })).toEqual({
      files: { 'docker-compose.yml': LEGACY.replace(',stream-out:1:1', '') },
      notes: [],
    });
  });

  it('tells of what the files have no place for, once for all that only a simulation has', () => {
    const start = imported({ 'docker-compose.yml': LEGACY });
    const moved = { ...start, view: { ...start.view, positions: { ...start.view.positions, [idOf(start, 'stream-in')]: { x: 1, y: 2 } } } };
    const loaded = { ...moved, model: { ...moved.model, seed: 77, nodes: { ...moved.model.nodes, p: newNode('producer', 'p') } } };
    expect(written(loaded)).toEqual({ files: { 'docker-compose.yml': LEGACY }, notes: ['simulation'] });
    expect(written(edited(start, 'stream-in', { retentionTime: '1h', segmentTime: '1h' }))).toEqual({
      files: { 'docker-compose.yml': LEGACY },
      notes: ['fields'],
    });
  });
});
