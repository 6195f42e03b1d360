/** Each fact of an event in words: times as times, a factor as a factor, names as they are. */
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { formatCount, formatDuration, formatExact, type Language } from '../charts/format.ts';
import { isMessageKey, type Translate } from '../i18n/i18n.ts';

/** `nameOf`: what a person calls a node or an edge, by its id. */
export function formatDetail(detail: RunEvent['detail'], language: Language, t: Translate, nameOf = (id: string): string => id): string {
  return Object.entries(detail)
    .map(([name, value]) => {
      if (typeof value === 'string') {
        if (name === 'added' || name === 'removed') return t(`detail.${name}`, { value: value.split(' ').map(nameOf).join(t('common.listed')) });
        if (name === 'field') return fieldName(value, t);
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

/** A setting by the name the inspector has for it; plans add the unit. */
function fieldName(field: string, t: Translate): string {
  const key = `field.${field.replace(/Us$/, '')}`;
  return isMessageKey(key) ? t(key) : field;
}
