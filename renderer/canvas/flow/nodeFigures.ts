/**
 * What a node shows of itself while it runs: four figures and a bar, chosen by kind so that trouble is seen where it is.
 * Rates are over charts/rateWindow, shares over the last second of virtual time, latencies over the last sample.
 */
import type { MetricName } from '#core/metrics/names.ts';
import type { NodeDoc } from '#core/scenario/scenario.ts';
import { unreachable } from '#core/base/assert.ts';
import { rateWindowUs } from '../../charts/rateWindow.ts';
import { formatCount, formatDuration, formatRate, formatShare, formatShort, type Language } from '../../charts/format.ts';
import { Calm } from './calm.ts';
import type { Series } from '../../engine/series.ts';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';
/** Labels that need words: translated as `flow.<name>`. */
export const FIGURE_LABELS = [
  'in',
  'out',
  'waiting',
  'refused',
  'sent',
  'lag',
  'depth',
  'unacked',
  'retained',
  'dropped',
  'deadLettered',
  'unroutable',
  'returned',
  'offline',
  'underReplicated',
  'done',
  'busy',
  'p95',
  'ack',
  'failed',
  'lost',
  'again',
  'subscribers',
] as const;
export type FigureLabel = (typeof FIGURE_LABELS)[number];

export interface Cell {
  readonly label: FigureLabel;
  readonly value: string;
  readonly tone: Tone;
}

export interface NodeFigure {
  /** The one figure that stays when the canvas is seen from far. */
  readonly headline: string;
  /** The same in four characters, from very far. */
  readonly short: string;
  /** Two rows of two. */
  readonly cells: readonly Cell[];
  /** 0 … 1: how busy, or how full. */
  readonly bar: { readonly share: number; readonly tone: Tone } | undefined;
  /** It cannot keep up, or loses messages now: its edges are drawn hot. */
  readonly isHot: boolean;
}

/** From here on a server is at its limit: waiting grows without bound near 1. */
const BUSY_WARN = 0.8;
const BUSY_BAD = 0.95;
const loadTone = (share: number): Tone => (share >= BUSY_BAD ? 'bad' : share >= BUSY_WARN ? 'warn' : 'good');

/** Reads one node's metrics and words them. */
class Reading {
  readonly series: Series;
  readonly id: string;
  readonly language: Language;

  readonly #calm: Calm;

  constructor(series: Series, id: string, language: Language, calm: Calm) {
    this.series = series;
    this.id = id;
    this.language = language;
    this.#calm = calm;
  }

