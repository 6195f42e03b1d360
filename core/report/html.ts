/**
 * A run as one page that needs nothing else: verdict, picture of the design, charts, numbers, ledger, events, and the scenario to run it
 * again. No script, no link to anywhere: it opens from a disk, in a mail, on an air-gapped machine, in ten years.
 */
import { formatDuration } from '../base/quantity.ts';
import type { RunReport } from '../run/report.ts';
import { nameOf } from '../scenario/lookup.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { formatScenario } from '../scenario/serialize.ts';
import { chartsHtml } from './charts.ts';
import { designSvg } from './designSvg.ts';
import { escapeMarkup } from '../base/markup.ts';
import { count, rate, time } from './numbers.ts';
import { STYLE } from './palette.ts';
import type { Recording } from './recording.ts';
import { eventsHtml, ledgerHtml, nodesHtml, objectivesHtml, verdictOf, witnessHtml } from './tables.ts';
import { type ReportLanguage, type ReportWord, reportWord } from './words.ts';

export interface HtmlReport {
  readonly scenario: Scenario;
  readonly report: RunReport;
  readonly recording: Recording;
  readonly language: ReportLanguage;
  /** The run was stopped before its horizon; by a limit of the product when it has a name. */
  readonly isPartial: boolean;
  readonly limit?: string | undefined;
}

export function toHtml({ scenario, report, recording, language, isPartial, limit }: HtmlReport): string {
  const word = (name: ReportWord, params: Readonly<Record<string, string | number>> = {}): string => escapeMarkup(reportWord(language, name, params));
  const { model, view } = scenario;
  const named = { language, nameOf: (id: string) => nameOf(model, id) };
  const title = escapeMarkup(titleOf(scenario, language));
  const verdict = verdictOf(report, language);
  const note = view.note === undefined ? '' : escapeMarkup(typeof view.note === 'string' ? view.note : view.note[language]);
  const edges = new Map(report.edges.map(({ id, records }) => [id, records]));
  const label = (edge: string): string => {
    const records = edges.get(edge) ?? 0;
    return records === 0 || report.endedAtUs === 0 ? '' : rate((records * 1_000_000) / report.endedAtUs);
  };
  const section = (name: ReportWord, body: string): string => `<section><h2>${word(name)}</h2>\n${body}\n</section>`;
  const partial = isPartial
    ? `<p class="banner" role="status">${word('partial', { at: time(report.endedAtUs), horizon: formatDuration(report.horizonUs) })}${limit === undefined ? '' : ` ${word('limit', { limit })}`}</p>`
    : '';
  const facts = [
    `${time(report.endedAtUs)} ${reportWord(language, 'virtualTime')}`,
    `${count(report.events)} ${reportWord(language, 'events')}`,
    `${reportWord(language, 'seed')} ${report.seed}`,
    `${reportWord(language, 'engine')} ${report.engine}`,
  ].map((fact) => `<span>${escapeMarkup(fact)}</span>`);
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${title} – ${word('report')}</title><style>${STYLE}</style></head><body><main>`,
    `<p class="muted">Spillway · ${word('report')}</p><h1>${title}</h1>`,
    note === '' ? '' : `<p class="muted">${note.replaceAll('\n', '<br>')}</p>`,
    partial,
    verdict === undefined ? '' : `<p class="${verdict.isGood ? 'ok' : 'bad'}">${verdict.isGood ? '✓' : '✗'} ${escapeMarkup(verdict.text)}</p>`,
    `<p class="facts">${facts.join('')}<span>${word('trace')} <span class="hash">${report.traceHash}</span></span></p>`,
    `<p class="muted">${word('repeat')}</p>`,
    section('objectives', objectivesHtml(report.objectives, named)),
    section('design', `<figure>${designSvg(scenario, language, label)}<p>${word('designAbout')}</p></figure>`),
    section('charts', chartsHtml(model, recording, report.horizonUs, language)),
    section('numbers', nodesHtml(report.nodes, named)),
    section('witness', witnessHtml(report.witness, named)),
    section('ledger', ledgerHtml(report.ledger, named)),
    section('log', eventsHtml(recording, named)),
    `<section><details><summary>${word('scenario')}</summary><pre>${escapeMarkup(formatScenario(scenario))}</pre></details></section>`,
    '</main></body></html>',
    '',
  ].join('\n');
}

/** What people called it, or the word for a report. */
export function titleOf({ view }: Scenario, language: ReportLanguage): string {
  const title = typeof view.title === 'string' ? view.title : view.title[language];
  return title.trim() === '' ? reportWord(language, 'report') : title;
}
