/** Servers that are one cluster: things that share anything are one group, and what their names have in common is its name. */

/** In the order of what is given; so are the groups, by their first. */
export function joinGroups<T>(things: readonly T[], keysOf: (thing: T) => readonly string[]): T[][] {
  const groups: { readonly keys: Set<string>; readonly things: Set<T> }[] = [];
  for (const thing of things) {
    const keys = keysOf(thing);
    const joined = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const first = joined[0] ?? { keys: new Set<string>(), things: new Set<T>() };
    if (joined.length === 0) groups.push(first);
    for (const other of joined.slice(1)) {
      for (const key of other.keys) first.keys.add(key);
      for (const one of other.things) first.things.add(one);
      groups.splice(groups.indexOf(other), 1);
    }
    for (const key of keys) first.keys.add(key);
    first.things.add(thing);
  }
  return groups.map((group) => things.filter((thing) => group.things.has(thing)));
}

/** What the names have in common; of one it is that. */
export function commonName(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return first;
  let common = first;
  while (common !== '' && !names.every((name) => name.startsWith(common))) common = common.slice(0, -1);
  const plain = common.replace(/[-_.]+$/, '');
  return plain === '' ? first : plain;
}
