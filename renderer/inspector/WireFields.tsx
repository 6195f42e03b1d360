/** A wire inside a broker: what goes over it and why. It has no delay and no share. */
import { meaningOf } from '#core/scenario/canConnect.ts';
import type { EdgeDoc, EdgeId, NodeDoc } from '#core/scenario/scenario.ts';
import type { Edit } from '../document/edits.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { BindingFields } from './fields/BindingFields.tsx';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { TextField } from './fields/TextField.tsx';

/** What such a wire is called, and what it does; undefined for any other edge. */
export function wireTexts({ role }: EdgeDoc, from: NodeDoc, to: NodeDoc): { readonly title: MessageKey; readonly about: MessageKey } | undefined {
  switch (meaningOf(from.kind, to.kind)) {
    case 'deadLetters':
      return { title: 'kind.deadLetters', about: to.kind === 'queue' ? 'kind.deadLetters.about' : 'kind.deadLetterExchange.about' };
    case 'binds':
      return role === 'alternate' ? { title: 'kind.alternate', about: 'kind.alternate.about' } : { title: 'kind.binding', about: 'kind.binding.about' };
    default:
      return undefined;
  }
}

interface WireFieldsProps {
  readonly id: EdgeId;
  readonly edge: EdgeDoc;
  readonly from: NodeDoc;
  readonly to: NodeDoc;
  readonly about: MessageKey;
}

export function WireFields({ id, edge, from, to, about }: WireFieldsProps) {
  const t = useT();
  const path = ['model', 'edges', id];
  const canBeAlternate = from.kind === 'exchange' && to.kind === 'exchange';
  const hasBindings = from.kind === 'exchange' && edge.role !== 'alternate';
  const hasKey = from.kind === 'queue' && to.kind === 'exchange';
  return (
    <>
      <p className="p-3 text-[12px] leading-5 text-(--text-2)">{t(about)}</p>
      {(canBeAlternate || hasBindings || hasKey) && (
        <Section title={t('group.routing')}>
          {canBeAlternate && (
            <ChoiceField
              path={[...path, 'role']}
              value={edge.role ?? 'binding'}
              label={t('field.edgeRole')}
              options={(['binding', 'alternate'] as const).map((value) => ({ value, label: t(`option.edgeRole.${value}`) }))}
              toEdit={(role) => roleEdit(id, role)}
            />
          )}
          {hasBindings && <BindingFields id={id} edge={edge} type={from.type} />}
          {hasKey && (
            <TextField
              path={[...path, 'deadLetterKey']}
              value={edge.deadLetterKey ?? ''}
              label={t('field.deadLetterKey')}
              help={t('field.deadLetterKey.help')}
              isWide
              toEdit={(key) => ({
                kind: 'setField',
                path: [...path, 'deadLetterKey'],
                value: key === '' ? undefined : key,
                mergeKey: [...path, 'deadLetterKey'].join('.'),
              })}
            />
          )}
        </Section>
      )}
    </>
  );
}

/** An alternate has no bindings. */
function roleEdit(id: EdgeId, role: 'binding' | 'alternate'): Edit {
  const set = (field: string, value: string | undefined): Edit => ({ kind: 'setField', path: ['model', 'edges', id, field], value });
  if (role === 'binding') return set('role', undefined);
  return { kind: 'batch', label: 'change', edits: [set('role', 'alternate'), set('bindings', undefined)] };
}
