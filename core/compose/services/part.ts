/** What one system, or one add-on, adds to a compose project. */
import type { ComposeNote, ComposeNoteCode } from '../notes.ts';

export interface ComposePart {
  /** Service name → its definition, in the order they are written. */
  readonly services: Readonly<Record<string, unknown>>;
  readonly volumes: readonly string[];
  /** Files beside compose.yaml, by path from its folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Where Prometheus finds figures under /metrics: `service:port` by the name of the job, which is `load` for the load generator. */
  readonly figures?: Readonly<Record<string, readonly string[]>>;
  /** What it cannot express, and codes of the notes that no longer hold because of it. */
  readonly notes?: readonly ComposeNote[];
  readonly settles?: readonly ComposeNoteCode[];
  /** In the README's language: rows of the table of addresses (what, from this machine, from a container), and Markdown blocks. */
  readonly addresses?: readonly (readonly [what: string, outside: string, inside: string])[];
  readonly readme?: readonly string[];
}
