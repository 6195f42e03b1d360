/** Why a message stands as it does, in sentences; causes that only repeat are told once, with how often. */
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import type { Journey, JourneyCause } from '#core/run/journeyReport.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatDuration, formatExact, formatRate } from '../charts/format.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { eventText } from '../timeline/eventText.ts';
import { reasonText, type Words } from './stepText.ts';

export interface ToldCause {
  readonly cause: JourneyCause;
  readonly text: string;
}

export function toldCauses(journey: Journey, words: Words): readonly ToldCause[] {
  const groups = new Map<string, JourneyCause[]>();
  for (const cause of journey.causes) {
    const key = isRepeated(cause) ? `${cause.kind} ${cause.node}` : String(groups.size);
    groups.set(key, [...(groups.get(key) ?? []), cause]);
  }
  const since = new Set<number>();
  return [...groups.values()].map((causes) => {
    const [cause] = causes as [JourneyCause];
    // How long it has been waiting is said once of each copy.
    const isFirst = cause.about === 'stuck' && !since.has(cause.copy);
    if (isFirst) since.add(cause.copy);
    const text = causeText(cause, journey, words, isFirst);
    return { cause, text: causes.length === 1 ? text : words.t('journey.alsoCause', { text, count: causes.length }) };
  });
}

const isRepeated = ({ kind }: JourneyCause): boolean =>
  kind === 'redeliveredAfterFailure' || kind === 'redeliveredAfterLoss' || kind === 'readAgain' || kind === 'retriedAfterNoAnswer';

function causeText(cause: JourneyCause, { serial, untilUs }: Journey, words: Words, saysSince: boolean): string {
  const { t, language, nameOf } = words;
  const { kind, node, detail } = cause;
  if (kind === 'event') return eventText(eventOf(cause), nameOf, language, t);
  const exact = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, typeof value === 'number' ? formatExact(value, language) : value]));
  const params = {
    ...exact,
    serial: formatExact(serial, language),
    node: nameOf(node),
    ...(detail['reason'] === undefined ? {} : { reason: reasonText(String(detail['reason']), t) }),
    ...(detail['to'] === undefined ? {} : { to: nameOf(String(detail['to'])) }),
    ...(detail['error'] === undefined ? {} : { error: reasonText(String(detail['error']), t) }),
    ...(detail['tookUs'] === undefined ? {} : { took: formatDuration(Number(detail['tookUs']), language) }),
    ...(detail['untilUs'] === undefined ? {} : { until: formatClock(Number(detail['untilUs'])) }),
  };
  const parts = [t(keyOf(kind, detail), params)];
  if (detail['inUs'] !== undefined) {
    parts.push(t('why.eta', { rate: formatRate(Number(detail['perSec']), language), time: formatDuration(Number(detail['inUs']), language) }));
  }
  if (saysSince && detail['sinceUs'] !== undefined && untilUs > Number(detail['sinceUs'])) {
    parts.push(t('why.since', { at: formatClock(Number(detail['sinceUs'])), time: formatDuration(untilUs - Number(detail['sinceUs']), language) }));
  }
  return parts.join(language === 'zh' ? '' : ' ');
}

function keyOf(kind: Exclude<JourneyCause['kind'], 'event'>, detail: JourneyCause['detail']): MessageKey {
  if (kind === 'wasProcessed' && Number(detail['times']) > 1) return 'why.wasProcessed.often';
  return kind === 'ttlRuns' && detail['to'] !== undefined ? 'why.ttlRuns.dead' : `why.${kind}`;
}

function eventOf({ node, atUs = 0, detail: { event, ...detail } }: JourneyCause): RunEvent {
  return { atUs, kind: event as RunEvent['kind'], entity: node, detail };
}
