/** Ids are short words a person can read in the file: the wish itself, or the wish with the lowest free number. */
export function freeId(taken: Readonly<Record<string, unknown>>, wish: string): string {
  if (!Object.hasOwn(taken, wish)) return wish;
  let n = 2;
  while (Object.hasOwn(taken, `${wish}-${n}`)) n++;
  return `${wish}-${n}`;
}

/** The same among the names of components. */
export function freeName(nodes: Readonly<Record<string, { readonly name: string }>>, wish: string): string {
  return freeId(Object.fromEntries(Object.values(nodes).map(({ name }) => [name, true])), wish);
}
