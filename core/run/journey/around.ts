/** Puts a function around a method of one object, and of no other of its class. */
type Method = (...args: never[]) => unknown;

/** `make` is given the method as it was, to call or not, and returns what takes its place. */
export function around<T extends object, K extends keyof T>(on: T, name: K, make: (original: T[K]) => T[K]): void {
  const original = (on[name] as Method).bind(on) as T[K];
  on[name] = make(original);
}
