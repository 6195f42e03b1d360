/** Compose files straight to a design, for tests: what is not imported fails the test. */
import { importCompose } from '#core/compose/import/importCompose.ts';
import type { Finding, ImportResult } from '#core/compose/import/imported.ts';
import { readProject } from '#core/compose/import/readProject.ts';
import type { ComposeSource } from '#core/compose/import/project.ts';
import type { NodeDoc, NodeId, Scenario } from '#core/scenario/scenario.ts';

export type Imported = Extract<ImportResult, { isOk: true }>;

export function sourceOf(compose: string, files: Readonly<Record<string, string>> = {}): ComposeSource {
  const given = Object.entries({ 'docker-compose.yml': compose, ...files }).map(([path, text]) => ({ path, text }));
  const read = readProject(given);
  if (!read.isOk) throw new Error(`not read: ${JSON.stringify(read.faults)}`);
  return read.source;
}

export function importText(compose: string, files: Readonly<Record<string, string>> = {}): Imported {
  const result = importCompose(sourceOf(compose, files));
  if (!result.isOk) throw new Error(`not imported: ${JSON.stringify(result.faults)}`);
  return result;
}

/** Nodes of a kind: name → what a test asks of it. */
export const nodesOf = <K extends NodeDoc['kind']>(scenario: Scenario, kind: K): Record<NodeId, Extract<NodeDoc, { kind: K }>> =>
  Object.fromEntries(Object.entries(scenario.model.nodes).filter((entry): entry is [NodeId, Extract<NodeDoc, { kind: K }>] => entry[1].kind === kind));

export const codesOf = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

/** The design with some nodes replaced; undefined takes one away. */
export function edited(scenario: Scenario, nodes: Readonly<Record<NodeId, Partial<NodeDoc> | undefined>>): Scenario {
  const next: Record<NodeId, NodeDoc> = { ...scenario.model.nodes };
  for (const [id, part] of Object.entries(nodes)) {
    if (part === undefined) delete next[id];
    else next[id] = { ...next[id], ...part } as NodeDoc;
  }
  return { ...scenario, model: { ...scenario.model, nodes: next } };
}
