import type { LimitName } from './limits.ts';

/** Assertions stay on in the product: a broken one is an engine bug, stops the run and is shown with seed and event number. */
export class EngineBug extends Error {
  override name = 'EngineBug';
}

/** The scenario ran into a limit of the product: no bug, but the end of the run. It is shown by the limit's name in limits.ts. */
export class LimitReached extends Error {
  override name = 'LimitReached';
  readonly limit: LimitName;

  constructor(limit: LimitName, what: string) {
    super(`limit ${limit}: ${what}`);
    this.limit = limit;
  }
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new EngineBug(message);
}

/** For hot paths: `if (bad) fail(`…`)` words the message only when it is needed, where `assert` would word it each time. */
export function fail(message: string): never {
  throw new EngineBug(message);
}

/** Ends a switch over a discriminated union: a new kind that is not handled becomes a type error here. */
export function unreachable(value: never): never {
  throw new EngineBug(`unreachable: ${JSON.stringify(value)}`);
}

/** A value that must be there by construction (an index just computed, a key just set). */
export function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new EngineBug(`missing: ${what}`);
  return value;
}
