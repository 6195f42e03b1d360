/** A line or a few lines of text of the document, written as it is typed; a burst of typing is one undo step. */
import { useId } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Edit, Path } from '../../document/edits.ts';
import { INPUT } from '../../parts/DraftInput.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { fieldName } from '../focusField.ts';
import { useFieldIssue } from './useFieldIssue.ts';

export interface TextFieldProps {
  readonly path: Path;
  readonly value: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly placeholder?: string;
  /** A few lines instead of one. */
  readonly isLong?: boolean;
  /** Below its label, at full width. */
  readonly isWide?: boolean;
  /** The edit that writes the text; by default it sets the field at `path`. */
  readonly toEdit?: (text: string) => Edit;
}

export function TextField({ path, value, label, help, placeholder, isLong = false, isWide = isLong, toEdit }: TextFieldProps) {
  const id = useId();
  const language = useUi((s) => s.language);
  const issue = useFieldIssue(path);
  const onChange = (text: string) => documentStore.getState().apply(toEdit?.(text) ?? { kind: 'setField', path, value: text, mergeKey: path.join('.') });
  const shared = {
    id,
    value,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': issue?.severity === 'error' || undefined,
    'aria-describedby': issue ? `${id}-error` : undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  const border = issue?.severity === 'error' ? 'border-(--bad)' : 'border-(--border)';
  return (
    <FieldRow
      id={id}
      name={fieldName(path)}
      label={label}
      help={help}
      isWide={isWide}
      error={issue && issueText(issue, language)}
      isWarning={issue?.severity === 'warning'}
    >
      {isLong ? (
        <textarea {...shared} rows={3} className={`${INPUT} ${border} field-sizing-content h-auto max-h-44 min-h-18 resize-none py-1.5 leading-5`} />
      ) : (
        <input {...shared} type="text" maxLength={LIMITS.nameLength} className={`${INPUT} ${border}`} />
      )}
    </FieldRow>
  );
}
