/** A run's report as a person reads it in a terminal: a table of nodes, the ledger, the objectives. */
import { formatDuration } from '#core/base/quantity.ts';
import { count, rate, time } from '#core/report/numbers.ts';
import type { LatencyReport, LedgerReport, NodeReport, ObjectiveReport, RunReport, WitnessReport } from '#core/run/report.ts';
import { type Language, KIND_NAMES } from '#core/scenario/issueText.ts';
import { nameOf as plainNameOf } from '#core/scenario/lookup.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { formatTable, type TableColumn, widthOf } from './table.ts';
import { printable } from './terminal.ts';
import { word } from './words.ts';

export function reportText(report: RunReport, model: Model, language: Language): string {
  const ran = word(language, 'ran', { now: formatDuration(report.endedAtUs), events: count(report.events), seed: report.seed, hash: report.traceHash });
  const parts = [`${ran}\n`, nodeTable(report.nodes, model, language), ledgerText(report.ledger, language)];
  const deadlocks = deadlockText(report.nodes, model, language);
  if (deadlocks !== '') parts.push(deadlocks);
  const troubles = witnessText(report.witness, model, language);
  if (troubles !== '') parts.push(troubles);
  if (report.objectives.length > 0) parts.push(objectiveText(report.objectives, model, language));
  return parts.join('\n');
}

const countIfAny = (n: number | undefined): string => (n === undefined ? '' : count(n));
const nameOf = (model: Model, id: string): string => printable(plainNameOf(model, id));

function nodeTable(nodes: readonly NodeReport[], model: Model, language: Language): string {
  const left = (title: string): TableColumn => ({ title, align: 'left' });
  const right = (title: string): TableColumn => ({ title, align: 'right' });
  const named = (name: Parameters<typeof word>[1]) => right(word(language, name));
  // Most designs have no dead-letter wire and no exchange: no empty columns for them.
  const hasWires = nodes.some((node) => node.deadLettered !== undefined);
  const hasReturns = nodes.some((node) => node.returned !== undefined);
  const columns = [
    left(word(language, 'node')),
    left(word(language, 'kind')),
    named('throughput'),
    right('p50'),
    right('p95'),
    right('p99'),
    named('depthMax'),
    named('lagMax'),
    named('utilisation'),
    named('refused'),
    named('dropped'),
    ...(hasWires ? [named('deadLettered')] : []),
    ...(hasReturns ? [named('returned')] : []),
  ];
  const rows = nodes.map((node) => [
    nameOf(model, node.id),
    KIND_NAMES[node.kind][language],
    node.kind === 'broker' ? '' : rate(node.throughput),
    ...percentiles(node.latency),
    // Of a topic, what is unread is its lag; the same number twice would only be longer.
    node.lagMax === undefined ? countIfAny(node.depthMax) : '',
    countIfAny(node.lagMax),
    node.utilisation === undefined ? '' : `${(node.utilisation * 100).toFixed(1)}%`,
    count(node.refused),
    count(node.dropped),
    ...(hasWires ? [countIfAny(node.deadLettered)] : []),
    ...(hasReturns ? [countIfAny(node.returned)] : []),
  ]);
  return formatTable(columns, rows);
}

const percentiles = (latency: LatencyReport | undefined): string[] =>
  latency === undefined || latency.count === 0 ? ['', '', ''] : [time(latency.p50Us), time(latency.p95Us), time(latency.p99Us)];

const total = (byReason: Readonly<Record<string, number>>): number => Object.values(byReason).reduce((sum, n) => sum + n, 0);

/** '12 (queue_full 10, closed 2)'. */
function reasons(byReason: Readonly<Record<string, number>>): string {
  const listed = Object.entries(byReason).flatMap(([reason, n]) => (n > 0 ? [`${reason} ${count(n)}`] : []));
  return listed.length === 0 ? '0' : `${count(total(byReason))} (${listed.join(', ')})`;
}

function ledgerText(ledger: LedgerReport, language: Language): string {
  const { checks, imbalances, difference } = ledger;
  const isBalanced = difference === 0 && imbalances === 0;
  const verdict = word(language, isBalanced ? 'balanced' : 'unbalanced', { checks: count(checks), imbalances: count(imbalances), difference });
  const lines: [Parameters<typeof word>[1], string][] = [
    ['offered', count(ledger.offered)],
    ['copied', reasons(ledger.copied)],
    ['consumed', count(ledger.consumed)],
    ['stored', count(ledger.stored)],
    ['inFlight', count(ledger.inFlight)],
    ['refused', reasons(ledger.refused)],
    ['dropped', reasons(ledger.dropped)],
  ];
  const width = Math.max(...lines.map(([name]) => widthOf(word(language, name))));
  const body = lines.map(([name, text]) => `  ${word(language, name)}${' '.repeat(width - widthOf(word(language, name)))}  ${text}\n`);
  return `${word(language, 'ledger')}: ${verdict}\n${body.join('')}`;
}

/** One line for each channel at which tasks wait for ever. */
function deadlockText(nodes: readonly NodeReport[], model: Model, language: Language): string {
  return nodes
    .flatMap(({ id, deadlock }) =>
      deadlock === undefined
        ? []
        : [`${word(language, 'deadlock', { name: nameOf(model, id), senders: count(deadlock.senders), receivers: count(deadlock.receivers) })}\n`],
    )
    .join('');
}

/** One line for each consumer and what it saw go wrong. */
function witnessText({ readers, unwatched }: WitnessReport, model: Model, language: Language): string {
  const lines = readers.flatMap((reader) =>
    (['lost', 'duplicates', 'outOfOrder'] as const).flatMap((name) => {
      const { count: n, worst } = reader[name];
      if (n === 0) return [];
      const most =
        worst === undefined ? '' : ` ${word(language, 'worst', { key: worst.key, producer: nameOf(model, worst.producer), count: count(worst.count) })}`;
      return [`${nameOf(model, reader.node)}: ${word(language, name, { count: count(n) })}${most}\n`];
    }),
  );
  if (unwatched > 0) lines.push(`${word(language, 'unwatched', { count: count(unwatched) })}\n`);
  return lines.join('');
}

function objectiveText(objectives: readonly ObjectiveReport[], model: Model, language: Language): string {
  const lines = objectives.map((objective) => {
    const where = objective.node === '' ? word(language, 'wholeRun') : nameOf(model, objective.node);
    const found = objective.measured === null ? word(language, 'notMeasured') : word(language, 'measured', { value: measured(objective) });
    return `  ${objective.met ? '✓' : '✗'} ${word(language, objective.met ? 'met' : 'missed')}  ${where}: ${printable(objective.text)}  (${found})\n`;
  });
  return `${word(language, 'objectives')}:\n${lines.join('')}`;
}

function measured({ unit, measured: value }: ObjectiveReport): string {
  return { duration: time, rate, count }[unit](value ?? 0);
}
