/** Which measured machine a broker's servers are, each with how far the model is from what was published of it. */
import { PRESET_NAMES, type PresetName } from '#core/base/presetNames.ts';
import { changePreset, COST_FIELDS, presetError } from '#core/scenario/presets.ts';
import type { BrokerDoc, NodeId } from '#core/scenario/scenario.ts';
import type { Edit } from '../../document/edits.ts';
import { type MessageKey, useT } from '../../i18n/i18n.ts';
import { ChoiceField } from './ChoiceField.tsx';

const NONE = 'none';

export function PresetField({ id, doc }: { readonly id: NodeId; readonly doc: BrokerDoc }) {
  const t = useT();
  const labelOf = (name: PresetName): string => {
    const text = t(`option.preset.${name}` satisfies MessageKey);
    const error = presetError(name);
    return error === undefined ? t('preset.estimated', { name: text }) : t('preset.within', { name: text, percent: Math.ceil(error * 100) });
  };
  return (
    <ChoiceField
      path={['model', 'nodes', id, 'preset']}
      value={doc.preset ?? NONE}
      label={t('field.preset')}
      help={t('field.preset.help')}
      options={[{ value: NONE, label: t('option.preset.none') }, ...PRESET_NAMES.map((value) => ({ value, label: labelOf(value) }))]}
      toEdit={(value) => toEdit(id, changePreset(doc, value === NONE ? undefined : (value as PresetName)))}
    />
  );
}

/** The costs it takes along change with it, as one step. */
const toEdit = (id: NodeId, next: BrokerDoc): Edit => ({
  kind: 'batch',
  label: 'change',
  edits: (['preset', ...COST_FIELDS] as const).map((field) => ({ kind: 'setField', path: ['model', 'nodes', id, field], value: next[field] })),
});
