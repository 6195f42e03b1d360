/** Components as rows: what they are, where, how they are set, and what a run measures of them now. */
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { summaryOf } from '../canvas/nodes/summary.ts';
import type { Language } from '../charts/format.ts';
import { type ReadingName, readingText, readingValue } from '../charts/nodeReadings.ts';
import type { Series } from '../engine/series.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { Listing } from './listing.ts';

export const COMPONENT_FIGURES = ['in', 'out', 'backlog', 'busy', 'p50', 'p95', 'p99', 'refused', 'dropped'] as const satisfies readonly ReadingName[];
type Figure = (typeof COMPONENT_FIGURES)[number];
export type ComponentColumn = 'name' | 'kind' | 'broker' | 'settings' | Figure;
/** The same list for all: a row that says the same is not drawn anew. */
const COLUMNS: readonly ComponentColumn[] = ['name', 'kind', 'broker', 'settings', ...COMPONENT_FIGURES];

export interface Reader {
  readonly series: Series | undefined;
  readonly language: Language;
  readonly t: Translate;
}

export const NO_FIGURE = '–';
const isFigure = (column: ComponentColumn): column is Figure => (COMPONENT_FIGURES as readonly string[]).includes(column);

export function componentListing({ nodes }: Pick<Model, 'nodes'>, { series, language, t }: Reader): Listing<ComponentColumn> {
  const figure = (id: string, { kind }: NodeDoc) => series && { series, id, kind, language };
  const text = (id: string, column: ComponentColumn): string => {
    const node = nodes[id];
    if (node === undefined) return '';
    if (!isFigure(column)) return words(nodes, node, column, t);
    const subject = figure(id, node);
    return subject === undefined ? NO_FIGURE : readingText(column, subject);
  };
  return {
    ids: Object.keys(nodes),
    columns: COLUMNS,
    isLive: isFigure,
    text,
    value: (id, column) => {
      const node = nodes[id];
      const subject = node && figure(id, node);
      return isFigure(column) ? (subject === undefined ? Number.NaN : readingValue(column, subject)) : text(id, column);
    },
  };
}

function words(nodes: Model['nodes'], node: NodeDoc, column: Exclude<ComponentColumn, Figure>, t: Translate): string {
  switch (column) {
    case 'name':
      return node.name;
    case 'kind':
      return t(`kind.${node.kind}`);
    case 'broker':
      return 'broker' in node && node.broker !== undefined ? (Object.hasOwn(nodes, node.broker) ? (nodes[node.broker]?.name ?? '') : '') : '';
    default:
      return settingsOf(node, t);
  }
}

/** Documents of components are replaced when they change, never written to: what was said of one holds. */
const said = new WeakMap<NodeDoc, { readonly t: Translate; readonly text: string }>();
function settingsOf(node: NodeDoc, t: Translate): string {
  const before = said.get(node);
  if (before?.t === t) return before.text;
  const [first, second] = summaryOf(node, undefined, t);
  // The second line of what lies on a broker names that: it has a column of its own.
  const text = [first, ...(hasPlace(node) ? [] : [second])].filter((part) => part !== '').join(' · ');
  said.set(node, { t, text });
  return text;
}

const hasPlace = ({ kind }: NodeDoc): boolean => kind === 'topic' || kind === 'queue' || kind === 'exchange' || kind === 'broadcast';
