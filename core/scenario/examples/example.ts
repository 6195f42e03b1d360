/** One of the scenarios that come with the product. Its file is read when it is first asked for: a list of sixty takes no time to load. */
import { must } from '../../base/assert.ts';
import { readScenario } from '../parse.ts';
import type { EdgeId, LocalText, NodeId, NodeKind, Quantity, Scenario, View } from '../scenario.ts';

/** A file as it is, without the defaults it leaves out: enough to list and to draw it. A test holds every file to this. */
export interface ExampleFile {
  readonly model: {
    readonly horizon?: Quantity;
    readonly nodes: Readonly<Record<NodeId, { readonly kind: NodeKind; readonly name: string; readonly profile?: string }>>;
    readonly edges: Readonly<Record<EdgeId, { readonly from: NodeId; readonly to: NodeId }>>;
    readonly objectives?: readonly unknown[];
  };
  readonly view: View & { readonly note: LocalText };
}

export interface Example {
  /** The name of its file, without the ending. */
  readonly id: string;
  readonly file: ExampleFile;
  readonly scenario: Scenario;
}

export function lazyExample(id: string, file: unknown): Example {
  let read: Scenario | undefined;
  return {
    id,
    file: file as ExampleFile,
    get scenario() {
      read ??= must(readScenario(file).scenario, `the example ${id}`);
      return read;
    },
  };
}
