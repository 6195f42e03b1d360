/** What was found in files, counted by kind, with the first names of each. */
import type { Model, NodeKind } from '#core/scenario/scenario.ts';

export interface Recognised {
  readonly kind: NodeKind;
  readonly count: number;
  readonly names: readonly string[];
}

const ORDER: readonly NodeKind[] = ['broker', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'producer', 'consumer', 'external'];
const NAMED = 6;

export function recognised({ nodes }: Model): readonly Recognised[] {
  const all = Object.values(nodes);
  return ORDER.flatMap((kind) => {
    const some = all.filter((node) => node.kind === kind);
    return some.length === 0 ? [] : [{ kind, count: some.length, names: some.slice(0, NAMED).map(({ name }) => name) }];
  });
}
