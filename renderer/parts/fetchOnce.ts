/** Something that is fetched when it is first wanted and kept then; what could not be fetched is asked for again by the next who wants it. */
export interface FetchedOnce<T> {
  /** undefined until it is here. */
  readonly value: T | undefined;
  fetch(): Promise<T>;
}

export function fetchOnce<T>(load: () => Promise<T>): FetchedOnce<T> {
  let value: T | undefined;
  let coming: Promise<T> | undefined;
  return {
    get value() {
      return value;
    },
    fetch: () =>
      (coming ??= load().then(
        (found) => (value = found),
        (error: unknown) => {
          coming = undefined;
          throw error;
        },
      )),
  };
}
