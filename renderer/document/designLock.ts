/**
 * Two tabs never write the same design: each holds a Web Lock with its design's name. The browser gives it back when the tab is
 * gone, however that happens. Pages without a secure origin have no such locks; there every design counts as free.
 */

/** The part of the Web Locks API used here. */
export interface Locks {
  request(name: string, options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal }, held: (lock: unknown) => unknown): Promise<unknown>;
}
const PREFIX = 'spillway.design.';

/** Lets the design go again. */
export type Release = () => void;

/** Undefined when another tab has it, and keeps it for longer than `waitMs`. */
export function hold(locks: Locks | undefined, id: string, waitMs = 0): Promise<Release | undefined> {
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    const held = (lock: unknown): unknown => {
      if (lock !== null) return new Promise<void>((release) => resolve(release));
      resolve(undefined);
      return undefined;
    };
    locks.request(PREFIX + id, options, held).catch(() => resolve(undefined));
  });
}

/** The designs some tab has, this one too. */
export async function heldDesigns(locks: Pick<LockManager, 'query'> | undefined): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [])));
}
