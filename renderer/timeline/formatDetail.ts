/** Each fact of an event in words: times as times, a factor as a factor, names as they are. */
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { formatCount, formatDuration, formatExact, type Language } from '../charts/format.ts';
import { isMessageKey, type Translate } from '../i18n/i18n.ts';

export function formatDetail(detail: RunEvent['detail'], language: Language, t: Translate): string {
  return Object.entries(detail)
    .map(([name, value]) => {
      if (typeof value === 'string') {
        const word = [`fault.${name}.${value}`, `detail.${name}.${value}`].find(isMessageKey);
        return word === undefined ? value : t(word);
      }
      if (name === 'forUs') return t('detail.forUs', { value: formatDuration(value, language) });
      if (name === 'extraUs') return `+${formatDuration(value, language)}`;
      if (name === 'probability') return `${formatCount(value * 100, language)} %`;
      if (name.endsWith('Us')) return formatDuration(value, language);
      if (name === 'factor') return `×${formatCount(value, language)}`;
      const key = `detail.${name}`;
      const text = formatExact(value, language);
      return isMessageKey(key) ? t(key, { value: text }) : `${name} ${text}`;
    })
    .join(t('common.listed'));
}
