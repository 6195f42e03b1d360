/** A change of the document in one sentence, as one would say it to somebody who does not see the screen. Pure. */
import { nameOf } from '#core/scenario/lookup.ts';
import type { Model, Scenario } from '#core/scenario/scenario.ts';
import type { EditLabel } from '../document/edits.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { Selection } from '../ui/uiStore.ts';

export type Way = 'done' | 'undone' | 'redone';

interface Standing {
  readonly version: number;
  readonly canRedo: boolean;
}

/** Versions are never used twice: a lower one was gone back to; a new one has nothing to redo, unless it came by redoing. */
export function wayOf(before: Standing, now: Standing): Way {
  if (now.version < before.version) return 'undone';
  return before.canRedo && seen.has(now.version) ? 'redone' : (seen.add(now.version), 'done');
}
const seen = new Set<number>();

export function describeChange(before: Scenario, now: Scenario, way: Way, label: EditLabel | undefined, t: Translate): string | undefined {
  if (way !== 'done') return label && t(way === 'undone' ? 'say.undone' : 'say.redone', { step: t(`edit.step.${label}`) });
  const added = gained(before.model.nodes, now.model.nodes);
  const removed = gained(now.model.nodes, before.model.nodes);
  const connected = gained(before.model.edges, now.model.edges);
  const cut = gained(now.model.edges, before.model.edges);
  if (added.length > 0) return named('say.added', added, now.model, t) + (connected.length > 0 ? ` ${wires('say.connected', connected, now.model, t)}` : '');
  if (removed.length > 0) return named('say.removed', removed, before.model, t);
  if (connected.length > 0) return wires('say.connected', connected, now.model, t);
  if (cut.length > 0) return wires('say.cut', cut, before.model, t);
  return moved(before, now, t) ?? changed(before, now, label, t);
}

const gained = (before: object, now: object): readonly string[] => Object.keys(now).filter((id) => !Object.hasOwn(before, id));

function named(key: 'say.added' | 'say.removed', ids: readonly string[], model: Model, t: Translate): string {
  const [only] = ids;
  const node = only === undefined ? undefined : model.nodes[only];
  if (ids.length === 1 && node !== undefined) return t(key, { what: `${t(`kind.${node.kind}`)} ${node.name}` });
  return t(key, { what: t('say.components', { count: ids.length }) });
}

function wires(key: 'say.connected' | 'say.cut', ids: readonly string[], model: Model, t: Translate): string {
  const edge = ids.length === 1 ? model.edges[ids[0] ?? ''] : undefined;
  if (edge === undefined) return t(key, { what: t('say.connections', { count: ids.length }) });
  return t(key, { what: t('say.wire', { from: nameOf(model, edge.from), to: nameOf(model, edge.to) }) });
}

function moved(before: Scenario, now: Scenario, t: Translate): string | undefined {
  if (before.model !== now.model) return undefined;
  const ids = Object.entries(now.view.positions).filter(([id, at]) => {
    const was = before.view.positions[id];
    return was !== undefined && (was.x !== at.x || was.y !== at.y);
  });
  const [first] = ids;
  if (first === undefined) return undefined;
  const [id, { x, y }] = first;
  return ids.length === 1 ? t('say.moved', { name: nameOf(now.model, id), x, y }) : t('say.movedMany', { count: ids.length });
}

/** A setting written letter by letter is heard as it is typed; it is not said again. */
function changed(before: Scenario, now: Scenario, label: EditLabel | undefined, t: Translate): string | undefined {
  if (before.model === now.model || label === undefined || label === 'change' || label === 'rename') return undefined;
  return t('say.did', { step: t(`edit.step.${label}`) });
}

/** One component says its own name when it has the focus; several are counted. */
export function describeSelection({ nodes, edges, notes = [] }: Selection, t: Translate): string | undefined {
  const count = nodes.length + edges.length + notes.length;
  return count > 1 ? t('say.selected', { count }) : undefined;
}
