/** A selection after React Flow's changes to it. */
export interface SelectChange {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

export function withSelected(ids: readonly string[], changes: readonly SelectChange[]): readonly string[] {
  const next = new Set(ids);
  let isChanged = false;
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    isChanged = true;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return isChanged ? [...next] : ids;
}
