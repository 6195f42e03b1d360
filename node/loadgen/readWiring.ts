/** wiring.json, checked as far as a file somebody edited can be wrong. */
import { err, ok, type Result } from '#core/base/result.ts';
import { WIRED_SYSTEMS, type Wiring } from '#core/compose/wiring.ts';

const KINDS = ['topic', 'queue', 'exchange', 'broadcast'];

/** An error is a sentence for the log. */
export function readWiring(text: string): Result<Wiring, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('it is not JSON.');
  }
  const { servers, destinations } = objectOf(value);
  for (const [key, server] of Object.entries(objectOf(servers))) {
    const { system, address } = objectOf(server);
    if (!WIRED_SYSTEMS.some((known) => known === system)) return err(`servers.${key}.system: one of ${WIRED_SYSTEMS.join(', ')} is wanted.`);
    if (typeof address !== 'string' || address === '') return err(`servers.${key}.address: a text is wanted.`);
  }
  for (const [id, destination] of Object.entries(objectOf(destinations))) {
    const { server, kind, name } = objectOf(destination);
    if (typeof server !== 'string' || !Object.hasOwn(objectOf(servers), server)) return err(`destinations.${id}.server: no such server.`);
    if (typeof kind !== 'string' || !KINDS.includes(kind)) return err(`destinations.${id}.kind: one of ${KINDS.join(', ')} is wanted.`);
    if (typeof name !== 'string' || name === '') return err(`destinations.${id}.name: a text is wanted.`);
  }
  return ok({ servers: objectOf(servers), destinations: objectOf(destinations) } as unknown as Wiring);
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
