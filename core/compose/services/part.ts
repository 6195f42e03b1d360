/** What one system adds to a compose project. */
export interface ComposePart {
  /** Service name → its definition, in the order they are written. */
  readonly services: Readonly<Record<string, unknown>>;
  readonly volumes: readonly string[];
  /** Files beside compose.yaml, by path from its folder. */
  readonly files: ReadonlyMap<string, string>;
}
