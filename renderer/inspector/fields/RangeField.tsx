/** A number or quantity of the document, held to its range; what is wrong with it is said in place. */
import { useId, useState } from 'react';
import { fieldIssue } from '#core/scenario/checkValues.ts';
import type { FieldRange } from '#core/scenario/fields.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { DraftInput } from '../../parts/DraftInput.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { fieldName } from '../focusField.ts';
import { useFieldIssue } from './useFieldIssue.ts';
import { stepText } from './stepping.ts';

export interface RangeFieldProps {
  readonly path: Path;
  /** undefined: an optional field that is left out. */
  readonly value: string | number | undefined;
  readonly range: FieldRange;
  readonly label: string;
  readonly help?: string | undefined;
  readonly isLabelHidden?: boolean;
}

export function RangeField({ path, value, range, label, help, isLabelHidden = false }: RangeFieldProps) {
  const id = useId();
  const t = useT();
  const language = useUi((s) => s.language);
  const [draft, setDraft] = useState<string>();
  const isNumber = range.unit === 'count' || range.unit === 'ratio';
  const read = (text: string): string | number | undefined => {
    if (range.isOptional === true && text.trim() === '') return undefined;
    return isNumber ? (text.trim() === '' ? Number.NaN : Number(text)) : text.trim();
  };
  const own = draft === undefined ? undefined : fieldIssue(read(draft), range, path);
  const shown = useFieldIssue(path, own);

  const commit = (text: string): boolean => {
    const next = read(text);
    if (fieldIssue(next, range, path) !== undefined) return false;
    documentStore.getState().apply({ kind: 'setField', path, value: next, mergeKey: path.join('.') });
    return true;
  };
  return (
    <FieldRow
      id={id}
      name={fieldName(path)}
      label={label}
      help={help}
      isLabelHidden={isLabelHidden}
      error={shown && issueText(shown, language)}
      isWarning={shown?.severity === 'warning'}
    >
      <DraftInput
        id={id}
        value={value === undefined ? '' : String(value)}
        placeholder={range.isOptional ? t('field.unlimited') : undefined}
        onCommit={commit}
        onDraft={setDraft}
        onStep={(text, direction, isCoarse) => stepText(text, range, direction, isCoarse)}
        isInvalid={shown?.severity === 'error'}
        describedBy={[help && `${id}-help`, shown && `${id}-error`].filter(Boolean).join(' ') || undefined}
        className="tabular-nums"
      />
    </FieldRow>
  );
}
