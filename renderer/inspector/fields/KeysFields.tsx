/** How a producer's messages get their keys. */
import { type FieldRange, KEYS_FIELDS } from '#core/scenario/fields.ts';
import type { KeysDoc } from '#core/scenario/scenario.ts';
import type { Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { convertKeys, KEYS_KINDS } from '../convert.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { RangeField } from './RangeField.tsx';

const LABELS = { count: 'field.keyCount', exponent: 'field.exponent', share: 'field.hotShare' } as const;

export function KeysFields({ path, keys }: { readonly path: Path; readonly keys: KeysDoc }) {
  const t = useT();
  return (
    <>
      <ChoiceField
        path={[...path, 'kind']}
        value={keys.kind}
        label={t('field.keys')}
        help={t('field.keys.help')}
        options={KEYS_KINDS.map((value) => ({ value, label: t(`option.keys.${value}`) }))}
        toEdit={(kind) => ({ kind: 'setField', path, value: convertKeys(keys, kind) })}
      />
      {Object.entries(KEYS_FIELDS[keys.kind] as Record<string, FieldRange>).map(([field, range]) => (
        <RangeField
          key={field}
          path={[...path, field]}
          value={(keys as unknown as Record<string, number>)[field] ?? 0}
          range={range}
          label={t(LABELS[field as keyof typeof LABELS])}
          help={field === 'exponent' ? t('field.exponent.help') : undefined}
        />
      ))}
    </>
  );
}
