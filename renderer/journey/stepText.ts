/** A step in words: its title, and what is to be said of it besides. */
import { REFUSED_REASONS, DROPPED_REASONS } from '#core/base/reasons.ts';
import type { JourneyStep } from '#core/run/journeyReport.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact, type Language } from '../charts/format.ts';
import { isMessageKey, type MessageKey, type Translate } from '../i18n/i18n.ts';
import type { NameOf } from './useNames.ts';

export interface Words {
  readonly t: Translate;
  readonly language: Language;
  readonly nameOf: NameOf;
}

const REASONS: ReadonlySet<string> = new Set([...REFUSED_REASONS, ...DROPPED_REASONS]);

/** A reason of the books in words; what else a broker answers by its own name. */
export function reasonText(reason: string, t: Translate): string {
  const key = `reason.${reason}`;
  return REASONS.has(reason) && isMessageKey(key) ? t(key) : reason.replaceAll('_', ' ');
}

/** In this order; each says something of one name of the detail, or nothing. */
const SAYS: readonly (readonly [string, (value: string | number, words: Words, step: JourneyStep) => string])[] = [
  ['reason', (reason, { t }) => reasonText(String(reason), t)],
  ['error', (error, { t }) => reasonText(String(error), t)],
  ['cause', (cause, { t }) => t(`journey.given.${String(cause)}` as MessageKey)],
  ['outcome', (outcome, { t }) => t(`journey.outcome.${String(outcome)}` as MessageKey)],
  ['to', (to, { t, nameOf }) => t('journey.detail.to', { name: nameOf(String(to)) })],
  ['instance', numbered('journey.detail.instance')],
  ['server', (server, words, { kind }) => (kind === 'arrived' && server === 1 ? '' : numbered('journey.detail.server')(server, words))],
  ['partition', numbered('journey.detail.partition')],
  ['offset', numbered('journey.detail.offset')],
  ['ahead', (ahead, words) => (ahead === 0 ? '' : numbered('journey.detail.ahead')(ahead, words))],
  ['attempt', (attempt, words, { kind }) => (attempt === 1 && kind !== 'failed' ? '' : numbered('journey.detail.attempt')(attempt, words))],
  ['records', (records, words) => (records === 1 ? '' : numbered('journey.detail.records')(records, words))],
  ['batches', (batches, words) => (batches === 1 ? '' : numbered('journey.detail.batches')(batches, words))],
  ['replicas', numbered('journey.detail.replicas')],
  ['highWatermark', numbered('journey.detail.highWatermark')],
  ['returns', numbered('journey.detail.returns')],
  ['time', (time, words) => (time === 1 ? '' : numbered('journey.detail.time')(time, words))],
  ['redelivered', (is, { t }) => (is === 1 ? t('journey.detail.redelivered') : '')],
  ['again', (is, { t }) => (is === 1 ? t('journey.detail.again') : '')],
  ['doubled', (is, { t }) => (is === 1 ? t('journey.detail.doubled') : '')],
  ['acks', (_acks, { t }) => t('journey.detail.noAck')],
  ['length', (length, words) => (length === 0 ? '' : numbered('journey.detail.length')(length, words))],
  ['intendedUs', (due, { t }) => t('journey.detail.due', { at: formatClock(Number(due)) })],
  ['group', (group, { t, nameOf }) => t('journey.detail.group', { name: nameOf(String(group)) })],
];

function numbered(key: MessageKey): (value: string | number, words: Words) => string {
  return (value, { t, language }) => t(key, { n: formatExact(Number(value), language) });
}

export const stepTitle = ({ kind }: JourneyStep, t: Translate): string => t(`journey.step.${kind}`);

export function stepDetails(step: JourneyStep, words: Words): string {
  const said = SAYS.flatMap(([name, say]) => {
    const value = step.detail[name];
    const text = value === undefined ? '' : say(value, words, step);
    return text === '' ? [] : [text];
  });
  return said.join(' · ');
}
