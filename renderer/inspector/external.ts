/** A service of an imported project: where it stands in its files, and the edit that lets it take part in the simulation. */
import { newNode } from '#core/scenario/defaults.ts';
import type { ExternalDoc, ImportedDoc, NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit } from '../document/edits.ts';

/** 'docker-compose.yml:12': its key, as long as nobody has renamed it. */
export function lineOfService({ files }: ImportedDoc, name: string): string | undefined {
  const isKey = (line: string): boolean => {
    const [, key = ''] = /^\s+(?:"([^"]*)"|'([^']*)'|([^\s:#]+))\s*:\s*(?:[#&{].*)?$/.exec(line.trimEnd())?.filter((part) => part !== undefined) ?? [];
    return key === name;
  };
  for (const { path, lines } of files) {
    const at = lines.findIndex(isKey);
    if (at >= 0) return `${path}:${at + 1}`;
  }
  return undefined;
}

/** A component of the same id, name and place; what else waits for it or uses it still does. */
export function simulatedEdit({ model, view }: Scenario, id: NodeId, { name }: ExternalDoc, kind: 'producer' | 'consumer'): Edit | undefined {
  const position = view.positions[id];
  if (model.nodes[id]?.kind !== 'external') return undefined;
  return { kind: 'batch', label: 'change', edits: [{ kind: 'addNode', id, node: newNode(kind, name), position: position ?? { x: 0, y: 0 } }] };
}
