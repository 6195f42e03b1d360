/** Wires within a server, for which AsyncAPI has no place: the x-spillway fields of channels, as core/compose/formats/asyncapiChannels.ts writes them. */
import type { HeadersMode } from '../../base/routing.ts';
import { HEADERS_MODES } from '../../base/routing.ts';
import { LIST_MAX, SHORT_TEXT_MAX } from '../../scenario/fields.ts';
import type { BindingDoc, EdgeDoc } from '../../scenario/scenario.ts';
import type { KnownChannel } from './asyncapiParts.ts';
import type { Draft } from './draft.ts';
import { at, entriesOf, itemsOf, textAt, type Tree } from './tree.ts';

export function wireChannels(channels: ReadonlyMap<string, KnownChannel>, draft: Draft): void {
  for (const { id, tree } of channels.values()) {
    const join = (target: string | undefined, place: Tree, given: Partial<EdgeDoc>): void => {
      const to = target === undefined ? undefined : channels.get(target)?.id;
      if (to !== undefined && draft.connect(id, to, place.at, given) !== undefined) return;
      draft.tell('asyncapi.wire', 'warning', place.at, [], {
        en: `This wire to “${(target ?? '').slice(0, 60)}” cannot be drawn.`,
        zh: `无法画出到“${(target ?? '').slice(0, 60)}”的连线。`,
      });
    };
    const kind = draft.nodes.get(id)?.kind;
    const dead = at(tree, 'x-spillway-dead-letters');
    const key = textAt(dead, 'key');
    if (dead !== undefined && kind === 'queue')
      join(textAt(dead, 'channel'), dead, key === undefined || key.length > SHORT_TEXT_MAX ? {} : { deadLetterKey: key });
    const alternate = at(tree, 'x-spillway-alternate');
    if (alternate?.kind === 'scalar' && kind === 'exchange') join(String(alternate.value), alternate, { role: 'alternate' });
    if (kind !== 'exchange') continue;
    for (const [target, { place, bindings }] of bindingsOf(tree)) join(target, place, { bindings });
  }
}

/** By the channel they lead to. */
function bindingsOf(tree: Tree): Map<string, { place: Tree; bindings: BindingDoc[] }> {
  const found = new Map<string, { place: Tree; bindings: BindingDoc[] }>();
  for (const item of itemsOf(at(tree, 'x-spillway-bindings'))) {
    const target = textAt(item, 'channel') ?? '';
    const entry = found.get(target) ?? { place: item, bindings: [] };
    found.set(target, entry);
    if (entry.bindings.length < LIST_MAX) entry.bindings.push(bindingOf(item));
  }
  return found;
}

function bindingOf(item: Tree): BindingDoc {
  const match = HEADERS_MODES.find((mode): mode is HeadersMode => mode === textAt(item, 'match'));
  const args = entriesOf(at(item, 'arguments')).flatMap(([name, { value }]) => {
    const isPlain =
      value.kind === 'scalar' && value.value !== null && name.length <= 120 && name !== '__proto__' && String(value.value).length <= SHORT_TEXT_MAX;
    return isPlain ? [[name, value.value as string | number | boolean] as const] : [];
  });
  return {
    key: (textAt(item, 'key') ?? '').slice(0, SHORT_TEXT_MAX),
    ...(at(item, 'arguments') === undefined ? {} : { arguments: Object.fromEntries(args) }),
    ...(match === undefined ? {} : { match }),
  };
}
