/** A rare event in one line: '00:12.300 Spike began · Orders · ×10, 5 s'. */
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { formatClock } from '#core/base/clockText.ts';
import { type Language } from '../charts/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatDetail } from './formatDetail.ts';

export function eventText(event: RunEvent, nameOf: (id: string) => string, language: Language, t: Translate): string {
  const parts = [t(`event.${event.kind}`), nameOf(event.entity), formatDetail(event.detail, language, t)];
  return `${formatClock(event.atUs)} ${parts.filter((part) => part !== '').join(' · ')}`;
}