  value(metric: MetricName): number {
    return this.series.latest(this.series.column(this.id, metric));
  }
  has(metric: MetricName): boolean {
    return this.series.column(this.id, metric) >= 0;
  }
  perSec(metric: MetricName, windowUs?: number): number {
    return this.series.rate(this.series.column(this.id, metric), windowUs);
  }
  rate(label: FigureLabel, metric: MetricName, windowUs?: number): Cell {
    return { label, value: formatRate(this.#calm.steady(label, this.perSec(metric, windowUs)), this.language), tone: 'plain' };
  }
  count(label: FigureLabel, metric: MetricName, tone: Tone = 'plain'): Cell {
    return { label, value: formatCount(this.#calm.steady(label, this.value(metric)), this.language), tone };
  }
  time(label: FigureLabel, metric: MetricName): Cell {
    return { label, value: formatDuration(this.#calm.steady(label, this.value(metric)), this.language), tone: 'plain' };
  }
  /** A headline that is a rate, or one that is a number there is now. */
  rateHeadline(metric: MetricName): Pick<NodeFigure, 'headline' | 'short'> {
    const rate = this.#calm.steady('headline', this.perSec(metric));
    return { headline: formatRate(rate, this.language), short: formatShort(rate, this.language) };
  }
  countHeadline(metric: MetricName): Pick<NodeFigure, 'headline' | 'short'> {
    const count = this.#calm.steady('headline', this.value(metric));
    return { headline: formatCount(count, this.language), short: formatShort(count, this.language) };
  }
  share(label: FigureLabel, share: number): Cell {
    const tone = loadTone(share);
    return { label, value: formatShare(this.#calm.steady(label, share), this.language), tone: tone === 'good' ? 'plain' : tone };
  }
}

/** `calm` remembers what was shown of the node before. */
export function nodeFigure(series: Series, id: string, doc: NodeDoc, language: Language, calm = new Calm()): NodeFigure {
  const read = new Reading(series, id, language, calm);
  switch (doc.kind) {
    case 'producer':
      return producerFigure(read);
    case 'consumer':
      return consumerFigure(read);
    case 'broker':
      return brokerFigure(read);
    case 'topic':
      return destinationFigure(read, 'lag', 0, rateWindowUs('topic'));
    case 'queue':
      return destinationFigure(read, 'depth', doc.maxLength);
    case 'exchange':
      return exchangeFigure(read);
    case 'broadcast':
      return destinationFigure(read, 'depth', 0);
    case 'channel':
      return destinationFigure(read, 'depth', doc.unbounded ? 0 : doc.capacity);
    case 'external':
      return NOTHING;
    default:
      return unreachable(doc);
  }
}

/** It is not simulated: there is nothing to read. */
const NOTHING: NodeFigure = { headline: '', short: '', cells: [], bar: undefined, isHot: false };

function producerFigure(read: Reading): NodeFigure {
  const out = read.rate('out', 'out');
  const refusing = read.perSec('refused') > 0;
  const refused = read.value('refused') > 0;
  // Held back: the load asks for clearly more than goes out.
  const isBehind = read.perSec('out') < 0.9 * read.value('rate') && read.value('waiting') > Math.max(10, 0.2 * read.value('rate'));
  const cells = [
    out,
    read.count('waiting', 'waiting', isBehind ? 'warn' : 'plain'),
    refused ? read.count('refused', 'refused', 'bad') : read.value('returned') > 0 ? read.count('returned', 'returned', 'warn') : read.count('sent', 'out'),
    read.time('ack', 'latencyP95'),
  ];
  const wanted = read.value('rate');
  const share = wanted > 0 ? Math.min(1, read.perSec('out') / wanted) : Number.NaN;
  return { ...read.rateHeadline('out'), cells, bar: isBehind && share >= 0 ? { share, tone: 'warn' } : undefined, isHot: refusing || isBehind };
}

function consumerFigure(read: Reading): NodeFigure {
  const done = read.rate('done', 'processed');
  const share = read.series.utilisation(read.id);
  const backlog = read.has('lag') ? read.count('lag', 'lag') : read.count('waiting', 'waiting');
  const cells = [done, backlog, read.share('busy', share), outcome(read)];
  return { ...read.rateHeadline('processed'), cells, bar: share >= 0 ? { share, tone: loadTone(share) } : undefined, isHot: share >= BUSY_BAD };
}

/** The worst that its messages met with, else how long they take. */
function outcome(read: Reading): Cell {
  if (read.value('lost') > 0) return read.count('lost', 'lost', 'bad');
  if (read.value('duplicates') > 0) return read.count('again', 'duplicates', 'warn');
  if (read.value('failed') > 0) return read.count('failed', 'failed', 'warn');
  return read.time('p95', 'latencyP95');
}

function brokerFigure(read: Reading): NodeFigure {
  const requests = read.rate('in', 'requests');
  const share = read.series.utilisation(read.id);
  return {
    ...read.rateHeadline('requests'),
    cells: [requests, read.share('busy', share), ...(read.value('deadLettered') > 0 ? [read.count('deadLettered', 'deadLettered', 'warn')] : [])],
    bar: share >= 0 ? { share, tone: loadTone(share) } : undefined,
    isHot: share >= BUSY_BAD,
  };
}

/** It keeps nothing: what matters is what it had no queue for. */
function exchangeFigure(read: Reading): NodeFigure {
  const routed = read.rate('out', 'out');
  const lost = read.value('dropped') > 0;
  const cells = [
    read.rate('in', 'in'),
    routed,
    read.count('unroutable', 'dropped', lost ? 'bad' : 'plain'),
    read.count('returned', 'returned', read.value('returned') > 0 ? 'warn' : 'plain'),
  ];
  return { ...read.rateHeadline('out'), cells, bar: undefined, isHot: read.perSec('dropped') > 0 };
}

/** `capacity` 0: without a limit of its own, so that no bar can say how full it is. */
function destinationFigure(read: Reading, level: 'lag' | 'depth', capacity: number, windowUs?: number): NodeFigure {
  const share = capacity > 0 ? Math.min(1, read.value('depth') / capacity) : Number.NaN;
  const losing = read.perSec('refused') > 0 || read.perSec('dropped') > 0;
  const tone = share >= 0 ? loadTone(share) : 'plain';
  const stored = read.count(level, level, tone === 'good' ? 'plain' : tone);
  return {
    ...read.countHeadline(level),
    cells: [read.rate('in', 'in'), read.rate('out', 'out', windowUs), stored, fate(read)],
    bar: share >= 0 ? { share, tone } : undefined,
    isHot: losing,
  };
}

/** The worst thing that happened to its messages, else where they are. */
function fate(read: Reading): Cell {
  if (read.has('offlinePartitions') && read.value('offlinePartitions') > 0) return read.count('offline', 'offlinePartitions', 'bad');
  if (read.has('underReplicated') && read.value('underReplicated') > 0) return read.count('underReplicated', 'underReplicated', 'warn');
  if (read.value('refused') > 0) return read.count('refused', 'refused', 'bad');
  if (read.value('dropped') > 0) return read.count('dropped', 'dropped', 'bad');
  if (read.value('deadLettered') > 0) return read.count('deadLettered', 'deadLettered', 'warn');
  // Durable subscriptions whose consumer is away are in the second number only.
  if (read.value('offline') > 0)
    return { label: 'subscribers', value: `${read.value('subscribers')}/${read.value('subscribers') + read.value('offline')}`, tone: 'warn' };
  if (read.has('retained')) return read.count('retained', 'retained');
  return read.has('inFlight') ? read.count('unacked', 'inFlight') : read.count('waiting', 'waiting');
}

/** Any metric will do: a node added since the run began has none. */
export const isMeasured = (series: Series, id: string): boolean =>
  (['in', 'out', 'processed', 'requests', 'busyUs'] as const).some((metric) => series.column(id, metric) >= 0);
