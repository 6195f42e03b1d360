/** Connections as rows: from where to where, what for, how far apart, and what goes over them now. */
import { nameOf } from '#core/scenario/lookup.ts';
import { isDestination, meaningOf } from '#core/scenario/canConnect.ts';
import { parseDuration } from '#core/base/quantity.ts';
import type { EdgeDoc, Model, NodeDoc } from '#core/scenario/scenario.ts';
import { edgeLabel, edgeLook } from '../canvas/edges/edgeLabel.ts';
import { formatCount, formatRate, formatShare } from '../charts/format.ts';
import { rateWindowUs } from '../charts/rateWindow.ts';
import type { Translate } from '../i18n/i18n.ts';
import { NO_FIGURE, type Reader } from './componentListing.ts';
import type { Listing } from './listing.ts';

export type WireColumn = 'wire' | 'meaning' | 'latency' | 'share' | 'rate' | 'inFlight';
/** The same list for all: a row that says the same is not drawn anew. */
const COLUMNS: readonly WireColumn[] = ['wire', 'meaning', 'latency', 'share', 'rate', 'inFlight'];

export function wireListing({ nodes, edges }: Pick<Model, 'nodes' | 'edges'>, { series, language, t }: Reader): Listing<WireColumn> {
  const ends = ({ from, to }: EdgeDoc) => [nodes[from], nodes[to]] as const;
  const rate = (id: string): number => {
    const source = nodes[edges[id]?.from ?? ''];
    return series === undefined || source === undefined ? Number.NaN : series.rate(series.column(id, 'records'), rateWindowUs(source.kind));
  };
  const inFlight = (id: string): number => series?.latest(series.column(id, 'inFlight')) ?? Number.NaN;

  const text = (id: string, column: WireColumn): string => {
    const edge = edges[id];
    if (edge === undefined) return '';
    const [from, to] = ends(edge);
    switch (column) {
      case 'wire':
        return wireName({ nodes }, edge);
      case 'meaning':
        return meaningText(edge, from, to, t);
      case 'latency':
        return isInside(from, to) ? '' : edge.latency;
      case 'share':
        return hasShare(from, to) ? formatShare(edge.share, language) : '';
      case 'rate':
        return series === undefined ? NO_FIGURE : formatRate(rate(id), language);
      default:
        return series === undefined ? NO_FIGURE : formatCount(inFlight(id), language);
    }
  };
  return {
    ids: Object.keys(edges),
    columns: COLUMNS,
    isLive: (column) => column === 'rate' || column === 'inFlight',
    text,
    value: (id, column) => {
      const edge = edges[id];
      if (column === 'rate') return rate(id);
      if (column === 'inFlight') return inFlight(id);
      if (edge === undefined || column === 'wire' || column === 'meaning' || text(id, column) === '') return text(id, column);
      return column === 'share' ? edge.share : durationUs(edge.latency);
    },
  };
}

/** 'orders → workers'. */
const wireName = ({ nodes }: Pick<Model, 'nodes'>, { from, to }: EdgeDoc): string => `${nameOf({ nodes }, from)} → ${nameOf({ nodes }, to)}`;

/** What is inside a broker has no delay and no share. */
function isInside(from: NodeDoc | undefined, to: NodeDoc | undefined): boolean {
  const meaning = meaningOf(from?.kind, to?.kind);
  return meaning === 'deadLetters' || meaning === 'binds';
}

/** A consumer takes all it is sent: only what is sent on has shares. */
const hasShare = (from: NodeDoc | undefined, to: NodeDoc | undefined): boolean => to !== undefined && isDestination(to.kind) && !isInside(from, to);

function meaningText(edge: EdgeDoc, from: NodeDoc | undefined, to: NodeDoc | undefined, t: Translate): string {
  const look = edgeLook(edge, from, to);
  if (look === 'plain') {
    const meaning = meaningOf(from?.kind, to?.kind);
    return t(meaning === 'sends' || meaning === 'reads' ? `table.meaning.${meaning}` : 'kind.edge');
  }
  const label = edgeLabel(edge, look, from?.kind === 'exchange' ? from.type : undefined, t);
  return look === 'binding' ? [t('kind.binding'), label].filter(Boolean).join(': ') : (label ?? '');
}

function durationUs(text: string): number {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : Number.NaN;
}
