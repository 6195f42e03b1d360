/** How a producer's messages get their keys. */
import { useMemo } from 'react';
import { type FieldRange, KEYS_FIELDS } from '#core/scenario/fields.ts';
import type { KeysDoc } from '#core/scenario/scenario.ts';
import type { Path } from '../../document/edits.ts';
import { formatPart } from '../../charts/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { useUi } from '../../ui/uiStore.ts';
import { convertKeys, KEYS_KINDS } from '../convert.ts';
import { keyShares } from '../previews.ts';
import { Bars } from './Bars.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { RangeField } from './RangeField.tsx';
import { TextField } from './TextField.tsx';

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
      {keys.kind === 'single' && (
        <TextField
          path={[...path, 'key']}
          value={keys.key ?? ''}
          label={t('field.singleKey')}
          placeholder={t('field.singleKey.none')}
          toEdit={(text) => ({ kind: 'setField', path: [...path, 'key'], value: text === '' ? undefined : text, mergeKey: [...path, 'key'].join('.') })}
        />
      )}
      <KeysPreview keys={keys} />
    </>
  );
}

/** How uneven the keys are, which decides how uneven partitions are. */
function KeysPreview({ keys }: { readonly keys: KeysDoc }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const shares = useMemo(() => keyShares(keys), [keys]);
  const first = shares?.hottest[0];
  if (shares === undefined || first === undefined || !Number.isFinite(first)) return null;
  const share = formatPart(first, language);
  const isEven = shares.hottest.every((each) => each === first) && keys.kind !== 'zipf';
  if (isEven)
    return <p className="text-[11px] leading-4 text-(--text-3)">{keys.kind === 'single' ? t('keys.preview.one') : t('keys.preview.even', { share })}</p>;
  const words = t(shares.others > 0 ? 'keys.preview.more' : 'keys.preview', { share, count: shares.hottest.length, rest: formatPart(shares.rest, language) });
  return <Bars values={shares.hottest} words={words} color="--kind-topic" />;
}
