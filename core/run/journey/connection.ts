/** One session of a client at a server, with both its ends. */
export interface Connection {
  /** As the broker is told: a node, or `node/instance`. */
  readonly client: string;
  readonly edge: string;
  /** Of the server it ended at; known once it was opened there. */
  server: string;
  isOpen: boolean;
}

/** The node of a client, and which instance of it, from 1. */
export function instanceOf(client: string): { readonly node: string; readonly detail: Readonly<Record<string, number>> } {
  const slash = client.lastIndexOf('/');
  if (slash < 0) return { node: client, detail: {} };
  return { node: client.slice(0, slash), detail: { instance: Number(client.slice(slash + 1)) + 1 } };
}
