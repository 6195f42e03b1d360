/** The bindings of one wire out of an exchange: keys, patterns or headers, as its type compares them. */
import { Plus, X } from 'lucide-react';
import { HEADERS_MODES } from '#core/base/routing.ts';
import { DEFAULT_BINDINGS } from '#core/scenario/defaults.ts';
import type { BindingDoc, EdgeDoc, EdgeId, ExchangeDoc } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { FieldValue, Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { HeadersField } from './HeadersField.tsx';
import { TextField } from './TextField.tsx';

export interface BindingFieldsProps {
  readonly id: EdgeId;
  readonly edge: EdgeDoc;
  readonly type: ExchangeDoc['type'];
}

/** A document may leave the only binding out; who writes one writes all. */
export function BindingFields({ id, edge, type }: BindingFieldsProps) {
  const t = useT();
  const path: Path = ['model', 'edges', id, 'bindings'];
  const bindings = edge.bindings ?? DEFAULT_BINDINGS;
  const written = (next: readonly BindingDoc[]) => ({ kind: 'setField', path, value: next.map((one) => ({ ...one })) as FieldValue }) as const;
  const write = (next: readonly BindingDoc[]) => documentStore.getState().apply(written(next));
  if (type === 'fanout') return <p className="text-[11px] leading-4 text-(--text-3)">{t('binding.any')}</p>;
  return (
    <>
      {bindings.map((binding, i) => (
        // Bindings are told apart by their place alone.
        <Binding
          key={i + 1}
          path={[...path, i]}
          binding={binding}
          type={type}
          n={i + 1}
          replaced={(changed) => ({ ...written(bindings.map((one, at) => (at === i ? { ...one, ...changed } : one))), mergeKey: [...path, i].join('.') })}
          onRemove={bindings.length > 1 ? () => write(bindings.filter((_, at) => at !== i)) : undefined}
        />
      ))}
      <Button variant="outline" icon={<Plus size={14} />} onClick={() => write([...bindings, { key: '' }])}>
        {t('binding.add')}
      </Button>
    </>
  );
}

interface BindingProps {
  readonly path: Path;
  readonly binding: BindingDoc;
  readonly type: Exclude<ExchangeDoc['type'], 'fanout'>;
  readonly n: number;
  readonly replaced: (changed: Partial<BindingDoc>) => { readonly kind: 'setField'; readonly path: Path; readonly value: FieldValue };
  readonly onRemove: (() => void) | undefined;
}

function Binding({ path, binding, type, n, replaced, onRemove }: BindingProps) {
  const t = useT();
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-(--border) p-2">
      <legend className="sr-only">{t('binding.title', { n })}</legend>
      <div className="flex items-center justify-between text-[12px] font-medium text-(--text-2)">
        <span aria-hidden>{t('binding.title', { n })}</span>
        {onRemove !== undefined && (
          <IconButton label={t('binding.remove', { n })} onClick={onRemove}>
            <X size={14} />
          </IconButton>
        )}
      </div>
      {type === 'headers' ? (
        <>
          <HeadersField
            path={[...path, 'arguments']}
            headers={binding.arguments}
            label={t('binding.arguments')}
            help={t('variant.headers.help')}
            toEdit={(headers) => replaced({ arguments: headers })}
          />
          <ChoiceField
            path={[...path, 'match']}
            value={binding.match ?? 'all'}
            label={t('binding.match')}
            options={HEADERS_MODES.map((value) => ({ value, label: t(`option.match.${value}`) }))}
            toEdit={(match) => replaced({ match })}
          />
        </>
      ) : (
        <TextField
          path={[...path, 'key']}
          value={binding.key}
          label={t(type === 'topic' ? 'binding.pattern' : 'binding.key')}
          help={type === 'topic' ? t('binding.pattern.help') : undefined}
          isWide
          toEdit={(key) => replaced({ key })}
        />
      )}
    </fieldset>
  );
}
