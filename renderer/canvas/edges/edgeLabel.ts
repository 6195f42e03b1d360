/** What an edge inside a broker says of itself: what it is bound with, or what it is for. Pure, so it can be tested without a page. */
import { DEFAULT_BINDINGS } from '#core/scenario/defaults.ts';
import { meaningOf } from '#core/scenario/canConnect.ts';
import type { BindingDoc, EdgeDoc, ExchangeDoc, NodeDoc } from '#core/scenario/scenario.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { formatHeaders } from '../../inspector/headers.ts';

/** How it is drawn: solid, or dashed in one of two ways. */
export type EdgeLook = 'plain' | 'deadLetters' | 'alternate' | 'binding';

export function edgeLook({ role }: EdgeDoc, from: NodeDoc | undefined, to: NodeDoc | undefined): EdgeLook {
  const meaning = meaningOf(from?.kind, to?.kind);
  if (meaning === 'deadLetters') return 'deadLetters';
  return meaning !== 'binds' ? 'plain' : role === 'alternate' ? 'alternate' : 'binding';
}

const LENGTH_MAX = 28;
const cut = (text: string): string => (text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX - 1)}…` : text);

/** `type` is that of the exchange a binding leads from. */
export function edgeLabel(edge: EdgeDoc, look: EdgeLook, type: ExchangeDoc['type'] | undefined, t: Translate): string | undefined {
  switch (look) {
    case 'deadLetters': {
      const name = t('kind.deadLetters');
      return edge.deadLetterKey === undefined ? name : t('edge.deadLetterKey', { name, key: cut(edge.deadLetterKey) });
    }
    case 'alternate':
      return t('edge.alternate');
    case 'binding':
      return bindingsText(edge.bindings ?? DEFAULT_BINDINGS, type ?? 'direct', t);
    default:
      return undefined;
  }
}

function bindingsText(bindings: readonly BindingDoc[], type: ExchangeDoc['type'], t: Translate): string | undefined {
  const [first] = bindings;
  if (first === undefined || type === 'fanout') return undefined;
  const text = cut(bindingText(first, type, t));
  return bindings.length === 1 ? text : t('edge.more', { first: text, count: bindings.length - 1 });
}

function bindingText({ key, arguments: wanted, match }: BindingDoc, type: ExchangeDoc['type'], t: Translate): string {
  if (type !== 'headers') return key === '' ? t('edge.noKey') : key;
  const headers = formatHeaders(wanted);
  if (headers === '') return t('edge.everything');
  return match === 'any' || match === 'anyWithX' ? t('edge.any', { headers }) : headers;
}
