/** One of a few named values of the document. */
import { useId } from 'react';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Edit, Path } from '../../document/edits.ts';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { type Option, Select } from '../../parts/Select.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { fieldName } from '../focusField.ts';
import { useFieldIssue } from './useFieldIssue.ts';

export interface ChoiceFieldProps<Value extends string> {
  readonly path: Path;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly label: string;
  readonly help?: string | undefined;
  readonly isLabelHidden?: boolean;
  /** The edit that a choice means; by default it sets the field at `path`. */
  readonly toEdit?: (value: Value) => Edit;
}

export function ChoiceField<Value extends string>({ path, value, options, label, help, isLabelHidden = false, toEdit }: ChoiceFieldProps<Value>) {
  const id = useId();
  const language = useUi((s) => s.language);
  const issue = useFieldIssue(path);
  return (
    <FieldRow
      id={id}
      name={fieldName(path)}
      label={label}
      help={help}
      isLabelHidden={isLabelHidden}
      error={issue && issueText(issue, language)}
      isWarning={issue?.severity === 'warning'}
    >
      <Select
        id={id}
        size="small"
        label={label}
        value={value}
        options={options}
        onChange={(next) => documentStore.getState().apply(toEdit?.(next) ?? { kind: 'setField', path, value: next })}
      />
    </FieldRow>
  );
}
