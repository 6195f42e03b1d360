/** Names and values on one line; written when it is left, since half an entry would be read as another. */
import { useId } from 'react';
import { issueText } from '#core/scenario/issueText.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Edit, Path } from '../../document/edits.ts';
import { useT } from '../../i18n/i18n.ts';
import { DraftInput } from '../../parts/DraftInput.tsx';
import { FieldRow } from '../../parts/FieldRow.tsx';
import { useUi } from '../../ui/uiStore.ts';
import { formatHeaders, type Headers, parseHeaders } from '../headers.ts';
import { useFieldIssue } from './useFieldIssue.ts';

export interface HeadersFieldProps {
  readonly path: Path;
  readonly headers: Headers | undefined;
  readonly label: string;
  readonly help?: string | undefined;
  /** The edit that writes them; by default it sets the field at `path`. */
  readonly toEdit?: (headers: Headers | undefined) => Edit;
}

export function HeadersField({ path, headers, label, help, toEdit }: HeadersFieldProps) {
  const t = useT();
  const id = useId();
  const language = useUi((s) => s.language);
  const issue = useFieldIssue(path);
  const commit = (text: string): boolean => {
    const next = parseHeaders(text);
    documentStore.getState().apply(toEdit?.(next) ?? { kind: 'setField', path, value: next });
    return true;
  };
  return (
    <FieldRow id={id} label={label} help={help} isWide error={issue && issueText(issue, language)} isWarning={issue?.severity === 'warning'}>
      <DraftInput id={id} value={formatHeaders(headers)} placeholder={t('variant.headers.example')} onCommit={commit} isInvalid={issue?.severity === 'error'} />
    </FieldRow>
  );
}
