/** The kinds of message a producer sends: how often each is drawn, and what routers, selectors and queues look at. */
import { Plus, X } from 'lucide-react';
import { VARIANT_FIELDS } from '#core/scenario/fields.ts';
import type { VariantDoc } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { HeadersField } from './HeadersField.tsx';
import { RangeField } from './RangeField.tsx';
import { TextField } from './TextField.tsx';

export function VariantFields({ path, variants }: { readonly path: Path; readonly variants: readonly VariantDoc[] }) {
  const t = useT();
  const write = (next: readonly VariantDoc[]) => documentStore.getState().apply({ kind: 'setField', path, value: next.map((variant) => ({ ...variant })) });
  return (
    <>
      {variants.length === 0 && <p className="text-[11px] leading-4 text-(--text-3)">{t('variant.none')}</p>}
      {variants.map((variant, i) => (
        // Variants are told apart by their place alone.
        <Variant key={i + 1} path={[...path, i]} variant={variant} n={i + 1} onRemove={() => write(variants.filter((_, at) => at !== i))} />
      ))}
      <Button variant="outline" icon={<Plus size={14} />} onClick={() => write([...variants, { weight: 1 }])}>
        {t('variant.add')}
      </Button>
    </>
  );
}

interface VariantProps {
  readonly path: Path;
  readonly variant: VariantDoc;
  readonly n: number;
  readonly onRemove: () => void;
}

function Variant({ path, variant, n, onRemove }: VariantProps) {
  const t = useT();
  const toText = (field: 'routingKey' | 'group') => (text: string) =>
    ({ kind: 'setField', path: [...path, field], value: text === '' ? undefined : text, mergeKey: [...path, field].join('.') }) as const;
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-(--border) p-2">
      <legend className="sr-only">{t('variant.title', { n })}</legend>
      <div className="flex items-center justify-between text-[12px] font-medium text-(--text-2)">
        <span aria-hidden>{t('variant.title', { n })}</span>
        <IconButton label={t('variant.remove', { n })} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <RangeField path={[...path, 'weight']} value={variant.weight} range={VARIANT_FIELDS.weight} label={t('variant.weight')} />
      <TextField path={[...path, 'routingKey']} value={variant.routingKey ?? ''} label={t('variant.routingKey')} toEdit={toText('routingKey')} />
      <HeadersField path={[...path, 'headers']} headers={variant.headers} label={t('variant.headers')} help={t('variant.headers.help')} />
      <TextField path={[...path, 'group']} value={variant.group ?? ''} label={t('variant.group')} toEdit={toText('group')} />
      <RangeField path={[...path, 'priority']} value={variant.priority} range={VARIANT_FIELDS.priority} label={t('variant.priority')} />
      <RangeField path={[...path, 'ttl']} value={variant.ttl} range={VARIANT_FIELDS.ttl} label={t('variant.ttl')} />
      {(['persistent', 'mandatory', 'poison'] as const).map((flag) => (
        <FlagField key={flag} path={[...path, flag]} value={variant[flag]} flag={flag} />
      ))}
    </fieldset>
  );
}

const FLAGS = { unset: undefined, no: false, yes: true } as const;

/** Yes, no, or as the system does by default. */
function FlagField({ path, value, flag }: { readonly path: Path; readonly value: boolean | undefined; readonly flag: 'persistent' | 'mandatory' | 'poison' }) {
  const t = useT();
  return (
    <ChoiceField
      path={path}
      value={value === undefined ? 'unset' : value ? 'yes' : 'no'}
      label={t(`variant.${flag}`)}
      options={(['unset', 'no', 'yes'] as const).map((answer) => ({ value: answer, label: t(`variant.flag.${answer}`) }))}
      toEdit={(answer) => ({ kind: 'setField', path, value: FLAGS[answer as keyof typeof FLAGS] })}
    />
  );
}
