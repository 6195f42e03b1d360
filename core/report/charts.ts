/** The report's charts: what clients send and process, what waits, how long it takes, how busy everything is. */
import { isSource } from '../scenario/canConnect.ts';
import { byId } from '../scenario/lookup.ts';
import type { Model, NodeDoc, NodeId } from '../scenario/scenario.ts';
import { busy, instants, peaks, rates, stretches } from './curves.ts';
import { type ChartLine, lineChart } from './lineChart.ts';
import { escapeMarkup } from '../base/markup.ts';
import { count, rate, share, time } from './numbers.ts';
import { LINE_COLORS, lineColor } from './palette.ts';
import type { Recording } from './recording.ts';
import { type ReportLanguage, type ReportWord, reportWord } from './words.ts';

/** More lines than this tell nothing apart. */
const LINES_MAX = LINE_COLORS;
const MARKED: readonly string[] = ['fault.started', 'fault.ended', 'settings.changed', 'structure.changed', 'spike.started'];
const MARKS_MAX = 60;

type Values = Float64Array | undefined;
interface Candidate {
  readonly name: string;
  readonly isDashed: boolean;
  readonly values: Values;
}

export function chartsHtml(model: Model, recording: Recording, horizonUs: number, language: ReportLanguage): string {
  if (recording.rows === 0) return `<p class="muted">${escapeMarkup(reportWord(language, 'noRows'))}</p>`;
  const ends = stretches(recording.rows);
  const instantsUs = instants(recording, ends);
  const marksUs = recording.events
    .filter(({ kind }) => MARKED.includes(kind))
    .slice(0, MARKS_MAX)
    .map(({ atUs }) => atUs);
  const nodes = byId(model.nodes);
  const chart = (title: ReportWord, about: ReportWord, format: (value: number) => string, candidates: readonly Candidate[]): string => {
    const lines = candidates
      .flatMap(({ values, ...line }): Omit<ChartLine, 'color'>[] => (values === undefined ? [] : [{ ...line, values }]))
      .slice(0, LINES_MAX)
      .map((line, i): ChartLine => ({ ...line, color: lineColor(i) }));
    if (lines.length === 0) return '';
    const words = reportWord(language, title);
    const svg = lineChart({ instantsUs, horizonUs, lines, format, marksUs, label: `${words}: ${lines.map(({ name }) => name).join(', ')}` });
    return `<figure><figcaption>${escapeMarkup(words)}</figcaption><p>${escapeMarkup(reportWord(language, about))}</p>${svg}${legend(lines)}</figure>`;
  };
  const of = (kinds: (doc: NodeDoc) => boolean, values: (id: NodeId, doc: NodeDoc) => Values, isDashed = false): Candidate[] =>
    nodes.filter(([, doc]) => kinds(doc)).map(([id, doc]) => ({ name: doc.name, isDashed, values: values(id, doc) }));
  const producers = of(
    ({ kind }) => kind === 'producer',
    (id) => rates(recording, ends, id, 'out'),
  );
  const consumers = of(
    ({ kind }) => kind === 'consumer',
    (id) => rates(recording, ends, id, 'processed'),
    true,
  );
  const backlog = of(
    ({ kind }) => isSource(kind),
    (id, { kind }) => peaks(recording, ends, id, kind === 'topic' ? 'lag' : 'depth'),
  );
  const used = of(
    ({ kind }) => kind === 'consumer' || kind === 'broker',
    (id) => busy(recording, ends, id),
  );
  return [
    '<div class="charts">',
    chart('throughput', 'meansDrawn', rate, [...producers, ...consumers]),
    chart('backlog', 'peaksKept', count, backlog),
    chart(
      'latency',
      'peaksKept',
      time,
      latencies(model, nodes, (id, metric) => peaks(recording, ends, id, metric)),
    ),
    chart('utilisation', 'meansDrawn', share, used),
    '</div>',
  ].join('\n');
}

/** Consumers that forward nothing: one alone with three quantiles, several with their 95th percentile. */
function latencies(
  model: Model,
  nodes: readonly (readonly [NodeId, NodeDoc])[],
  values: (id: NodeId, metric: 'latencyP50' | 'latencyP95' | 'latencyP99') => Values,
): Candidate[] {
  const forwarding = new Set(Object.values(model.edges).map(({ from }) => from));
  const last = nodes.filter(([id, { kind }]) => kind === 'consumer' && !forwarding.has(id));
  const [only] = last;
  if (only !== undefined && last.length === 1) {
    return (['P50', 'P95', 'P99'] as const).map((q) => ({
      name: `${only[1].name} ${q.toLowerCase()}`,
      isDashed: false,
      values: values(only[0], `latency${q}`),
    }));
  }
  return last.map(([id, { name }]) => ({ name: `${name} p95`, isDashed: false, values: values(id, 'latencyP95') }));
}

const legend = (lines: readonly ChartLine[]): string =>
  `<ul class="legend">${lines
    .map(({ name, color, isDashed }) => `<li><i${isDashed ? ' class="dashed"' : ''} style="border-color:${color}"></i>${escapeMarkup(name)}</li>`)
    .join('')}</ul>`;
