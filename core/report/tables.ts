/** The report's tables: objectives, nodes, the ledger, what was seen from outside, events. */
import { formatClock } from '../base/clockText.ts';
import type { LedgerReport, NodeReport, ObjectiveReport, RunReport, WitnessReport } from '../run/report.ts';
import { KIND_NAMES } from '../scenario/issueText.ts';
import { escapeMarkup } from '../base/markup.ts';
import { count, DASH, rate, share, time } from './numbers.ts';
import type { Recording } from './recording.ts';
import { EVENT_WORDS, REASON_WORDS } from './runWords.ts';
import { type ReportLanguage, type ReportWord, reportWord } from './words.ts';

export interface Named {
  readonly language: ReportLanguage;
  readonly nameOf: (id: string) => string;
}

const FORMAT = { duration: time, rate, count } as const;
const EVENTS_MAX = 200;

interface ColumnSpec {
  readonly title: string;
  readonly isNumber: boolean;
}

/** What is too wide can be scrolled with the keyboard too. */
function table(name: string, columns: readonly ColumnSpec[], rows: readonly (readonly string[])[]): string {
  const attribute = (i: number): string => (columns[i]?.isNumber === true ? ' class="num"' : '');
  const head = columns.map(({ title }, i) => `<th scope="col"${attribute(i)}>${escapeMarkup(title)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell, i) => `<td${attribute(i)}>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeMarkup(name)}"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

export function objectivesHtml(objectives: readonly ObjectiveReport[], { language, nameOf }: Named): string {
  const word = (name: ReportWord): string => reportWord(language, name);
  if (objectives.length === 0) return `<p class="muted">${escapeMarkup(word('noObjectives'))}</p>`;
  const rows = objectives.map(({ met, node, text, measured, unit }) => [
    `<span class="${met ? 'ok' : 'bad'}">${met ? '✓' : '✗'} ${escapeMarkup(word(met ? 'met' : 'missed'))}</span>`,
    escapeMarkup(node === '' ? word('wholeRun') : nameOf(node)),
    escapeMarkup(text),
    measured === null ? escapeMarkup(word('notMeasured')) : escapeMarkup(FORMAT[unit](measured)),
  ]);
  return table(
    word('objectives'),
    (['result', 'where', 'objective'] as const)
      .map((name) => ({ title: word(name), isNumber: false }))
      .concat({ title: reportWord(language, 'measured', { value: '' }).trim(), isNumber: true }),
    rows,
  );
}

type Figure = readonly [title: string, of: (node: NodeReport) => string];

/** A figure no node has gets no column. */
export function nodesHtml(nodes: readonly NodeReport[], { language, nameOf }: Named): string {
  const word = (name: ReportWord): string => reportWord(language, name);
  const figures: readonly Figure[] = [
    [word('in'), (n) => count(n.in)],
    [word('out'), (n) => count(n.out)],
    [word('processed'), (n) => count(n.processed)],
    [word('rate'), (n) => rate(n.throughput)],
    ['p50', (n) => time(n.latency?.p50Us)],
    ['p90', (n) => time(n.latency?.p90Us)],
    ['p95', (n) => time(n.latency?.p95Us)],
    ['p99', (n) => time(n.latency?.p99Us)],
    ['p99.9', (n) => time(n.latency?.p999Us)],
    [word('backlogMax'), (n) => count(n.lagMax ?? n.depthMax)],
    [word('backlogEnd'), (n) => count(n.lagEnd ?? n.depthEnd)],
    [word('drain'), (n) => time(n.drain === undefined || n.drain.peak === 0 ? undefined : n.drain.us)],
    [word('busy'), (n) => share(n.utilisation)],
    [word('refused'), (n) => count(n.refused)],
    [word('dropped'), (n) => count(n.dropped)],
    [word('redelivered'), (n) => count(n.redelivered)],
    [word('lost'), (n) => count(n.lost)],
    [word('duplicates'), (n) => count(n.duplicates)],
    [word('outOfOrder'), (n) => count(n.outOfOrder)],
  ];
  const shown = figures.filter(([, of]) => nodes.some((node) => of(node) !== DASH));
  const columns = [word('node'), word('kind')].map((title) => ({ title, isNumber: false })).concat(shown.map(([title]) => ({ title, isNumber: true })));
  return table(
    word('numbers'),
    columns,
    nodes.map((node) => [
      escapeMarkup(node.isRemoved === true ? reportWord(language, 'removed', { name: nameOf(node.id) }) : nameOf(node.id)),
      escapeMarkup(KIND_NAMES[node.kind][language]),
      ...shown.map(([, of]) => escapeMarkup(of(node))),
    ]),
  );
}

export function ledgerHtml(ledger: LedgerReport, { language }: Named): string {
  const word = (name: ReportWord, params: Readonly<Record<string, string | number>> = {}): string => reportWord(language, name, params);
  const { checks, imbalances, difference } = ledger;
  const isBalanced = difference === 0 && imbalances === 0;
  const verdict = word(isBalanced ? 'balanced' : 'unbalanced', { checks: count(checks), imbalances: count(imbalances), difference });
  const reasons = (name: 'copied' | 'refusedFor' | 'droppedFor', tally: Readonly<Record<string, number>>): [string, number][] =>
    Object.entries(tally).map(([reason, n]) => [word(name, { reason: REASON_WORDS[reason as keyof typeof REASON_WORDS]?.[language] ?? reason }), n]);
  const sources: [string, number][] = [[word('offered'), ledger.offered], ...reasons('copied', ledger.copied)];
  const sinks: [string, number][] = [
    [word('consumed'), ledger.consumed],
    [word('stored'), ledger.stored],
    [word('inFlight'), ledger.inFlight],
    ...reasons('refusedFor', ledger.refused),
    ...reasons('droppedFor', ledger.dropped),
  ];
  const side = (title: ReportWord, rows: readonly [string, number][]): string => {
    const total = rows.reduce((sum, [, n]) => sum + n, 0);
    const written = [...rows, [word('total'), total] as const].map(([name, n]) => [escapeMarkup(name), escapeMarkup(count(n))]);
    return table(
      word(title),
      [
        { title: word(title), isNumber: false },
        { title: '', isNumber: true },
      ],
      written,
    );
  };
  return `<p class="${isBalanced ? 'ok' : 'bad'}">${escapeMarkup(verdict)}</p><div class="charts">${side('sources', sources)}${side('sinks', sinks)}</div>`;
}

export function witnessHtml({ readers }: WitnessReport, { language, nameOf }: Named): string {
  const lines = readers.flatMap((reader) =>
    (['lost', 'duplicates', 'outOfOrder'] as const).flatMap((name) => {
      const { count: n, worst } = reader[name];
      if (n === 0) return [];
      const said = reportWord(language, `${name}At`, { node: nameOf(reader.node), count: count(n) });
      const most =
        worst === undefined ? '' : ` (${reportWord(language, 'worst', { key: worst.key, producer: nameOf(worst.producer), count: count(worst.count) })})`;
      return [`<li>${escapeMarkup(said + most)}</li>`];
    }),
  );
  return lines.length === 0 ? `<p class="ok">${escapeMarkup(reportWord(language, 'nothingWrong'))}</p>` : `<ul>${lines.join('')}</ul>`;
}

export function eventsHtml({ events }: Recording, { language, nameOf }: Named): string {
  if (events.length === 0) return `<p class="muted">${escapeMarkup(reportWord(language, 'noEvents'))}</p>`;
  const rows = events.slice(0, EVENTS_MAX).map(({ atUs, kind, entity, detail }) => [
    formatClock(atUs),
    escapeMarkup(EVENT_WORDS[kind][language]),
    escapeMarkup(entity === '' ? '' : nameOf(entity)),
    escapeMarkup(
      Object.entries(detail)
        .map(([name, value]) => (name.endsWith('Us') && typeof value === 'number' ? `${name.slice(0, -2)} ${time(value)}` : `${name} ${value}`))
        .join(', '),
    ),
  ]);
  const more =
    events.length > EVENTS_MAX ? `<p class="muted">${escapeMarkup(reportWord(language, 'logMore', { count: count(events.length - EVENTS_MAX) }))}</p>` : '';
  return (
    table(
      reportWord(language, 'log'),
      [reportWord(language, 'virtualTime'), reportWord(language, 'log'), reportWord(language, 'where'), ''].map((title) => ({ title, isNumber: false })),
      rows,
    ) + more
  );
}

/** 'All 3 objectives met' for the head of the page; undefined without any. */
export function verdictOf(
  { objectives }: Pick<RunReport, 'objectives'>,
  language: ReportLanguage,
): { readonly text: string; readonly isGood: boolean } | undefined {
  if (objectives.length === 0) return undefined;
  const missed = objectives.filter(({ met }) => !met).length;
  return { text: reportWord(language, missed === 0 ? 'allMet' : 'someMissed', { count: objectives.length, missed }), isGood: missed === 0 };
}
